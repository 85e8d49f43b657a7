"""What a matcher reads and answers, and what was answered to it."""
