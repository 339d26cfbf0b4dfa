"""Numbered migrations, one transaction each."""
