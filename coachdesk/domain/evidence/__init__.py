"""What the records already answer: one function for each evidence key of the catalogue."""
