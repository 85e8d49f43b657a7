"""The screens of the synthesis: proposals into the typology."""
