"""A table’s list, as it is read aloud."""
