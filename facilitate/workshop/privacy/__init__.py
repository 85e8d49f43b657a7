"""Finding names, hiding them in a report, and removing them from a session."""
