"""The tables, one file a noun. Each is imported by what reads or writes it alone: to make all of them takes longer than
to put a line on the one list."""
