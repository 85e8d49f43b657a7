"""The screens people use in a terminal: they are handed a ready `Workshop`, and never open a file or a database."""
