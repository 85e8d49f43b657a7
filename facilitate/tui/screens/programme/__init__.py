"""The screen that edits the programme."""
