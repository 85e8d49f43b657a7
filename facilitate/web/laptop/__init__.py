"""The line from a laptop’s copy of a session to its hub."""
