"""The practice register's rules: which entries can be, what one lacks, what is to be done again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.inputs.register import EntryInput, entry_data
from coachdesk.domain.inputs.validate import Reading, problems, validated
from coachdesk.domain.register import (
    CLIENT,
    KINDS,
    PRACTICE,
    check_whose,
    due_on,
    headline,
    known_kind,
    lacks,
    latest,
)

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


def read(**flat: Any) -> EntryInput:
    return validated(EntryInput, entry_data(flat), Reading(TODAY))


def refused(**flat: Any) -> CoachdeskError:
    with pytest.raises(CoachdeskError) as caught:
        read(**flat)
    return caught.value


def facts(kind: str, **more: Any) -> EntryFacts:
    return EntryFacts(**{"id": "a", "client_id": "", "kind": kind, "on": TODAY, "created_at": NOW, **more})


def test_every_kind_says_what_it_is_and_what_its_day_is_called() -> None:
    for name, kind in KINDS.items():
        assert name == kind.name
        assert all((kind.title, kind.about, kind.text, kind.on))
        assert len({field.name for field in kind.fields}) == len(kind.fields)
        for field in kind.fields:
            assert all((field.title, field.help))
            assert bool(field.choices) == (field.kind == "choice")


def test_the_kinds_are_those_that_the_records_are_read_by() -> None:
    assert set(KINDS) == {
        *("qualification", "tool", "material", "storage-check", "backup", "public-texts", "code-read", "learning"),
        *("no-helpers", "referral", "intake-talk", "suggestion", "harm", "conflict", "barter", "review-talk"),
        *("research", "data-request"),
    }


def test_a_kind_is_known_however_it_is_written() -> None:
    assert known_kind(" Storage Check ") == "storage-check"
    with pytest.raises(CoachdeskError) as caught:
        known_kind("qualificaton")
    assert caught.value.line == "kind: qualificaton is not a kind of entry (did you mean qualification)"
    with pytest.raises(CoachdeskError, match="coachdesk register kinds lists them"):
        known_kind("zzz")


def test_an_entry_is_of_the_practice_or_of_a_client() -> None:
    for name, kind in KINDS.items():
        for client_id in ("", "someone"):
            wrong = (kind.whose == CLIENT and not client_id) or (kind.whose == PRACTICE and bool(client_id))
            if wrong:
                with pytest.raises(CoachdeskError, match="is about a client" if not client_id else "the practice's"):
                    check_whose(name, client_id)
            else:
                check_whose(name, client_id)


def test_days_without_a_year_are_of_the_past_and_until_of_the_future() -> None:
    entered = read(kind="qualification", text="ACC, ICF", on="3 dec", until="3 dec", shown="Yes")
    assert (entered.on, entered.until) == (date(2025, 12, 3), date(2026, 12, 3))
    assert entered.details == {"shown": "Yes"}


@pytest.mark.parametrize(
    ("flat", "line"),
    [
        ({"kind": "storage-check", "on": "2026-11-28"}, "on: 28 November 2026 is still to come"),
        ({"kind": "conflict", "text": "x", "told": "2026-11-28"}, "told: 28 November 2026 is still to come"),
        (
            {"kind": "qualification", "text": "ACC", "on": "2026-03-01", "until": "2026-02-01", "shown": "yes"},
            "until: 1 February 2026 is before it was obtained on 1 March 2026 (name a later day)",
        ),
        (
            {"kind": "data-request", "on": "2026-03-01", "answered": "2026-02-01"},
            "answered: 1 February 2026 is before its own day (received on 1 March 2026)",
        ),
        ({"kind": "tool"}, "text: an entry of the kind “Tool” needs words (which)"),
        ({"kind": "tool", "text": "Zoom", "maker": "me"}, "maker: tool has no field maker (it has: sees, ai)"),
        ({"kind": "intake-talk", "maker": "me"}, "maker: intake-talk has no field maker (it has none but its text)"),
        ({"kind": "tool", "text": "Zoom", "ai": "perhaps"}, "ai: perhaps cannot be chosen (one of yes, no)"),
        ({"kind": "tool", "text": "Zoom", "until": "2027-01-01"}, "until: tool has no such date (it has: on)"),
        ({"kind": "code-read"}, "edition: edition is missing (the year of the edition, such as 2025)"),
        ({"kind": "learning", "text": "x", "form": "education", "minutes": "long"}, "minutes: long is not a length"),
        ({"kind": "learning", "text": "x", "form": "education", "minutes": "0"}, "minutes: 0m is not a length"),
        ({"kind": "referal"}, "kind: referal is not a kind of entry (did you mean referral)"),
        ({"kind": ""}, "kind: nothing is not a kind of entry"),
        ({"kind": "tool", "text": "x", "on": "32 jan"}, "on: "),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(flat: dict[str, str], line: str) -> None:
    said = refused(**flat).line
    assert said.startswith(line)
    assert "\n" not in said


def test_a_form_is_told_beside_the_field() -> None:
    wrong = problems(EntryInput, entry_data({"kind": "code-read", "text": "x"}), Reading(TODAY))
    assert wrong == {"edition": "edition is missing (the year of the edition, such as 2025)"}


def test_a_length_is_kept_in_minutes() -> None:
    from coachdesk.domain.register import checked_details

    for typed, kept in (("90", "90"), ("90m", "90"), ("1h30", "90"), ("6h", "360"), ("", None)):
        assert checked_details("learning", {"form": "Mentor coaching", "minutes": typed}).get("minutes") == kept


def test_what_an_entry_lacks_is_said_in_words() -> None:
    assert lacks(facts("material"), TODAY) == ("made by", "right of use")
    assert lacks(facts("material", details={"maker": "me", "right": "own"}), TODAY) == ()
    assert lacks(facts("referral"), TODAY) == ("amount or benefit",)
    assert "when the client was told" in lacks(facts("referral", client_id="c"), TODAY)
    assert lacks(facts("conflict", told=TODAY, details={"decision": "stop", "answer": "yes"}), TODAY) == (
        "when it was decided",
    )
    assert "when somebody was told" in lacks(facts("harm"), TODAY)
    assert lacks(facts("data-request", details={"sent": "all"}), TODAY) == ("an answer",)
    assert lacks(facts("backup", details={"opened": "no"}), TODAY) == ("it was not opened and checked",)


def test_a_credential_that_ran_out_lacks_something_while_it_is_shown() -> None:
    past = date(2026, 11, 26)
    shown = facts("qualification", until=past, details={"shown": "yes"})
    assert lacks(shown, TODAY) == ("it is shown to clients and ran out",)
    assert lacks(facts("qualification", until=TODAY, details={"shown": "yes"}), TODAY) == ()
    assert lacks(facts("qualification", until=past, details={"shown": "no"}), TODAY) == ()
    assert lacks(facts("qualification", until=past, ended=TODAY, details={"shown": "yes"}), TODAY) == ()


def test_what_was_done_is_to_be_done_again_after_its_time() -> None:
    assert due_on("storage-check", date(2026, 8, 31)) == date(2027, 2, 28)
    assert due_on("backup", date(2026, 1, 31)) == date(2026, 3, 3)
    assert due_on("code-read", date(2024, 2, 29)) == date(2025, 2, 28)
    assert due_on("learning", date(2026, 11, 30)) == date(2027, 2, 28)


def test_a_backup_that_was_not_opened_is_none() -> None:
    opened = facts("backup", id="a", on=date(2026, 10, 1), details={"opened": "yes"})
    newer = facts("backup", id="b", details={"opened": "no"})
    assert latest([newer, opened], "backup", TODAY) is opened
    assert latest([newer], "backup", TODAY) is None
    assert latest([facts("learning", ended=TODAY)], "learning", TODAY) is None


def test_an_entry_without_text_is_called_by_what_it_says_first() -> None:
    assert headline(facts("suggestion", details={"to": "Dr Lund"})) == "Dr Lund"
    assert headline(facts("harm", text="two\nlines", details={"heard": "x"})) == "two lines"
    assert headline(facts("backup", details={"opened": "yes"})) == ""
