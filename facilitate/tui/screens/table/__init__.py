"""The screen that shows a table’s page to the facilitator."""
