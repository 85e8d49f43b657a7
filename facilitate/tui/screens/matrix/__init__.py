"""The screen of the matrix: axes by categories."""
