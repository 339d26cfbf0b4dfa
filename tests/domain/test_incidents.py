"""The rules of incidents: what may be chosen, and what it takes to close one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coachdesk.domain import incidents as rules
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.incidents import ChoiceInput, IncidentInput, OptionInput
from coachdesk.domain.inputs.validate import Input, problems
from coachdesk.domain.text import LINE_LIMIT

DAY = date(2026, 11, 27)

REFUSED: dict[str, tuple[Callable[[], None], str]] = {
    "tomorrow": (lambda: rules.check_day(date(2026, 11, 28), DAY), "on: 28 November 2026 is still to come"),
    "closed": (lambda: rules.check_live("closed", DAY), "it was closed on 27 November 2026"),
    "same": (lambda: rules.check_offer("money back", ["money back"]), "text: “money back” is offered already"),
    "many": (lambda: rules.check_offer("x", [str(at) for at in range(20)]), "text: 20 options are offered already"),
    "none": (lambda: rules.check_choice(1, 0), "option: nothing was offered yet"),
    "zero": (lambda: rules.check_choice(0, 2), "option: option 0 was not offered (name one from 1 to 2)"),
    "past the last": (lambda: rules.check_choice(3, 2), "option: option 3 was not offered"),
    "few": (lambda: rules.check_close("chosen", 1), "1 of at least 2 options offered (offer 1 more"),
    "nothing offered": (lambda: rules.check_close("open", 0), "0 of at least 2 options offered (offer 2 more"),
    "not chosen": (lambda: rules.check_close("open", 2), "the client chose none of the options yet"),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_cannot_be_is_one_line(which: str) -> None:
    act, line = REFUSED[which]
    with pytest.raises(CoachdeskError) as found:
        act()
    assert found.value.line.startswith(line)
    assert "\n" not in found.value.line


def test_what_can_be() -> None:
    rules.check_day(DAY, DAY)
    rules.check_live("open", None)
    rules.check_live("chosen", None)
    rules.check_offer("a session", ["money back"])
    rules.check_choice(2, 2)
    rules.check_close("chosen", 2)


@pytest.mark.parametrize(
    ("state", "offered", "words"),
    [
        ("open", 0, "two options to offer"),
        ("open", 1, "a second option to offer"),
        ("chosen", 1, "a second option to offer"),
        ("open", 2, "their choice"),
        ("chosen", 3, "making it good"),
        ("closed", 2, ""),
    ],
)
def test_what_it_waits_for(state: str, offered: int, words: str) -> None:
    assert rules.waits_for(state, offered) == words


@pytest.mark.parametrize(
    ("model", "entered", "where"),
    [
        (IncidentInput, {"client": "amara", "what": "  "}, "what"),
        (IncidentInput, {"client": "amara", "what": "x", "on": "the day after never"}, "on"),
        (IncidentInput, {"client": "amara", "what": "x", "colour": "red"}, "colour"),
        (OptionInput, {"text": ""}, "text"),
        (OptionInput, {"text": "x\x1b[2J"}, "text"),
        (OptionInput, {"text": "x" * (LINE_LIMIT + 1)}, "text"),
        (ChoiceInput, {"option": "two", "said": "yes"}, "option"),
        (ChoiceInput, {"option": "", "said": "yes"}, "option"),
        (ChoiceInput, {"option": "1", "said": " "}, "said"),
        (ChoiceInput, {"option": True, "said": "yes"}, "option"),
    ],
)
def test_what_is_entered_is_checked(model: type[Input], entered: dict[str, object], where: str) -> None:
    found = problems(model, entered)
    assert list(found) == [where]
    assert "\n" not in found[where]
