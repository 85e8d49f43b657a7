"""What devices may read and write, and the links that lead them to a hub."""
