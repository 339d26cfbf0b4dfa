"""Commands as data, one file a noun; `registry.py` is the list that everything reads."""
