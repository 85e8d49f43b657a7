"""The screens of an import: a file chosen, its columns, its ideas as they will be."""
