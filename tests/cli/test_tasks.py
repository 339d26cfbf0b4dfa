"""The one list from the shell: what becomes of promises, and the record of each person."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.program import Cli

EARLIER = "2026-11-27T07:00:00Z"
BEFORE, AFTER = "2026-11-27T14:00:00Z", "2026-11-27T15:30:01Z"
"""Before and after a deadline at 17:00 in Sofia on the day of every desk here."""


class Days:
    """A desk with one promise to Amara, due Friday at 17:00 in Sofia, and a clock that is set by hand."""

    def __init__(self, cli: Cli, patch: pytest.MonkeyPatch) -> None:
        self.cli, self.patch = cli, patch
        self.id = str(cli.json("add", "send the values exercise @amara 17:00")["id"])

    def at(self, now: str) -> Cli:
        """The desk at that instant."""
        self.patch.setenv("COACHDESK_NOW", now)
        return self.cli

    def state(self, task_id: str = "") -> str:
        """How the promise stands, by its page."""
        return str(self.cli.json("tasks", "show", task_id or self.id)["state"])

    def record(self) -> dict[str, Any]:
        """The record of the client, as their page has it."""
        record: dict[str, Any] = self.cli.json("clients", "show", "amara")["record"]
        assert record == {
            key: value for key, value in self.cli.json("tasks", "record", "--client", "amara").items() if key in record
        }
        return record


@pytest.fixture
def days(told: Cli, monkeypatch: pytest.MonkeyPatch) -> Days:
    return Days(told, monkeypatch)


def test_a_deadline_of_another_year_says_which(days: Days) -> None:
    days.at(EARLIER).json("add", "look back @amara 2027-02-22 17:00")
    shown = days.cli("tasks").out
    assert "Fri 27 Nov 17:00" in shown
    assert "Mon 22 Feb 2027 17:00" in shown


def test_kept(days: Days) -> None:
    done = days.at(BEFORE).json("done", "values")
    assert (done["id"], done["state"], done["next"]) == (days.id, "kept", None)
    assert "before its deadline" in done["words"]
    assert days.record()["words"] == "kept 1 of 1"
    assert "kept 1 of 1" in days.cli("clients", "show", "amara").out
    assert "kept 1 of 1" in days.cli("tasks", "--client", "amara").out
    assert [one["id"] for one in days.cli.json("tasks", "--client", "amara", "--state", "kept")] == [days.id]


def test_late(days: Days) -> None:
    assert days.at(AFTER).json("done", days.id)["state"] == "late"
    assert (days.record()["late"], days.record()["words"]) == (1, "kept 0 of 1 · 1 late")


def test_really_done_in_time_and_entered_afterwards(days: Days) -> None:
    assert days.at(AFTER).json("done", "values", "--at", "16:30")["state"] == "kept"
    history = days.cli.json("tasks", "show", days.id)["history"]
    assert [one["kind"] for one in history] == ["made", "done"]
    days.cli("done", "values").refused(1, "done already")


def test_broken_while_it_is_open_and_ever_after(days: Days) -> None:
    assert days.at("2026-11-27T15:00:00Z").json("tasks")[0]["state"] == "open"  # due exactly now
    assert days.at(AFTER).json("tasks", "--state", "broken")[0]["id"] == days.id
    anew = days.cli.json("renegotiate", "values", "--to", "mon 12:00", "--why", "a cold")
    assert (anew["broken"], anew["state"]) == (days.id, "open")
    assert anew["id"] != days.id
    assert anew["sentence"]
    assert days.state() == "broken"
    days.cli.json("done", anew["id"])
    assert days.record()["words"] == "kept 1 of 2 · 1 broken"


def test_renegotiated_in_time_keeps_every_deadline(days: Days) -> None:
    asked = days.at(BEFORE).json("renegotiate", "values", "--to", "mon 12:00")
    assert (asked["id"], asked["state"], asked["broken"]) == (days.id, "asked", None)
    assert asked["asked_to"] == "2026-11-30T10:00:00Z"
    assert "11:00 your time (Lagos)" in asked["sentence"]
    told = days.cli.json("tasks", "answer", "values", "--yes", "--said", "Monday is fine")
    assert (told["state"], told["due"], told["said"]) == ("renegotiated", "2026-11-30T10:00:00Z", "Monday is fine")
    assert told["deadlines"] == ["2026-11-27T15:00:00Z", "2026-11-30T10:00:00Z"]
    assert days.at("2026-11-30T09:00:00Z").json("done", "values")["state"] == "kept"
    assert days.record()["words"] == "kept 1 of 1 · 1 renegotiated in time"


def test_with_their_words_it_is_renegotiated_at_once(days: Days) -> None:
    agreed = days.at(BEFORE).json("renegotiate", "values", "--to", "mon 12:00", "--said", "fine")
    assert (agreed["state"], agreed["due_local"], agreed["due_client"]) == ("renegotiated", "12:00", "11:00")


def test_a_yes_after_the_deadline_counts_from_the_asking(days: Days) -> None:
    days.at(BEFORE).json("renegotiate", "values", "--to", "mon 12:00")
    days.at(AFTER)
    assert days.state() == "broken"
    answered = days.cli.json("tasks", "answer", "values", "--yes", "--said", "of course")
    assert answered["state"] == "renegotiated"
    assert (days.record()["broken"], days.record()["renegotiated"]) == (0, 1)


def test_a_no_leaves_the_old_deadline(days: Days) -> None:
    days.at(BEFORE).json("renegotiate", "values", "--to", "mon 12:00")
    told = days.cli.json("tasks", "answer", "values", "--no", "--said", "I need it today")
    assert (told["state"], told["due"]) == ("open", "2026-11-27T15:00:00Z")
    days.cli("tasks", "answer", "values", "--yes", "--said", "x").refused(1, "nothing was asked for")


def test_released_counts_no_end_unless_it_was_broken(days: Days) -> None:
    second = days.cli.json("add", "send the summary @amara 17:00")["id"]
    released = days.at(BEFORE).json("release", "values", "--said", "leave it")
    assert released["state"] == "released"
    assert days.record()["broken"] == 0
    assert "stays counted as broken" in days.at(AFTER).json("release", "summary", "--said", "too late")["words"]
    assert days.state(second) == "released"
    assert (days.record()["broken"], days.record()["released"]) == (1, 2)


def test_undo_shows_as_undone(days: Days) -> None:
    days.at(BEFORE).json("done", "values")
    assert days.cli.json("undo")["what"]
    page = days.cli.json("tasks", "show", days.id)
    assert page["state"] == "open"
    assert [(one["kind"], one["undone"]) for one in page["history"]][:2] == [("made", False), ("done", True)]
    assert "(undone)" in days.cli("tasks", "show", days.id).out
    assert days.cli.json("doctor")["ok"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("renegotiate", "values", "--to", "17:00"), "due Fri 27 Nov 17:00 already"),
        (("renegotiate", "values", "--to", "16:30"), "earlier than its deadline"),
        (("renegotiate", "values", "--to", "yesterday 17:00"), "Thu 26 Nov 17:00 has passed"),
        (("renegotiate", "values", "--to", "31 feb"), "31 feb"),
        (("renegotiate", "values", "--to", "mon 25:00"), "25:00"),
        (("renegotiate", "values", "--to", ""), "no time was given"),
        (("renegotiate", "values", "--to", "2027-03-28 03:30"), "does not exist in Sofia"),
        (("renegotiate", "values", "--to", "2027-10-31 03:30"), "happens twice in Sofia"),
        (("renegotiate", "nobody", "--to", "mon"), "there is no task nobody"),
        (("release", "values", "--said", "  "), "a release needs their words"),
        (("done", "values", "--at", "18:00"), "still to come"),
        (("done", "values", "--at", "2026-11-20 10:00"), "before it was put on the list"),
        (("done", "no such thing"), "there is no task no such thing"),
        (("done", ""), "no task was named"),
        (("tasks", "edit", "values", "\x1b[31m"), "control characters"),
        (("tasks", "edit", "values", "x" * 5_000), "5,000"),
        (("tasks", "edit", "values", "--minutes", "99h"), "99h"),
        (("tasks", "leave", "values", "--why", ""), "why"),
        (("tasks", "--state", "lost"), "lost is not a state"),
        (("tasks", "--kind", "dream"), "dream is not a kind"),
        (("tasks", "--client", "zebedee"), "zebedee"),
        (("tasks", "--client", "josé"), "fits several"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(days: Days, words: tuple[str, ...], said: str) -> None:
    days.at(BEFORE)(*words).refused(1, said)
    page = days.cli.json("tasks", "show", days.id)
    assert [one["kind"] for one in page["history"]] == ["made"]
    assert (page["text"], page["state"]) == ("send the values exercise", "open")


def test_wrong_usage_is_exit_2(days: Days) -> None:
    days.cli("renegotiate", "values").refused(2, "--to")
    days.cli("release", "values").refused(2, "--said")
    days.cli("tasks", "answer", "values", "--said", "yes").refused(2, "--yes or --no")
    days.cli("tasks", "edit", "values").refused(2, "nothing to change")
    days.cli("tasks", "--limit", "0").refused(2, "--limit")


def test_words_and_estimate_change_and_the_deadline_does_not(days: Days) -> None:
    edited = days.cli.json("tasks", "edit", "values", "send the values exercise twice", "--minutes", "1h30")
    assert (edited["text"], edited["minutes"]) == ("send the values exercise twice", 90)
    assert edited["due"] == "2026-11-27T15:00:00Z"
    assert days.cli.json("tasks", "edit", days.id, "--minutes", "")["minutes"] is None


def test_a_task_that_repeats_makes_the_next_and_says_so(told: Cli) -> None:
    told.json("add", "write the week's note every fri 17:00")
    done = told.json("done", "week's note")
    assert "the next one is due Fri 4 Dec 17:00" in done["words"]
    assert told.json("tasks")[0]["id"] == done["next"]


def test_lists_are_grouped_for_people_and_narrowed_for_scripts(days: Days) -> None:
    days.cli.json("add", "file the papers")
    days.cli.json("add", "call @bo tom 10:00")
    out = days.cli("tasks").out
    assert [line for line in out.splitlines() if line in ("today", "tomorrow", "waiting on no one")] == [
        "today", "tomorrow", "waiting on no one",
    ]  # fmt: skip
    assert [one["text"] for one in days.cli.json("tasks", "--kind", "own")] == ["file the papers"]
    assert [one["text"] for one in days.cli.json("tasks", "--text", "VALUES")] == ["send the values exercise"]
    assert len(days.cli.json("tasks", "--limit", "2")) == 2


def test_a_task_of_ones_own_is_let_go_and_a_message_closed_with_a_word_why(told: Cli) -> None:
    told.json("add", "tidy the shelf")
    told.json("messages", "log", "--from", "amara", "says thank you")
    told("release", "tidy").refused(2, "--why")
    told("release", "tidy", "--why", " ").refused(1, "letting it go needs a word why")
    assert told.json("release", "tidy", "--why", "the room was let")["words"] == "let go"
    closed = told.json("release", "thank you", "--why", "only a thank-you")
    assert (closed["kind"], closed["state"], closed["words"]) == ("reply", "released", "closed without an answer")
    assert told.json("tasks") == told.json("messages", "list", "--open") == []
    assert told.json("messages")[0]["verdict"] is None
    assert "closed without an answer" in told("tasks", "--all").out
    record = told.json("tasks", "record", "--client", "amara")
    assert (record["released"], record["words"], record["reply_words"]) == (0, "nothing promised yet", "no reply yet")
    told("release", "tidy", "--why", "again").refused(1, "let go")
    told("done", "thank you").refused(1, "closed without an answer")
    assert told.json("doctor")["ok"]
