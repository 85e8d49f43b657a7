"""The programme of an event: its values, its document, and how one is read, compared and changed."""
