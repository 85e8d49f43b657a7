"""The extension of the HTTP server: limits on connections."""
