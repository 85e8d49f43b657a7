"""The server of a programme’s depot, over HTTP; TLS stands before it."""
