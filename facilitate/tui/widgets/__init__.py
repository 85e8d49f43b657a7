"""The pieces screens are made of: they receive read models, post messages, and know nothing of each other."""
