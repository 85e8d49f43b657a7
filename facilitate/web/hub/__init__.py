"""The hub: what serves the tables’ devices and laptops during an event."""
