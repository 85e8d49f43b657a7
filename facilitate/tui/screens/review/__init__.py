"""The opening review."""
