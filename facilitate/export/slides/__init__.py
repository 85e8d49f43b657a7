"""Slides for the closing words: what they say, how they are set as a PDF, and as a file for PowerPoint."""
