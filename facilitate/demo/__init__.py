"""The Paris event to try the program with: its public programme, six real ideas among 57, and a script of the day."""
