"""Events read together: what each says, how it counts, what recurs, and who has what another wants."""
