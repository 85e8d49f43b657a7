"""The home screen: every session here."""
