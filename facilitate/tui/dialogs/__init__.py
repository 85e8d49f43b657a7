"""Questions and lists that open above a page."""
