"""What the product must come through whole: `make faults` (docs/faults.md)."""
