"""Tables and texts out of the files people bring, whatever wrote them; what they are about is not known here."""
