"""Whatever is in the clipboard is one paste, and never keys."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual import events
from textual.message import Message

from coachdesk.ui.pasting import BEGINS, ENDS, PasteParser, Pastes

HOSTILE = "one \x07\x1b[31mred\x1b[0m\nq\x1b[2J\x1b]0;title\x07two \x1bq \x9b3Jend"
CLEAN = "one red\nqtwo q 3Jend"


def pieces(text: str, size: int) -> Iterable[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


def understood(sent: Iterable[str]) -> list[Message]:
    parser = PasteParser()
    return [event for piece in sent for event in parser.feed(piece)]


@pytest.mark.parametrize("size", [*range(1, 24), 4096])
def test_a_paste_with_control_codes_is_one_paste_however_it_comes(size: int) -> None:
    found = understood(pieces(f"a{BEGINS}{HOSTILE}{ENDS}b{BEGINS}{HOSTILE}{ENDS}c", size))
    said = [one.text if isinstance(one, events.Paste) else one.key for one in found]  # type: ignore[attr-defined]
    assert said == ["a", CLEAN, "b", CLEAN, "c"]


def test_what_is_not_pasted_passes_at_once_and_as_it_is() -> None:
    pastes = Pastes()
    for sent in ("\x1b", "\x1b[A", "\x1b[20", "0", "q", "\x1b[15~", "\x1b[<0;1;1M"):
        assert pastes.clean(sent) == sent


def test_a_million_characters_are_one_paste() -> None:
    (found,) = understood(pieces(f"{BEGINS}{'x' * 1_000_000}\x1b{ENDS}", 1024))
    assert isinstance(found, events.Paste)
    assert len(found.text) == 1_000_000
