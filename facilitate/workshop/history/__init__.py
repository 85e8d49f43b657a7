"""What was done: undo and redo, the sentence of each act, and the trace of an idea."""
