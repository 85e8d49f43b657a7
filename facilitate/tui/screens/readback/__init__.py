"""Which tables heard their lists."""
