"""Suggestions: where an item probably belongs, what is probably the same; offline, always with the reason."""
