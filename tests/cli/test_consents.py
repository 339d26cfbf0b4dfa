"""`coachdesk consents`."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli


def test_a_consent_is_given_declined_and_taken_back(told: Cli) -> None:
    given = told.json("consents", "give", "--client", "amara", "--kind", "stand-in", "--on", "2026-11-20",
                      "--until", "2027-11-20", "--how", "by e-mail", "--words", "yes")  # fmt: skip
    assert (given["client_name"], given["on"], given["until"]) == ("Amara", "2026-11-20", "2027-11-20")
    assert (given["given"], given["state"], given["in_force"], given["withdrawn_on"]) == (True, "in force", True, None)
    no = told.json("consents", "decline", "--client", "amara", "--kind", "recording", "--on", "today")
    assert (no["given"], no["state"], no["in_force"], no["on"]) == (False, "declined", False, "2026-11-27")
    back = told.json("consents", "withdraw", given["id"], "--on", "today")
    assert (back["state"], back["in_force"], back["withdrawn_on"]) == ("withdrawn", False, "2026-11-27")
    assert {one["id"] for one in told.json("consents", "list", "--client", "amara")} == {given["id"], no["id"]}
    assert told.json("consents", "list", "--client", "tomas") == []


def test_it_says_for_what_and_what_was_never_asked(told: Cli) -> None:
    words = ("consents", "give", "--client", "amara", "--kind", "testimonial", "--on", "today", "--use", "my site")
    told(*words).refused(1, "a testimonial is shown in their own words")
    given = told.json(*words, "--words", "She asks well.")
    assert (given["use"], given["words"]) == ("my site", "She asks well.")
    shown = told("consents", "list", "--client", "amara").out
    assert "my site" in shown
    assert "never asked: name-release, sponsor-report, hours-log" in shown
    told(*words, "--words", "She asks well.").refused(1, "said just that")


def test_lists_are_read_by_people_too(told: Cli) -> None:
    assert (
        told("consents", "list").out == "no consents yet: coachdesk consents give --client REF --kind KIND --on DATE\n"
    )
    said = told("consents", "give", "--client", "amara", "--kind", "Stand In", "--on", "today").out
    assert said.startswith("Amara: stand-in given on 27 November 2026 [")
    heading, line = told("consents", "list").out.splitlines()
    assert heading.split() == ["id", "client", "kind", "state", "answered"]
    assert line.split()[1:] == ["Amara", "stand-in", "in", "force", "27", "November", "2026"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--kind", "everything", "--on", "today"), "everything is not a kind of consent"),
        (("--kind", "", "--on", "today"), "nothing is not a kind of consent"),
        (("--kind", "stand-in", "--on", "2026-11-28"), "28 November 2026 has not come yet"),
        (("--kind", "stand-in", "--on", "31 feb"), "31 feb"),
        (("--kind", "stand-in", "--on", ""), "on"),
        (("--kind", "stand-in", "--on", "today", "--until", "2026-11-26"), "before it was given"),
        (("--kind", "stand-in", "--on", "today", "--how", "x" * 5000), "how"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_saved(told: Cli, words: tuple[str, ...], said: str) -> None:
    told("consents", "give", "--client", "amara", *words).refused(1, said)
    assert told.json("consents", "list") == []


def test_what_cannot_be_taken_back_is_said(told: Cli) -> None:
    told("consents", "withdraw", "amara", "--on", "today").refused(1, "no consent")
    told.json("consents", "give", "--client", "amara", "--kind", "stand-in", "--on", "2026-11-20")
    told("consents", "withdraw", "amara", "--on", "2026-11-19").refused(1, "before it was given")
    told.json("consents", "withdraw", "amara", "--on", "today")
    told("consents", "withdraw", "amara", "--on", "today").refused(1, "withdrawn on 27 November 2026 already")
    told("consents", "give", "--client", "nobody", "--kind", "stand-in", "--on", "today").refused(1, "nobody")
    assert told.json("consents") == told.json("consents", "list")
