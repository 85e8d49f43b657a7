"""The commands: the file of each is named as it is typed, and holds it as `COMMAND`, alone or with those below it."""
