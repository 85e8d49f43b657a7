"""The screen of the road map."""
