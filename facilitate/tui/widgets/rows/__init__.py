"""The list widget: rows of styled cells, drawn only where they changed."""
