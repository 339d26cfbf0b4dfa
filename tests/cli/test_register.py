"""The practice register from the shell."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli


def test_an_entry_of_the_practice_has_the_fields_of_its_kind(told: Cli) -> None:
    made = told.json(
        "register", "add", "qualification", "ACC, ICF", "--on", "2024-02-01", "--until", "1 feb", "--shown", "yes"
    )
    assert (made["kind"], made["on"], made["until"]) == ("qualification", "2024-02-01", "2027-02-01")
    assert (made["client"], made["details"], made["lacks"], made["counts"]) == (None, {"shown": "yes"}, [], True)
    assert told.json("register", "show", "acc") == made
    assert "valid until       1 February 2027" in told("register", "show", "acc").out
    said = told("register", "add", "tool", "Zoom", "--sees", "faces").out
    assert said.startswith("added Tool: Zoom, 27 November 2026 [")
    assert "still lacks: AI or not" in said
    assert told.json("register", "edit", "zoom", "--ai", "no")["lacks"] == []


def test_an_entry_of_a_client_names_them(told: Cli) -> None:
    talk = told.json("register", "add", "intake-talk", "--client", "amara", "--on", "2026-11-20")
    assert (talk["client_name"], talk["on"]) == ("Amara", "2026-11-20")
    told.json("register", "add", "storage-check", "locks and passwords")
    assert [one["id"] for one in told.json("register", "list", "--client", "amara")] == [talk["id"]]
    assert [one["kind"] for one in told.json("register", "list", "--practice")] == ["storage-check"]
    assert [one["kind"] for one in told.json("register")] == ["storage-check", "intake-talk"]
    assert told.json("register", "list", "--kind", "intake talk")[0]["client_name"] == "Amara"
    assert told.json("register", "end", "amara intake-talk", "--on", "today")["ended"] == "2026-11-27"


def test_the_list_says_what_is_due(told: Cli) -> None:
    assert "register kinds lists the kinds" in told("register").out
    told.json("register", "add", "storage-check", "--on", "2026-05-03")
    shown = told("register").out
    assert "storage check due since 3 November 2026\n" in shown
    assert "code read due\n" in shown
    assert "due" not in told("register", "list", "--kind", "storage-check").out


def test_the_kinds_are_listed_with_their_flags(told: Cli) -> None:
    shown = told("register", "kinds").out
    assert "--edition*" in shown
    assert "data-request" in shown
    kinds = {one["kind"]: one for one in told.json("register", "kinds")}
    assert kinds["harm"]["dates"] == {"on": "heard on", "told": "told on"}
    assert [one["name"] for one in kinds["harm"]["fields"]] == ["heard", "done", "who_told"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "qualificaton", "ACC"), "kind: qualificaton is not a kind of entry (did you mean qualification)"),
        (("add", "intake-talk"), "client: an entry of the kind “Intake talk” is about a client"),
        (("add", "tool", "Zoom", "--client", "amara"), "client: an entry of the kind “Tool” is the practice's own"),
        (("add", "tool"), "text: an entry of the kind “Tool” needs words"),
        (("add", "tool", "Zoom", "--maker", "me"), "maker: tool has no field maker (it has: sees, ai)"),
        (("add", "tool", "Zoom", "--ai", "perhaps"), "ai: perhaps cannot be chosen (one of yes, no)"),
        (("add", "code-read"), "edition: edition is missing"),
        (("add", "storage-check", "--on", "tom"), "on: 28 November 2026 is still to come"),
        (
            ("add", "qualification", "ACC", "--shown", "no", "--on", "2026-02-01", "--until", "2026-01-01"),
            "until: 1 January 2026 is before it was obtained on 1 February 2026",
        ),
        (("add", "intake-talk", "--client", "nobody"), "nobody"),
        (("list", "--kind", "x"), "kind: x is not a kind of entry (coachdesk register kinds lists them)"),
        (("edit", "x", "--ai", "no"), "x"),
        (("end", "x"), "x"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(told: Cli, words: tuple[str, ...], said: str) -> None:
    told("register", *words).refused(1, said)


def test_wrong_usage_is_said_as_such(told: Cli) -> None:
    told("register", "list", "--practice", "--client", "amara").refused(2, "leave nothing over")
    told("register", "edit", "x").refused(2, "nothing to change was given")
    told("register", "add").refused(2, "KIND")
