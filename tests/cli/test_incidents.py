"""`coachdesk incidents`: written down, options offered, one chosen, closed; what cannot be is one line."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli

LATE = ("incidents", "open", "--client", "amara", "I came half an hour late", "--on", "yesterday",
        "--who-knows", "Amara and I", "--next", "call her")  # fmt: skip


def test_from_what_happened_to_how_it_was_made_good(told: Cli) -> None:
    made = told.json(*LATE)
    assert (made["client_name"], made["state"], made["waits_for"]) == ("Amara", "open", "two options to offer")
    assert told("incidents", "option", "half an hour", "An hour without a fee", "--cost", "120 EUR").out.startswith(
        "offered as option 1 ["
    )
    offered = told.json("incidents", "option", "amara", "Half the fee back")
    assert [(one["number"], one["text"], one["cost"]) for one in offered["options"]] == [
        (1, "An hour without a fee", "120 EUR"), (2, "Half the fee back", ""),
    ]  # fmt: skip
    assert told("incidents", "choose", "amara", "1", "--said", "the hour, gladly").out.startswith(
        "they chose 1: An hour without a fee ["
    )
    assert told("incidents", "list", "--open").out.count("making it good") == 1
    shown = told("incidents", "show", made["id"]).out
    assert "the hour, gladly" in shown
    assert "costs 120 EUR" in shown
    told.json("incidents", "edit", "amara", "--next", "hold it on Monday")
    closed = told.json("incidents", "close", "amara", "--made-good", "held it on Monday")
    assert (closed["state"], closed["chosen"], closed["made_good"]) == ("closed", 1, "held it on Monday")
    assert told("incidents", "list", "--open").out == "no incident is open\n"
    assert [one["id"] for one in told.json("incidents", "--client", "amara")] == [made["id"]]


BAD = {
    "no client": (("incidents", "open", "--client", "nobody", "x"), "nobody"),
    "no words": (("incidents", "open", "--client", "amara", "  "), "what: "),
    "to come": (("incidents", "open", "--client", "amara", "x", "--on", "tomorrow"), "is still to come"),
    "no day": (("incidents", "open", "--client", "amara", "x", "--on", "31 feb"), "on: "),
    "no session": (("incidents", "open", "--client", "amara", "x", "--session", "nothing"), "nothing"),
    "no incident": (("incidents", "show", "nothing"), "nothing"),
    "no change": (("incidents", "edit", "amara"), "nothing"),
    "same option": (("incidents", "option", "amara", "One"), "is offered already"),
    "control codes": (("incidents", "option", "amara", "x\x1b[2J"), "text: "),
    "no number": (("incidents", "choose", "amara", "two", "--said", "x"), "a whole number is expected"),
    "no such option": (("incidents", "choose", "amara", "2", "--said", "x"), "option 2 was not offered"),
    "said nothing": (("incidents", "choose", "amara", "1", "--said", " "), "said: "),
    "one option": (("incidents", "close", "amara"), "1 of at least 2 options offered"),
}


STATUS = {"no change": 2}


@pytest.mark.parametrize("which", BAD)
def test_what_cannot_be_is_one_line(told: Cli, which: str) -> None:
    told.json(*LATE)
    told.json("incidents", "option", "amara", "One")
    before = told.json("incidents")
    words, part = BAD[which]
    told(*words).refused(STATUS.get(which, 1), part)
    assert told.json("incidents") == before
