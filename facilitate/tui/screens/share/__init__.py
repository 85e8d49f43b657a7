"""The screen that shares a session with devices."""
