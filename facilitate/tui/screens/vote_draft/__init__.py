"""A vote before it is opened: its list, its letters, its rule."""
