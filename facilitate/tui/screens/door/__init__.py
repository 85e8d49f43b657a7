"""The door: who arrives and where they sit, the guest list, and the moves that even out the tables."""
