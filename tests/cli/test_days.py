"""The day from the shell: Today, its review, and time away."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli

EVENING = "2026-11-27T16:00:00Z"


def test_today_has_sessions_promises_replies_and_what_is_true_now(told: Cli) -> None:
    told.json("sessions", "add", "--client", "amara", "--at", "15:00")
    promised = told.json("add", "send the values exercise @amara 17:00")["id"]
    own = told.json("add", "file the papers today")["id"]
    told.json("add", "later @amara mon 17:00")
    logged = told.json("messages", "log", "--from", "tomas", "--at", "7:00", "asks about the invoice")
    today = told.json("today")
    assert [one["client_name"] for one in today["sessions"]] == ["Amara"]
    assert [one["id"] for one in today["promises"]] == [promised]
    assert [one["id"] for one in today["own"]] == [own]
    assert [(one["id"], one["message"], one["expected"]) for one in today["replies"]] == [
        (logged["task"], logged["id"], logged["expected"])
    ]
    assert {one["about"] for one in today["warnings"]} >= {"No agreement", "Waiting for a signature"}
    assert today["review"] is None
    shown = told("today").out
    assert "15:00" in shown.partition("Sessions")[2]
    assert "send the values exercise" in shown.partition("Owed")[2]


def test_the_review_asks_for_a_word_about_each_and_is_kept_by_date(told: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [told.json("add", f"{text} @amara 17:00")["id"] for text in ("one thing", "another thing", "a third thing")]
    monkeypatch.setenv("COACHDESK_NOW", EVENING)
    assert told.json("today")["review"] is not None
    view = told.json("review")
    assert {one["id"] for one in view["open"]} == set(ids)
    assert (view["reviewed_on"], view["done_today"]) == (None, False)
    told("review", "finish").refused(1, "3 still wait for a word")
    told.json("done", ids[0], "--at", "16:00")
    told.json("release", ids[1], "--said", "leave it")
    told.json("tasks", "leave", ids[2], "--why", "waiting for her list")
    finished = told.json("review", "finish")
    assert (finished["open"], finished["reviewed_on"], finished["done_today"]) == ([], "2026-11-27", True)
    assert [one["id"] for one in finished["left"]] == [ids[2]]
    assert told.json("today")["review"] is None


def test_the_review_says_what_the_next_session_is_without_and_when_it_was_last_done(
    told: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.json("sessions", "add", "--client", "tom", "--at", "2026-12-01 10:00")
    told("review", "finish")
    monkeypatch.setenv("COACHDESK_NOW", "2026-11-30T16:00:00Z")
    said = told("review").out
    assert "with Tomás · no signed agreement" in said
    assert "lacks no" not in said
    assert "last reviewed on 27 November 2026: coachdesk review finish" in said


def test_an_absence_touches_what_falls_into_it_and_is_come_back_from(
    told: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = told.json("sessions", "add", "--client", "amara", "--at", "2026-12-02 10:00")["id"]
    promise = told.json("add", "send the values exercise @amara 2026-12-03")["id"]
    away = told.json("absence", "add", "--from", "mon", "--to", "2026-12-04", "--cover", "bo", "--why", "rest")
    assert [one["id"] for one in away["sessions"]] == [session]
    assert [one["id"] for one in away["tasks"]] == [promise]
    assert (away["state"], away["undecided"], away["cover_name"]) == ("coming", 2, "Bo Lind")
    assert (away["from"], away["until"]) == ("2026-11-29T22:00:00Z", "2026-12-04T22:00:00Z")
    assert "Bo Lind" in away["auto_reply"]
    assert away["voicemail"]
    decided = told.json("absence", "decide", "next", session[:8], promise, "--as", "cover")
    assert decided["undecided"] == 0
    on = told.json("absence", "switch", "next", "email", "--on")
    assert [one["channel"] for one in on["channels"] if one["on"]] == ["email"]
    monkeypatch.setenv("COACHDESK_NOW", "2026-12-02T07:00:00Z")
    assert told.json("absence")[0]["state"] == "now"
    assert told.json("absence", "back")["state"] == "over"
    assert any("mail" in one["what"] for one in told.json("today")["warnings"])
    assert told.json("absence", "switch", away["id"], "email", "--off")["channels"][0]["off"]


def test_who_did_not_agree_to_be_named_to_the_stand_in_is_said_at_once(told: Cli) -> None:
    session = told.json("sessions", "add", "--client", "amara", "--at", "2026-12-02 10:00")["id"]
    said = "Amara has not agreed to be named to Bo Lind: the sheet leaves their name out"
    assert told("absence", "add", "--from", "mon", "--to", "2026-12-04").err == ""
    assert said in told("absence", "edit", "next", "--cover", "bo").err
    assert told("absence", "decide", "next", session, "--as", "keep").err == ""
    assert said in told("absence", "decide", "next", session, "--as", "cover").err
    told("consents", "give", "--client", "amara", "--kind", "stand-in", "--on", "today")
    assert told("absence", "decide", "next", session, "--as", "cover").err == ""


def test_an_absence_may_begin_now_without_an_end(told: Cli) -> None:
    away = told.json("absence", "add", "--from", "now")
    assert (away["state"], away["until"], away["cover"]) == ("now", None, None)
    edited = told.json("absence", "edit", "now", "--to", "tue")
    assert edited["until"] == "2026-12-01T22:00:00Z"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("add", "--from", "2026-12-08", "--to", "2026-12-07"),
            "to: it would begin Tue 8 Dec but last through Mon 7 Dec",
        ),
        (("add", "--from", "2026-12-04", "--to", "2026-12-08"), "you are away"),
        (("add", "--from", "2026-12-03"), "you are away"),
        (("add", "--from", "2026-11-20", "--to", "2026-11-23"), "has passed"),
        (("add", "--from", "31 feb"), "31 feb"),
        (("add", "--from", ""), "no time was given"),
        (("add", "--from", "2026-12-10", "--cover", "zebedee"), "zebedee"),
        (("show", "now"), "there is no absence now"),
        (("decide", "next", "nothing", "--as", "move"), "does not touch"),
        (("switch", "next", "pigeon", "--on"), "pigeon is not a channel"),
        (("switch", "next", "email", "--off"), "off already"),
        (("back", "next"), "begins only"),
        (("sheet", "next", "--to", "sheet.txt"), "nobody stands in"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(told: Cli, words: tuple[str, ...], said: str) -> None:
    before = told.json("absence", "add", "--from", "2026-12-02", "--to", "2026-12-04")
    told("absence", *words).refused(1, said)
    assert told.json("absence", "show", "next") == before
    assert len(told.json("absence", "list")) == 1


def test_wrong_usage_is_exit_2(told: Cli) -> None:
    told("absence", "add").refused(2, "--from")
    told("absence", "edit", "next").refused(2, "nothing to change")
    told("absence", "switch", "next", "email").refused(2, "--on or --off")


def test_who_was_told_of_an_absence(told: Cli) -> None:
    told.json("absence", "add", "--from", "mon", "--to", "2026-12-04")
    one = told.json("absence", "told", "next", "--client", "amara", "--on", "yesterday")["told"]
    assert {each["client_name"]: each["on"] for each in one}["Amara"] == "2026-11-26"
    every = told.json("absence", "told", "next", "--all")["told"]
    assert {each["on"] for each in every} == {"2026-11-26", "2026-11-27"}
    assert "not told" not in told("absence", "show", "next").out
    told("absence", "told", "next", "--all").refused(1, "everybody whom you coach now was told already")
    told("absence", "told", "next").refused(1, "client: nobody is named as told (--client REF or --all)")
    told("absence", "told", "next", "--client", "amara", "--on", "tom").refused(1, "on: 28 November 2026 is still")
    assert "not told  Amara" in told("absence", "told", "next", "--client", "amara", "--on", "").out
