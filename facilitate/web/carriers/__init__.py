"""What carries journals to a depot over the network."""
