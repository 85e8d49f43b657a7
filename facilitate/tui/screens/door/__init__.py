"""The door: who arrives, and where they sit."""
