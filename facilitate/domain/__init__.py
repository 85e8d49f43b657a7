"""The words of a facilitated event as frozen values and pure functions: standard library only, no clock, no disk."""
