"""The screen that publishes the compte rendu."""
