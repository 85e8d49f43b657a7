"""The screen of the photos."""
