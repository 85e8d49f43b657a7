"""Adding to a session: stamping acts, keeping them on the disk, folding them in."""
