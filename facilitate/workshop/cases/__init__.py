"""What people may do in a session: one use case class for each subject."""
