"""Coachdesk: a keyboard-driven terminal workspace for a solo coach. Importing this package costs nothing."""

__version__ = "0.1.0"
