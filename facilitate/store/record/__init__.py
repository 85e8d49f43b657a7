"""The record of a programme’s depot: journals of many sessions in PostgreSQL, each event once, and tokens to them."""
