"""Evidence of sessions: settled, noted while fresh, and the counts of the last month."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coachdesk.domain.evidence import look
from coachdesk.domain.evidence.facts import Found, SessionFacts
from tests.domain.evidence.made import DAY, NOW, TODAY, at, client, of, practice, records
from tests.domain.evidence.papers import agreed, jan, met, version

MINUTE = 1 / 60


def one(key: str, session: SessionFacts, now: datetime = NOW) -> Found:
    return look(key, records(now=now, client=client(sessions=(session,)), session=session))


def test_without_a_session_nothing_is_known() -> None:
    for key in ("session.agreement_filled", "session.note_written"):
        assert of(client(), key) == Found(None, "This is asked about one session.")


# what was settled


@pytest.mark.parametrize(
    ("topic", "result", "found", "words"),
    [
        (
            "the board",
            "three sentences",
            True,
            "At its start you settled the topic “the board” and the wanted result “three sentences”.",
        ),
        ("the board", " ", False, "The topic “the board” was settled, and no wanted result."),
        ("", "three sentences", False, "The wanted result was settled, and no topic."),
        ("", "", False, "Nothing was settled."),
    ],
)
def test_topic_and_result_have_text(topic: str, result: str, found: bool, words: str) -> None:
    looked = one("session.agreement_filled", met(jan(5), id="s", topic=topic, result=result))
    assert looked == Found(found, words, (("session", "s"),))


# the note


@pytest.mark.parametrize(
    ("hours", "found", "words"),
    [
        ((-0.5,), True, "The first note was saved on Mon 5 Jan 10:30, before the session ended."),
        ((0.25,), True, "The first note was saved on Mon 5 Jan 11:15, 15 minutes after the session ended."),
        ((60, 3), True, "The first note was saved on Mon 5 Jan 14:00, 3 hours after the session ended."),
        ((48,), True, "The first note was saved on Wed 7 Jan 11:00, 48 hours after the session ended."),
        ((49,), False, "The first note was saved on Wed 7 Jan 12:00, 49 hours after the session ended."),
        ((48 + MINUTE,), False, "The first note was saved on Wed 7 Jan 11:01, 48 hours and 1 minute after"),
    ],
)
def test_a_note_within_48_hours_of_the_end(hours: tuple[float, ...], found: bool, words: str) -> None:
    looked = one("session.note_written", met(jan(5), *hours, id="s"))
    assert (looked.found, looked.records) == (found, (("session", "s"),))
    assert looked.says.startswith(words)


def test_one_second_too_late_is_too_late() -> None:
    session = met(jan(5))
    late = session.ends + timedelta(hours=48, seconds=1)
    assert one("session.note_written", replace(session, notes=(("note", late),))).found is False


def test_the_end_is_when_it_really_ended() -> None:
    longer = met(jan(5), 48.5, ended_at=at(jan(5)) + timedelta(minutes=90))
    assert one("session.note_written", longer).found is True


def test_what_was_saved_before_a_session_began_is_no_note_of_it() -> None:
    key = "session.note_written"
    assert one(key, met(jan(5), -1)).found is True
    early = one(key, met(jan(5), -1 - MINUTE))
    assert early.found is False
    assert early.says == (
        "No note was saved, but for one from before it began; the 48 hours after its end were over on Wed 7 Jan 11:00."
    )
    assert one(key, met(jan(5), -30, 3)).says.startswith("The first note was saved on Mon 5 Jan 14:00")
    assert one(key, met(jan(5), -30, 49)).found is False
    over_early = replace(met(jan(5), -1.25), ended_at=met(jan(5)).at - timedelta(minutes=20))
    assert one(key, over_early).found is True
    counts = practice("session.notes_paid_and_unpaid", month=(met(TODAY - DAY, -30),))
    assert "1 session held, none with a note" in counts.says


def test_no_note_says_until_when_one_counts() -> None:
    session = met(jan(5))
    key = "session.note_written"
    early = one(key, session, at(jan(6)))
    assert (early.found, early.says) == (
        False,
        "No note was saved yet; one that is saved by Wed 7 Jan 11:00 counts.",
    )
    late = one(key, session)
    assert late.says == "No note was saved; the 48 hours after its end were over on Wed 7 Jan 11:00."
    outcome = one(key, replace(session, outcome="a plan"))
    assert outcome.found is False
    assert "though it is written what came of it;" in outcome.says
    for state in ("missed", "cancelled"):
        looked = one(key, replace(session, state=state))
        assert (looked.found, looked.says) == (False, f"This session was {state}, so there is no note of it.")


# the month, of the practice


def test_the_month_is_counted_for_paid_and_pro_bono_apart() -> None:
    moved = ((NOW, "coach"),)
    month = (
        met(TODAY - DAY, 1, id="paid"),
        met(TODAY - 2 * DAY, id="unnoted", moves=((NOW, "client"),)),
        met(TODAY - 3 * DAY, id="moved", state="planned", moves=moved),
        met(TODAY - 4 * DAY, id="free", moves=moved),
        met(TODAY - 5 * DAY, 1, id="chemistry", kind="chemistry"),
    )
    looked = practice("session.notes_paid_and_unpaid", month=month, free=frozenset({"free"}))
    assert looked.found is True
    assert looked.says == (
        "In the last 31 days, paid: 2 sessions held, 1 with a note, 1 moved by you;"
        " pro bono: 1 session held, none with a note, 1 moved by you."
    )
    assert looked.records[:2] == (("session", "free"), ("session", "unnoted"))
    paid = practice("session.notes_paid_and_unpaid", month=month[:1])
    assert paid.says.endswith("paid: 1 session held, 1 with a note, none moved by you; pro bono: none.")


def test_a_month_without_sessions() -> None:
    for month in ((), (met(TODAY, state="planned"),), (met(TODAY, kind="review"),)):
        looked = practice("session.notes_paid_and_unpaid", month=month)
        assert looked == Found(False, "No session was held or moved in the last 31 days.")


# the month, of one agreement


def kept(*sessions: SessionFacts) -> Found:
    agreement = agreed(version(both=jan(1)))
    return of(client(agreements=(agreement,), sessions=sessions), "agreement.kept_counts", agreement=agreement)


def test_what_was_kept_of_an_agreement_in_the_last_month() -> None:
    lately = NOW - timedelta(days=3)
    looked = kept(
        met(TODAY - 9 * DAY),
        met(TODAY - 2 * DAY, id="missed", state="missed", ended_by="coach"),
        met(TODAY - DAY, state="missed", ended_by="client"),
        met(TODAY + 20 * DAY, id="moved", state="planned", moves=((lately, "coach"), (lately, "client"))),
        met(TODAY + 21 * DAY, state="planned", moves=((lately, "client"),)),
        met(TODAY - DAY, agreement_id="another"),
        met(TODAY - DAY, kind="three-way"),
    )
    assert looked.found is True
    assert looked.says == (
        "In the last 31 days: 1 session held, 1 moved by you, 1 missed by you. Invoices are not kept yet."
    )
    assert looked.records == (("session", "missed"), ("session", "moved"), ("agreement", "a1"))


def test_what_is_older_than_a_month_does_not_count() -> None:
    old = NOW - timedelta(days=31)
    before = datetime(2026, 10, 27, 11, 59, tzinfo=UTC)
    looked = kept(replace(met(TODAY), at=before), met(TODAY + DAY, state="planned", moves=((old, "coach"),)))
    assert looked.found is False
    assert looked.says.endswith("in the last 31 days. Invoices are not kept yet.")
    assert kept(replace(met(TODAY), at=old + timedelta(seconds=1))).found is True
