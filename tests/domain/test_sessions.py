"""The rules of sessions: counting, charging, series across changes of clocks, what speaks against a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain import sessions as rules
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.sessions import CancelInput, EndingInput, HeldInput, SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.session_words import Calendar, calendar_warnings, clock_changes, series_changes, when_words
from coachdesk.domain.sessions import Span, Tally
from coachdesk.domain.times import local
from coachdesk.domain.zones import search_zones

SOFIA, SANTIAGO, TAIPEI, NEW_YORK = "Europe/Sofia", "America/Santiago", "Asia/Taipei", "America/New_York"
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
AT = datetime(2026, 12, 2, 13, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ZONES = st.sampled_from(
    [SOFIA, SANTIAGO, TAIPEI, NEW_YORK, "Africa/Lagos", "Pacific/Auckland", "Asia/Kathmandu", "Australia/Lord_Howe"]
)
CALENDAR = Calendar(SOFIA, time(7), time(22), 15, 15, (), (), ())


def refused(code: str, **entered: str) -> None:
    with pytest.raises(CoachdeskError) as caught:
        validated(SessionInput, {"at": "fri 17:00", **entered})
    assert caught.value.code == code
    assert "\n" not in caught.value.line


# counting


@given(st.lists(st.tuples(st.sampled_from(rules.STATES), st.booleans())))
def test_each_session_is_counted_once_and_where_it_belongs(sessions: list[tuple[str, bool]]) -> None:
    tally = rules.NOTHING
    for state, charged in sessions:
        tally = tally.with_one(state, charged)
    assert tally.held == sum(state == "held" for state, _ in sessions)
    assert tally.booked == sum(state == "planned" for state, _ in sessions)
    assert tally.charged == sum(state in ("missed", "cancelled") and charged for state, charged in sessions)


def test_one_that_is_over_and_not_marked_is_neither_used_nor_booked() -> None:
    tally = rules.NOTHING.with_one("held", False).with_one("planned", False, 3).with_past()
    assert tally == Tally(held=1, booked=2, unmarked=1)
    assert (tally.left(6), tally.taken) == (5, 3)


@pytest.mark.parametrize(
    ("agreed", "tally", "reason"),
    [
        (6, Tally(held=3), ""),
        (6, Tally(held=5), "1 session left of 6"),
        (6, Tally(held=4, booked=1), ""),
        (6, Tally(held=4, booked=2), "the last of 6 sessions is booked"),
        (6, Tally(held=4, charged=1, booked=1), "the last of 6 sessions is booked"),
        (6, Tally(held=6), "all 6 sessions are used"),
        (6, Tally(held=5, unmarked=1), "the last of 6 sessions is over, and not marked"),
        (6, Tally(held=4, unmarked=1, booked=1), "the last of 6 sessions is booked"),
        (6, Tally(held=4, unmarked=1), ""),
        (1, Tally(booked=1), ""),
        (0, Tally(held=9), ""),
    ],
)
def test_the_next_agreement_is_thought_of_before_the_last_session(agreed: int, tally: Tally, reason: str) -> None:
    left = agreed - tally.held - tally.charged
    assert rules.renewal_reason(agreed, left, tally.booked, tally.unmarked) == reason


@pytest.mark.parametrize(
    ("left", "booked", "days", "said"),
    [
        (3, 1, 36, ""),
        (3, 1, 35, "2 sessions left to plan until Fri 1 Jan, when the agreement ends"),
        (1, 0, 0, "1 session left to plan until Fri 27 Nov, when the agreement ends"),
        (2, 2, 10, ""),
        (0, 1, 10, ""),
        (3, 0, -1, ""),
    ],
)
def test_unused_sessions_are_raised_while_there_is_time(left: int, booked: int, days: int, said: str) -> None:
    today = date(2026, 11, 27)
    assert rules.lapse_reason(left, booked, today + timedelta(days=days), today) == said
    assert rules.lapse_reason(left, booked, None, today) == ""


@pytest.mark.parametrize(
    ("number", "of", "said"),
    [(4, 6, "4 of 6"), (6, 6, "6 of 6"), (7, 6, "7, more than the 6 agreed"), (3, 0, "3"), (3, None, "3")],
)
def test_which_one_it_is_is_said_as_it_is(number: int, of: int | None, said: str) -> None:
    assert rules.which_words(number, of) == said


# charging


@pytest.mark.parametrize(
    ("outcome", "by", "hours_before", "cancel_hours", "charged"),
    [
        ("cancelled", "client", 23, 24, True),
        ("cancelled", "client", 24, 24, False),
        ("cancelled", "client", 1, 0, False),
        ("cancelled", "client", -1, 0, True),
        ("cancelled", "client", 1, None, False),
        ("cancelled", "coach", 1, 24, False),
        ("missed", "client", -2, 24, True),
        ("missed", "client", -2, None, False),
        ("missed", "coach", -2, 24, False),
    ],
)
def test_only_what_a_client_does_is_charged_and_only_by_terms(
    outcome: str, by: str, hours_before: int, cancel_hours: int | None, charged: bool
) -> None:
    now = AT - timedelta(hours=hours_before)
    assert rules.charged_by_terms(outcome, by, "coaching", AT, now, cancel_hours) is charged
    assert not rules.charged_by_terms(outcome, by, "chemistry", AT, now, cancel_hours)


def test_the_coach_may_let_it_go_and_never_charge_beyond_the_terms() -> None:
    assert rules.settle_charge(True, None, "client", "coaching")
    assert not rules.settle_charge(True, False, "client", "coaching")
    for by, kind, code in (("coach", "coaching", "own"), ("client", "review", "kind"), ("client", "coaching", "terms")):
        with pytest.raises(CoachdeskError) as caught:
            rules.settle_charge(False, True, by, kind)
        assert caught.value.code == f"session.charge-{code}"


# series


@given(
    zone=ZONES, other=ZONES, weeks=st.sampled_from([1, 2]), times=st.integers(1, 30),
    start=st.integers(0, 700), hour=st.integers(6, 22),
)  # fmt: skip
def test_a_series_keeps_the_local_hour(zone: str, other: str, weeks: int, times: int, start: int, hour: int) -> None:
    first = datetime(2026, 1, 1, hour, tzinfo=UTC) + timedelta(days=start)
    begins = local(first, zone)
    if not 4 <= begins.hour <= 23:
        begins = begins.replace(hour=12)
    first = begins.astimezone(UTC)
    found = rules.series(first, weeks, lambda at: zone, times=times, until=None)
    assert len(found) == times
    for at, session in enumerate(found):
        there = local(session, zone)
        assert there.replace(tzinfo=None) == begins.replace(tzinfo=None) + timedelta(weeks=weeks * at)
    # the other side's hour changes only where one of the two changes its clocks
    apart = [local(one, other).utcoffset() for one in found], [local(one, zone).utcoffset() for one in found]
    same = len(set(zip(*apart, strict=True))) == 1
    assert (len({local(one, other).time() for one in found}) == 1) or not same


def test_a_series_to_the_end_stops_before_it() -> None:
    found = rules.series(AT, 2, lambda at: SOFIA, times=None, until=AT + timedelta(weeks=4))
    assert found == [AT, AT + timedelta(weeks=2)]


def test_a_series_into_an_hour_that_clocks_skip_is_refused_in_one_line() -> None:
    first = datetime(2027, 3, 21, 1, 30, tzinfo=UTC)  # 03:30 in Sofia, a week before that hour is skipped
    with pytest.raises(CoachdeskError) as caught:
        rules.series(first, 1, lambda at: SOFIA, times=3, until=None)
    assert (caught.value.code, caught.value.where) == ("time.skipped", "at")
    with pytest.raises(CoachdeskError) as caught:
        rules.series(first, 1, lambda at: SOFIA, times=None, until=first + timedelta(days=1_000_000))
    assert caught.value.code in ("time.skipped", "session.times")


def test_a_series_without_end_is_refused() -> None:
    with pytest.raises(CoachdeskError) as caught:
        rules.series(AT, 1, lambda at: "UTC", times=None, until=AT + timedelta(days=5000))
    assert caught.value.code == "session.times"


# what speaks against a time


def test_both_clocks_are_said_with_the_day_where_it_is_another() -> None:
    assert when_words(AT, SOFIA, SANTIAGO) == "Wed 2 Dec 15:00 · theirs 10:00 in Santiago"
    late = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
    assert when_words(late, SOFIA, TAIPEI) == "Wed 2 Dec 19:00 · theirs 01:00 Thu in Taipei"


@pytest.mark.parametrize(
    ("plan", "zone", "words"),
    [
        (Span(AT, 60), SANTIAGO, []),
        (Span(NOW - timedelta(days=1), 60), SOFIA, ["is past"]),
        (Span(datetime(2026, 12, 2, 4, 0, tzinfo=UTC), 60), SOFIA, ["outside your", "outside their"]),
        (Span(datetime(2026, 12, 2, 19, 30, tzinfo=UTC), 45), "Africa/Lagos", ["outside your"]),
        (Span(datetime(2026, 12, 2, 8, 0, tzinfo=UTC), 60), SANTIAGO, ["05:00 in Santiago is outside their waking"]),
        (Span(AT, 60), "", ["time zone is not known"]),
    ],
)
def test_the_past_and_either_sides_night_are_warned_of(plan: Span, zone: str, words: list[str]) -> None:
    found = calendar_warnings(plan, zone, CALENDAR, NOW)
    assert len(found) == len(words)
    assert all(word in said for word, said in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("minutes_later", "words"),
    [
        (0, "overlaps the session with Mei"),
        (59, "overlaps the session with Mei"),
        (60, "runs into the time around"),
        (89, "runs into the time around"),
        (90, ""),
        (-60, "runs into the time around"),
        (-90, ""),
    ],
)
def test_other_sessions_are_warned_of_with_the_time_around_them(minutes_later: int, words: str) -> None:
    other = Span(AT, 60, "Mei", "other")
    calendar = Calendar(SOFIA, time(7), time(22), 15, 15, (), (other,), ())
    found = calendar_warnings(Span(AT + timedelta(minutes=minutes_later), 60), SOFIA, calendar, NOW)
    assert [words in one for one in found] == ([True] if words else [])
    assert calendar_warnings(Span(AT, 60, id="other"), SOFIA, calendar, NOW) == []


def test_absences_and_days_off_are_warned_of() -> None:
    calendar = Calendar(
        SOFIA, time(7), time(22), 15, 15, ((date(2026, 12, 1), date(2026, 12, 3)),), (),
        ((AT - DAY, AT + DAY), (AT - 9 * DAY, None), (AT - 9 * DAY, AT)),
    )  # fmt: skip
    found = calendar_warnings(Span(AT, 60), SOFIA, calendar, NOW)
    assert ["you are away then" in one for one in found] == [True, True, False]
    assert found[-1] == "Wed 2 Dec is one of your days off"


def test_a_change_of_clocks_before_then_is_said_with_the_old_and_the_new_time() -> None:
    winter = datetime(2027, 3, 1, 9, tzinfo=UTC)
    between = datetime(2027, 3, 16, 14, tzinfo=UTC)  # New York has changed, Sofia not yet
    (said,) = clock_changes(between, SOFIA, NEW_YORK, winter)
    assert said == ("their clocks change on Sun 14 Mar: 16:00 here is 10:00 there then, not 09:00 as it would be now")
    after = datetime(2027, 4, 16, 13, tzinfo=UTC)
    assert clock_changes(after, SOFIA, NEW_YORK, winter) == []  # both have changed: as far apart as now
    assert clock_changes(between, SOFIA, "", winter) == []
    assert clock_changes(winter, SOFIA, NEW_YORK, between) == []


@given(mine=ZONES, zone=ZONES, days=st.integers(1, 500), start=st.integers(0, 400))
def test_clocks_are_warned_of_exactly_where_the_two_lie_otherwise_apart(
    mine: str, zone: str, days: int, start: int
) -> None:
    now = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=start)
    at = now + timedelta(days=days)

    def apart(instant: datetime) -> timedelta:
        here, there = (local(instant, one).replace(tzinfo=None) for one in (mine, zone))
        return there - here

    assert bool(clock_changes(at, mine, zone, now)) == (apart(now) != apart(at))


def test_a_series_says_from_when_the_other_sides_hour_is_another() -> None:
    first = datetime(2027, 3, 1, 15, tzinfo=UTC)
    ats = rules.series(first, 1, lambda at: NEW_YORK, times=6, until=None)
    assert [local(one, NEW_YORK).hour for one in ats] == [10] * 6
    assert series_changes(ats, SOFIA, NEW_YORK, "client") == [
        "from Mon 15 Mar on it is 16:00 on your clock instead of 17:00, and stays 10:00 on theirs",
        "from Mon 29 Mar on it is 17:00 on your clock instead of 16:00, and stays 10:00 on theirs",
    ]
    assert series_changes(ats[:2], SOFIA, NEW_YORK, "client") == []


# what is entered


@pytest.mark.parametrize("minutes", ["0", "4", "-5", "700", "2000", "11h"])
def test_a_length_that_cannot_be_meant_is_refused(minutes: str) -> None:
    refused("session.minutes", minutes=minutes)


@pytest.mark.parametrize(
    ("entered", "code"),
    [
        ({"minutes": "an hour or so"}, "duration.unknown"),
        ({"kind": "therapy"}, "session.kind"),
        ({"every": "week"}, "session.times-missing"),
        ({"every": "day", "times": "3"}, "session.every"),
        ({"every": "week", "times": "0"}, "session.times"),
        ({"every": "week", "times": "200"}, "session.times"),
        ({"every": "week", "times": "10000"}, "session.times"),
        ({"every": "week", "times": "some"}, "input.wrong"),
        ({"times": "3"}, "session.times-alone"),
        ({"keep": "nobody"}, "session.keep"),
        ({"link": "javascript:alert(1)"}, "session.link"),
        ({"link": "  JavaScript:alert(1)"}, "session.link"),
        ({"link": "data:text/html,x"}, "session.link"),
        ({"link": "javascript: alert(1)"}, "session.link"),
        ({"link": "intent:scan"}, "session.link"),
        ({"link": "file:///etc/passwd"}, "session.link"),
        ({"medium": "vi\x1bdeo"}, "text.controls"),
        ({"at": "  "}, "session.when"),
        ({"zone": "Europe/Sofa"}, "zone.unknown"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(entered: dict[str, str], code: str) -> None:
    refused(code, **entered)


def test_what_is_meant_is_read() -> None:
    read = validated(
        SessionInput,
        {"at": "fri 17:00", "minutes": "1h30", "link": "meet.example.org:8443/x", "every": "Week", "times": "END"},
    )
    assert (read.minutes, read.every, read.times, read.link) == (90, "week", "end", "meet.example.org:8443/x")
    for link in (
        "https://meet.example.org/a?b=c:d",
        "tel:+35925550101",
        "+359 2 555 0101",
        "Zoom: 555 0101",
        "Room 4: blue",
    ):
        assert validated(SessionInput, {"at": "fri 17:00", "link": link}).link == link


def test_an_ending_names_who_and_a_cancellation_why() -> None:
    for model, entered, code in (
        (CancelInput, {"by": "client", "why": " "}, "session.why"),
        (CancelInput, {"by": "", "why": "a cold"}, "session.by"),
        (EndingInput, {"by": "sponsor"}, "session.by"),
        (EndingInput, {"by": "client", "charge": "half"}, "session.charge"),
        (HeldInput, {"minutes": "0"}, "session.held-minutes"),
        (HeldInput, {"minutes": "601"}, "session.held-minutes"),
    ):
        with pytest.raises(CoachdeskError) as caught:
            validated(model, entered)
        assert caught.value.code == code
    assert validated(HeldInput, {"minutes": "3"}).minutes == 3
    assert validated(EndingInput, {"by": "Client", "charge": "no"}).charge is False


def test_every_zone_that_can_be_typed_has_both_clocks() -> None:
    for place in search_zones("a", 400):
        assert when_words(AT, SOFIA, place.zone).startswith("Wed 2 Dec 15:00 · theirs ")
