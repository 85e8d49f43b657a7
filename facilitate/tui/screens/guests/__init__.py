"""The guest list, looked through and corrected."""
