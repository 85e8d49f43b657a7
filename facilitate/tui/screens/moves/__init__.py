"""Sit down now: the moves that even out the tables, and the round that follows."""
