"""The ports of the database, one file for each kind of row."""
