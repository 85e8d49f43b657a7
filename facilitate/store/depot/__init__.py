"""The depot as files, and how a session's journals go there and come from there."""
