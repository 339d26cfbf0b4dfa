"""What a coach does: one verb each, one transaction each, answering with frozen views."""
