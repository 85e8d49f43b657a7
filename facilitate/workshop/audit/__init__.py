"""What would embarrass if it were published: each check, and their issues."""
