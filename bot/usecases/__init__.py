"""What can be asked of the product, one verb a file."""
