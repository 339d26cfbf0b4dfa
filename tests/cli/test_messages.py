"""Messages from the shell: no one is left waiting, and nobody is told so late."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli


@pytest.fixture
def logged(told: Cli) -> str:
    """The id of a message that came from Tomás two hours ago, at seven in the morning in Sofia."""
    return str(
        told.json("messages", "log", "--from", "tomas", "--at", "7:00", "--by", "phone", "asks about the invoice")["id"]
    )


def test_a_message_waits_on_the_one_list_until_it_is_answered(told: Cli, logged: str) -> None:
    (found,) = told.json("messages", "list", "--open")
    assert (found["id"], found["from_name"], found["by"]) == (logged, "Tomás", "phone")
    assert (found["received"], found["aim"], found["expected"]) == (
        "2026-11-27T05:00:00Z", "2026-11-27T17:00:00Z", "2026-11-28T05:00:00Z",
    )  # fmt: skip
    assert (found["verdict"], found["acknowledged"], found["answered"]) == (None, None, None)
    (task,) = told.json("tasks", "--kind", "reply")
    assert (task["id"], task["message"], task["due"]) == (found["task"], logged, found["aim"])
    answered = told.json("messages", "answer", "invoice")
    assert (answered["verdict"], answered["answered"], answered["open"]) == ("early", "2026-11-27T07:00:00Z", False)
    assert told.json("messages", "list", "--open") == told.json("tasks") == []
    assert told("messages", "list", "--open").out == "nobody waits for an answer\n"
    assert told.json("clients", "show", "tomas")["record"]["early_replies"] == 1


def test_done_answers_a_reply(told: Cli, logged: str) -> None:
    told.json("done", "invoice")
    assert told.json("messages")[0]["answered"] == "2026-11-27T07:00:00Z"


def test_acknowledging_makes_the_promise_and_the_sentence_in_their_zone(told: Cli, logged: str) -> None:
    done = told.json("messages", "ack", "invoice", "--reply-by", "mon 12:00")
    assert (done["id"], done["due"], done["due_local"], done["due_client"]) == (
        logged, "2026-11-30T10:00:00Z", "12:00", "07:00",
    )  # fmt: skip
    assert "Mon 30 Nov 07:00 your time (Santiago)" in done["sentence"]
    (task,) = told.json("tasks")
    assert (task["id"], task["kind"], task["text"]) == (done["task"], "promise", "answer: asks about the invoice")
    (found,) = told.json("messages")
    assert (found["verdict"], found["promise"], found["open"]) == ("early", done["task"], True)
    told("messages", "ack", logged, "--reply-by", "tue").refused(1, "acknowledged already")
    assert told.json("messages", "answer", logged)["open"] is False
    assert done["task"] in [one["id"] for one in told.json("tasks", "--state", "kept")]


def test_a_late_answer_is_late_and_silence_is_a_breach(told: Cli, logged: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHDESK_NOW", "2026-11-29T06:00:00Z")
    assert told.json("messages")[0]["breach"] is True
    assert told.json("messages", "answer", "tomas")["verdict"] == "late"
    told("messages", "answer", logged).refused(1, "answered already")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "--from", "tomas", "--at", "12:00", "x y"), "still to come"),
        (("log", "--from", "tomas", "--at", "tom 12:00", "x y"), "still to come"),
        (("log", "--from", "tomas", "--at", "31 feb", "x y"), "31 feb"),
        (("log", "--from", "tomas", "--at", "25:00", "x y"), "25:00"),
        (("log", "--from", "zebedee", "x y"), "zebedee"),
        (("log", "--from", "josé", "x y"), "fits several"),
        (("log", "--from", "tomas", "--by", "pigeon", "x y"), "pigeon is not a way a message comes"),
        (("log", "--from", "tomas", ""), "there are no words in it"),
        (("log", "--from", "tomas", "🎉"), "there are no words in it"),
        (("log", "--from", "tomas", "x" * 5_000), "5,000"),
        (("log", "--from", "tomas", "x\x1b[2J"), "control characters"),
        (("ack", "invoice", "--reply-by", "8:00"), "reply-by: Fri 27 Nov 08:00 has passed"),
        (("ack", "invoice", "--reply-by", "2027-03-28 03:30"), "does not exist in Sofia"),
        (("log", "--from", "amara", "--at", "28 nov 9:00", "the fee"), "at: it would have come on Fri 28 Nov 2025"),
        (("ack", "nothing like it", "--reply-by", "tom"), "there is no message"),
        (("answer", "invoice", "--at", "6:00"), "before it arrived"),
        (("list", "--from", "zebedee"), "zebedee"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    told: Cli, logged: str, words: tuple[str, ...], said: str
) -> None:
    before = told.json("messages")
    told("messages", *words).refused(1, said)
    assert told.json("messages") == before
