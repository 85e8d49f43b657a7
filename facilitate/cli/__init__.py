"""The command line: everything the screens can do, for the shell, for scripts and for screen readers."""
