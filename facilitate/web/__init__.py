"""The room's hub: what the tables' devices reach over the network, and how it is kept from harm."""
