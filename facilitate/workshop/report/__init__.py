"""The compte rendu as data: what is counted, listed and said of a session."""
