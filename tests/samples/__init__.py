"""Sample desks of every schema that was ever shipped."""
