"""Tables report back: which one speaks, what is new in it, and how long it still has."""
