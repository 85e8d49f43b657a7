"""Run a workshop of several round tables from one laptop, from its programme to its compte rendu."""

__version__ = "0.1.0"
