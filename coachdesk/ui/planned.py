"""What is planned and not built yet: screens, each with the one line it answers. This list only shrinks.

A test pins it (`tests/ui/test_planned.py`): whoever builds one of these takes it from here and from the test.
"""

from __future__ import annotations

SCREENS: dict[str, str] = {
    "ledger": "Credits, payments, sessions used and left, and your hours towards a credential will be here.",
}
"""Screens by place."""
