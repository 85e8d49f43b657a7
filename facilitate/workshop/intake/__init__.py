"""Ideas out of the files people bring: which column is what, which line an idea, which table it comes from."""
