"""The screens of a cycle: its events, what recurs, who has what another wants, and how categories count."""
