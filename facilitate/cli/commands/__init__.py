"""The commands, a module for each thing they are about; each module lists its own in `COMMANDS` or `GROUP`."""
