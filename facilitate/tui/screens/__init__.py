"""The pages of the program, and the small dialogs they open."""
