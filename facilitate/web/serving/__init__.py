"""What every HTTP server of ours shares: bounds of connections and requests, answers in words, uvicorn in a loop."""
