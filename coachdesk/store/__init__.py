"""SQLModel tables, engine, migrations, journal: the only place that sees SQL."""
