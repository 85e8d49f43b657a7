"""The infographic: its content, its layout, and how it is drawn."""
