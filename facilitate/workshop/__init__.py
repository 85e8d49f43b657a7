"""The use cases of an event, the read models that screens and commands draw, and the ports to the world outside."""
