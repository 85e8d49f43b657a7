"""The note-taker’s screen: one table’s ideas."""
