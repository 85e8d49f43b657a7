"""The screen of `run`: the phases of the day."""
