"""The vote: opened, ballots on paper typed, closed, read, and what is kept."""
