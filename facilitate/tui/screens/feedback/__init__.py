"""The closing questions: opened, answers on paper typed, closed, read."""
