"""Who sits where: a plan for every round, a table for each who arrives, and the fewest moves that restore the balance.

Pure functions over plain values: a person is an id, with traits (world, territory, organisation) as a mapping of texts.
"""
