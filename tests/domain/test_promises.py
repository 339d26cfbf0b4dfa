"""A task's state: a table of cases, and what no history can do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.promises import (
    STATES,
    Event,
    cached,
    group_of,
    state_of,
)
from coachdesk.domain.times import local

MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 15, tzinfo=UTC)
LATER = DUE + timedelta(days=3)
LATEST = DUE + timedelta(days=7)
BEFORE, AFTER = DUE - timedelta(days=1), DUE + timedelta(hours=1)
SECOND = timedelta(seconds=1)
AIM, EXPECTED = MADE + timedelta(hours=12), MADE + timedelta(hours=24)


def history(*steps: tuple[object, ...], due: datetime | None = DUE) -> tuple[Event, ...]:
    """Events made of (at, kind, field=value…), numbered from 2; the first is `made`, and an event's id is `e` and its
    number."""
    events = [Event("e1", 1, MADE, "made", due)]
    for number, (at, kind, *rest) in enumerate(steps, 2):
        fields = rest[0] if rest else {}
        events.append(Event(f"e{number}", number, at, kind, **fields))  # type: ignore[arg-type]
    return tuple(events)


def asked(at: datetime, to: datetime = LATER) -> tuple[object, ...]:
    return at, "asked", {"deadline": to}


def of(at: datetime, kind: str, number: int) -> tuple[object, ...]:
    return at, kind, {"of_id": f"e{number}"}


def done(at: datetime, really: datetime | None = None) -> tuple[object, ...]:
    return at, "done", {"done_at": really or at}


PROMISES: dict[str, tuple[tuple[Event, ...], datetime, str, datetime | None, int, bool]] = {
    # name: history, now, state, due, times renegotiated, was broken
    "due exactly now is not broken": (history(), DUE, "open", DUE, 0, False),
    "a second later it is": (history(), DUE + SECOND, "broken", DUE, 0, True),
    "done in the same second is kept": (history(done(DUE)), LATEST, "kept", DUE, 0, False),
    "done a second later is late": (history(done(DUE + SECOND)), LATEST, "late", DUE, 0, False),
    "done before, said after": (history(done(AFTER, BEFORE)), LATEST, "kept", DUE, 0, False),
    "asked, no answer yet": (history(asked(BEFORE)), BEFORE, "asked", DUE, 0, False),
    "asked, due exactly now": (history(asked(BEFORE)), DUE, "asked", DUE, 0, False),
    "asked, no answer by the deadline": (history(asked(BEFORE)), AFTER, "broken", DUE, 0, True),
    "asked before, yes before": (
        history(asked(BEFORE), of(BEFORE, "agreed", 2)), AFTER, "renegotiated", LATER, 1, False),
    "asked before, yes after the deadline": (
        history(asked(BEFORE), of(AFTER, "agreed", 2)), AFTER, "renegotiated", LATER, 1, False),
    "renegotiated, and the new deadline passed": (
        history(asked(BEFORE), of(BEFORE, "agreed", 2)), LATER + SECOND, "broken", LATER, 1, True),
    "asked, no": (history(asked(BEFORE), of(BEFORE, "declined", 2)), BEFORE, "open", DUE, 0, False),
    "asked, no, passed": (history(asked(BEFORE), of(BEFORE, "declined", 2)), AFTER, "broken", DUE, 0, True),
    "the first answer holds": (
        history(asked(BEFORE), of(BEFORE, "declined", 2), of(AFTER, "agreed", 2)), AFTER, "broken", DUE, 0, True),
    "asked twice before an answer, yes to the second": (
        history(asked(BEFORE, LATER), asked(BEFORE, LATEST), of(BEFORE, "agreed", 3)),
        AFTER, "renegotiated", LATEST, 1, False),
    "asked twice before an answer, no to the second": (
        history(asked(BEFORE, LATER), asked(BEFORE, LATEST), of(BEFORE, "declined", 3)), BEFORE, "open", DUE, 0, False),
    "asked twice, yes to both": (
        history(asked(BEFORE), asked(BEFORE, LATEST), of(AFTER, "agreed", 3), of(AFTER, "agreed", 2)),
        AFTER, "renegotiated", LATEST, 2, False),
    "renegotiated twice": (
        history(asked(BEFORE), of(BEFORE, "agreed", 2), asked(AFTER, LATEST), of(AFTER, "agreed", 4)),
        LATEST, "renegotiated", LATEST, 2, False),
    "renegotiated, and asked again": (
        history(asked(BEFORE), of(BEFORE, "agreed", 2), asked(AFTER, LATEST)), AFTER, "asked", LATER, 1, False),
    "asked at the deadline is not before it": (
        history(asked(DUE), of(DUE, "agreed", 2)), AFTER, "broken", DUE, 0, True),
    "asked after the deadline": (history(asked(AFTER), of(AFTER, "agreed", 2)), AFTER, "broken", DUE, 0, True),
    "asked again in time by a yes that came late": (
        history(asked(BEFORE), asked(AFTER, LATEST), of(LATER, "agreed", 2), of(LATER, "agreed", 3)),
        LATEST, "renegotiated", LATEST, 2, False),
    "asked for the same or an earlier deadline moves nothing": (
        history(asked(BEFORE, DUE), of(BEFORE, "agreed", 2)), BEFORE, "open", DUE, 0, False),
    "done while asked, then yes": (
        history(asked(BEFORE), done(AFTER), of(AFTER, "agreed", 2)), LATEST, "kept", LATER, 1, False),
    "done while asked, then no": (
        history(asked(BEFORE), done(AFTER), of(AFTER, "declined", 2)), LATEST, "late", DUE, 0, False),
    "done while asked, no answer": (history(asked(BEFORE), done(AFTER)), LATEST, "late", DUE, 0, False),
    "done, undone, done late": (
        history(done(BEFORE), of(BEFORE, "undone", 2), done(AFTER)), LATEST, "late", DUE, 0, False),
    "done, undone, still open after": (history(done(BEFORE), of(AFTER, "undone", 2)), AFTER, "broken", DUE, 0, True),
    "done, undone, the undo undone": (
        history(done(BEFORE), of(BEFORE, "undone", 2), of(BEFORE, "undone", 3)), AFTER, "kept", DUE, 0, False),
    "done, reopened": (history(done(BEFORE), (BEFORE, "reopened")), BEFORE, "open", DUE, 0, False),
    "done, reopened, done late": (
        history(done(BEFORE), (BEFORE, "reopened"), done(AFTER)), LATEST, "late", DUE, 0, False),
    "released in time": (history((BEFORE, "released")), LATEST, "released", DUE, 0, False),
    "released at the deadline": (history((DUE, "released")), LATEST, "released", DUE, 0, False),
    "released after it was broken": (history((AFTER, "released")), LATEST, "released", DUE, 0, True),
    "released, reopened: that is no way back": (
        history((AFTER, "released"), (AFTER, "reopened")), LATEST, "released", DUE, 0, True),
    "the release undone": (history((AFTER, "released"), of(AFTER, "undone", 2)), LATEST, "broken", DUE, 0, True),
    "promised anew": (history((AFTER, "anew")), LATEST, "broken", DUE, 0, True),
    "promised anew at the deadline": (history((DUE, "anew")), DUE, "broken", DUE, 0, True),
    "promised anew, done later": (history((AFTER, "anew"), done(AFTER, BEFORE)), LATEST, "broken", DUE, 0, True),
    "promised anew, then a yes to an ask before": (
        history(asked(BEFORE), (AFTER, "anew"), of(AFTER, "agreed", 2)), LATEST, "broken", DUE, 0, True),
    "promised anew, undone": (
        history((AFTER, "anew"), of(AFTER, "undone", 2), done(AFTER)), LATEST, "late", DUE, 0, False),
    "a yes undone after the deadline": (
        history(asked(BEFORE), of(BEFORE, "agreed", 2), of(AFTER, "undone", 3)), AFTER, "broken", DUE, 0, True),
    "an ask undone": (history(asked(BEFORE), of(BEFORE, "undone", 2)), BEFORE, "open", DUE, 0, False),
    "making it undone before its deadline": (history(of(BEFORE, "undone", 1)), LATEST, "undone", DUE, 0, False),
    "making it undone at its deadline": (history(of(DUE, "undone", 1)), LATEST, "undone", DUE, 0, False),
    "making it undone after its deadline": (history(of(AFTER, "undone", 1)), LATEST, "broken", DUE, 0, True),
    "making it undone after the old deadline, before the agreed one": (
        history(asked(BEFORE), of(BEFORE, "agreed", 2), of(AFTER, "undone", 1)), LATEST, "undone", LATER, 0, False),
    "done late, making it undone": (history(done(AFTER), of(AFTER, "undone", 1)), LATEST, "late", DUE, 0, False),
    "left open changes nothing": (history((BEFORE, "left-open")), BEFORE, "open", DUE, 0, False),
    "moved is for own tasks": (history((BEFORE, "moved", {"deadline": LATER})), AFTER, "broken", DUE, 0, True),
}  # fmt: skip


@pytest.mark.parametrize("name", PROMISES)
def test_how_a_promise_stands(name: str) -> None:
    events, now, state, due, renegotiated, was_broken = PROMISES[name]
    found = state_of("promise", events, now)
    assert (found.state, found.due, found.renegotiated, found.was_broken) == (state, due, renegotiated, was_broken)
    assert found.is_open == (state in ("open", "asked", "renegotiated", "broken") and found.ended is None)


def test_a_promise_keeps_every_deadline_it_had() -> None:
    events = history(asked(BEFORE), of(BEFORE, "agreed", 2), asked(AFTER, LATEST), of(AFTER, "agreed", 4))
    assert state_of("promise", events, AFTER).deadlines == (DUE, LATER, LATEST)


def test_what_was_asked_for_is_told_until_it_is_answered_or_over() -> None:
    question = history(asked(BEFORE))
    for now in (BEFORE, AFTER):
        assert state_of("promise", question, now).asked_to == LATER
        assert state_of("promise", question, now).asked_id == "e2"
    for more in (
        of(BEFORE, "agreed", 2),
        of(BEFORE, "declined", 2),
        done(BEFORE),
        (AFTER, "anew"),
        (BEFORE, "released"),
    ):
        assert state_of("promise", history(asked(BEFORE), more), AFTER).asked_to is None


@pytest.mark.parametrize(
    ("steps", "now", "ended"),
    [
        ((done(AFTER, BEFORE),), LATEST, BEFORE),
        (((AFTER, "released"),), LATEST, AFTER),
        (((AFTER, "anew"),), LATEST, AFTER),
        ((of(BEFORE, "undone", 1),), LATEST, BEFORE),
        ((of(AFTER, "undone", 1),), LATEST, AFTER),
        ((), LATEST, None),
    ],
)
def test_when_it_ended(steps: tuple[tuple[object, ...], ...], now: datetime, ended: datetime | None) -> None:
    assert state_of("promise", history(*steps), now).ended == ended


def test_a_deadline_is_an_instant_wherever_the_coach_travels() -> None:
    # 17:00 in Lagos is 16:00 UTC, whatever zone the desk is set to; only the group is by the coach's calendar
    due = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    events, now = history(due=due), due - timedelta(hours=5)
    assert state_of("promise", events, now).due == due
    for zone, group in (("Europe/London", "today"), ("Asia/Tokyo", "today"), ("Europe/Sofia", "tomorrow")):
        assert group_of("open", due, True, local(now, zone).date(), zone) == group


OWN: dict[str, tuple[tuple[Event, ...], datetime, str, datetime | None]] = {
    "without a date": (history(due=None), LATEST, "open", None),
    "without a date, done": (history(done(AFTER), due=None), LATEST, "kept", None),
    "given a date": (history((BEFORE, "moved", {"deadline": LATER}), due=None), AFTER, "open", LATER),
    "moved before": (history((BEFORE, "moved", {"deadline": LATER})), AFTER, "renegotiated", LATER),
    "moved after": (history((AFTER, "moved", {"deadline": LATER})), AFTER, "renegotiated", LATER),
    "moved to an earlier day": (history((MADE, "moved", {"deadline": BEFORE})), BEFORE, "renegotiated", BEFORE),
    "its day passed": (history(), AFTER, "broken", DUE),
    "done late": (history(done(AFTER)), AFTER, "late", DUE),
    "let go": (history((AFTER, "released")), LATEST, "released", DUE),
    "let go without a date": (history((AFTER, "released"), due=None), LATEST, "released", None),
}


@pytest.mark.parametrize("name", OWN)
def test_how_an_own_task_stands(name: str) -> None:
    events, now, state, due = OWN[name]
    found = state_of("own", events, now)
    assert (found.state, found.due) == (state, due)


@pytest.mark.parametrize(
    ("step", "now", "state", "verdict"),
    [
        (None, AIM, "open", ""),
        (None, EXPECTED, "open", ""),
        (None, EXPECTED + SECOND, "broken", ""),
        (done(AIM), LATEST, "kept", "early"),
        (done(AIM + SECOND), LATEST, "kept", "in time"),
        (done(EXPECTED), LATEST, "kept", "in time"),
        (done(EXPECTED + SECOND), LATEST, "late", "late"),
        (done(LATEST, AIM), LATEST, "kept", "early"),
        ((AIM, "acknowledged", {"deadline": LATER}), LATEST, "kept", "early"),
        ((EXPECTED, "acknowledged", {"deadline": LATER}), LATEST, "kept", "in time"),
        ((LATEST, "acknowledged", {"deadline": LATEST}), LATEST, "late", "late"),
        ((AIM, "released"), LATEST, "released", ""),
        ((LATEST, "released"), LATEST, "released", ""),
        ((LATEST, "undone", {"of_id": "e1"}), LATEST, "broken", "late"),
        ((AIM, "undone", {"of_id": "e1"}), LATEST, "undone", ""),
    ],
)
def test_how_a_reply_stands(step: tuple[object, ...] | None, now: datetime, state: str, verdict: str) -> None:
    found = state_of("reply", history(*([step] if step else []), due=AIM), now, EXPECTED)
    assert (found.state, found.verdict, found.due, found.deadlines) == (state, verdict, AIM, (EXPECTED,))


def test_a_message_logged_too_late_to_be_answered_in_time_can_be_taken_back() -> None:
    old = (MADE - timedelta(days=3), MADE - timedelta(days=2))
    events = history(of(MADE + SECOND, "undone", 1), due=old[0])
    assert state_of("reply", events, LATEST, old[1]).state == "undone"


# what holds for every history

SPAN = st.integers(0, 12).map(lambda hours: MADE + timedelta(hours=24 * hours))
EVENTS = ("made", "asked", "agreed", "declined", "moved", "done", "reopened", "released", "anew", "acknowledged",
          "left-open", "undone")  # fmt: skip


@st.composite
def histories(draw: st.DrawFn, kinds: tuple[str, ...] = EVENTS, ordered: bool = False) -> tuple[Event, ...]:
    """Anything that may follow a `made`, in any order, answering and undoing anything."""
    number = draw(st.integers(0, 7))
    ats = [draw(SPAN) for _ in range(number)]
    events = [Event("e1", 1, MADE, "made", draw(SPAN | st.none()))]
    for place, at in enumerate(sorted(ats) if ordered else ats, 2):
        kind = draw(st.sampled_from(kinds))
        of_id = draw(st.none() | st.integers(1, number + 2).map(lambda n: f"e{n}"))
        events.append(Event(f"e{place}", place, at, kind, draw(SPAN | st.none()), draw(SPAN | st.none()), of_id))
    return tuple(events)


@given(st.sampled_from(("promise", "own", "reply")), histories(), SPAN, SPAN | st.none(), st.booleans())
def test_no_history_is_too_strange(
    kind: str, events: tuple[Event, ...], now: datetime, expected: datetime | None, headless: bool
) -> None:
    found = state_of(kind, events[headless:], now, expected)
    assert found.state in STATES
    assert found == state_of(kind, events[::-1] if not headless else events[1:], now, expected)
    assert (found.state in ("open", "asked", "renegotiated")) <= (found.ended is None)
    assert (found.asked_to is None) == (found.asked_id == "")
    assert (found.state == "broken") <= found.was_broken
    if kind == "promise":
        assert all(one < other for one, other in pairwise(found.deadlines))
        assert found.state != "asked" or found.asked_to is not None
    assert cached(kind, events, expected).state != "broken" or found.ended is not None or headless


@given(st.sampled_from(("promise", "own", "reply")), histories(), st.lists(SPAN, min_size=2, max_size=6))
def test_time_alone_only_breaks(kind: str, events: tuple[Event, ...], nows: list[datetime]) -> None:
    states = [state_of(kind, events, now) for now in sorted(nows)]
    for earlier, later in pairwise(states):
        assert earlier == later or (earlier.ended is None and earlier.state != "broken" and later.state == "broken")
        assert (earlier.due, earlier.deadlines, earlier.ended) == (later.due, later.deadlines, later.ended)


@given(histories(), SPAN, st.data())
def test_a_yes_never_brings_a_deadline_nearer(events: tuple[Event, ...], now: datetime, data: st.DataObject) -> None:
    before = state_of("promise", events, now)
    number = len(events) + 1
    asks = [event.id for event in events if event.kind == "asked"] or ["e0"]
    yes = Event(f"e{number}", number, data.draw(SPAN), "agreed", None, None, data.draw(st.sampled_from(asks)))
    after = state_of("promise", (*events, yes), now)
    if before.due is not None:
        assert after.due is not None
        assert after.due >= before.due
    assert after.was_broken <= before.was_broken


@given(histories(), histories(tuple(kind for kind in EVENTS if kind not in ("undone", "made"))), SPAN)
def test_what_was_promised_anew_stays_broken_whatever_comes_after(
    events: tuple[Event, ...], more: tuple[Event, ...], now: datetime
) -> None:
    if state_of("promise", events, now).ended is not None:
        return
    anew = Event("anew", len(events) + 1, now, "anew")
    rest = [
        Event(f"later{n}", len(events) + n, one.at, one.kind, one.deadline, one.done_at, one.of_id)
        for n, one in enumerate(more[1:], 2)
    ]
    found = state_of("promise", (*events, anew, *rest), now)
    assert (found.state, found.was_broken, found.ended) == ("broken", True, now)


@given(histories(ordered=True), st.data())
def test_only_a_yes_to_an_ask_in_time_or_an_older_date_mends_what_is_broken(
    events: tuple[Event, ...], data: st.DataObject
) -> None:
    """Whatever is done to a broken promise from then on, without a yes: broken, late, released as broken, or done in
    truth before the deadline. Taking it back is no way out."""
    now = max(event.at for event in events) + timedelta(days=data.draw(st.integers(0, 3)))
    if state_of("promise", events, now).state != "broken":
        return
    made_again = [event for event in events if event.kind == "undone"]
    if made_again:  # undoing an undo may bring back an end that there was
        return
    extra = [(now, data.draw(st.sampled_from(("asked", "declined", "moved", "left-open", "reopened", "done", "released",
                                              "anew")))) for _ in range(data.draw(st.integers(1, 4)))]  # fmt: skip
    number = len(events)
    rest = [Event(f"x{n}", number + n, at, kind, at + timedelta(days=n), at) for n, (at, kind) in enumerate(extra, 1)]
    if data.draw(st.booleans()):
        rest.append(Event("gone", number + len(rest) + 1, now, "undone", of_id="e1"))
    found = state_of("promise", (*events, *rest), now + timedelta(days=9))
    assert found.was_broken or found.state == "late"
    assert found.state in ("broken", "late", "released")


@given(histories(), SPAN)
def test_undoing_the_last_thing_leaves_what_was_before(events: tuple[Event, ...], now: datetime) -> None:
    last = events[-1]
    if last.kind == "undone" or len(events) == 1:
        return
    undone = Event("undo", last.number + 1, now, "undone", of_id=last.id)
    assert state_of("promise", (*events, undone), now) == state_of("promise", events[:-1], now)
