"""Where the day is: the agenda, the rounds, and how lost time is won back."""
