"""What is not built yet: this list only ever shrinks."""

from __future__ import annotations

from coachdesk.ui import planned
from coachdesk.ui.screens.table import TABS

SCREENS = {"ledger"}


def test_no_screen_was_added_to_the_list() -> None:
    assert set(planned.SCREENS) <= SCREENS
    assert not set(planned.SCREENS) & set(TABS)


def test_each_says_in_one_line_what_it_will_be() -> None:
    for sentence in planned.SCREENS.values():
        assert sentence.endswith(".")
        assert "\n" not in sentence
