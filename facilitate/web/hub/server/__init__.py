"""The extension of the HTTP server: bounds on connections."""
