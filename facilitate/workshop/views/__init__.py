"""What single screens show: each a value made from the session."""
