"""The only place where concrete parts are wired together: the disk, the clock, the hub, the screens."""
