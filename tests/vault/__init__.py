"""Keys, slots and envelopes."""
