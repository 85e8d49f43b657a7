"""The screen of `project`: what the room sees."""
