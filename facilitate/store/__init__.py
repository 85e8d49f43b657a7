"""The disk: journals of events that survive crashes, full disks and many writers, under TinyDB as the database."""
