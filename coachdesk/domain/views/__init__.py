"""Frozen views: what services answer with. They may be kept, compared and printed; no ORM row leaves `services`."""
