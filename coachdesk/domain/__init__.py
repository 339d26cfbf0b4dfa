"""The rules, with no I/O at all. Nothing of ours is imported here."""
