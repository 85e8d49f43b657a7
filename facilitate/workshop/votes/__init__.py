"""Votes: what a ballot says, what comes of all of them, and the box they lie in until the close. Exact arithmetic."""
