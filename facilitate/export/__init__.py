"""From a report to files that can be sent: pure text functions, and one writer that never leaves half a file."""
