"""Keys and envelopes: the only place that sees a key."""
