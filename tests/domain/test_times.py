"""Instants, clocks in two zones, lengths of time, and the hours that clocks skip or show twice."""

# ruff: noqa: DTZ001 (times without a zone are what is resolved here)

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.times import (
    ago,
    both,
    clock,
    duration_text,
    duration_words,
    from_stamp,
    parse_clock,
    parse_duration,
    resolve_local,
    to_stamp,
    zone_at,
)
from coachdesk.domain.working_hours import overlap
from tests.domain.clocks import ZONES, changes

SOFIA = "Europe/Sofia"
AFTERNOON = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_stamp_reads_back_to_the_second(instant: datetime) -> None:
    assert from_stamp(to_stamp(instant)) == instant.replace(microsecond=0)


@pytest.mark.parametrize(
    "text", ["", "2027-01-11", "2027-01-11T09:00:00", "2027-01-11T09:00:00+00:00", "2027-02-30T00:00:00Z"]
)
def test_only_a_stamp_is_a_stamp(text: str) -> None:
    with pytest.raises(CoachdeskError, match="not an instant"):
        from_stamp(text)


def test_an_instant_without_a_zone_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_stamp(datetime(2027, 1, 1))


@pytest.mark.parametrize(
    ("typed", "at"),
    [("09:00", time(9)), ("9:05", time(9, 5)), ("5pm", time(17)), ("5:30 PM", time(17, 30)), ("noon", time(12)),
     ("12am", time(0)), ("12pm", time(12)), ("midnight", time(0))],
)  # fmt: skip
def test_a_time_of_day(typed: str, at: time) -> None:
    assert parse_clock(typed) == at


@pytest.mark.parametrize("typed", ["", "9", "24:00", "9:60", "13pm", "0pm", "noonish", "9.30"])
def test_no_time_of_day(typed: str) -> None:
    with pytest.raises(CoachdeskError, match="not a time of day"):
        parse_clock(typed)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("24h", 1440),
        ("2d", 2880),
        ("90m", 90),
        ("1h30", 90),
        ("1h 30m", 90),
        ("2 days", 2880),
        ("1d12h", 2160),
        ("1w", 10080),
    ],
)
def test_a_length_of_time(typed: str, minutes: int) -> None:
    assert parse_duration(typed) == minutes


@pytest.mark.parametrize("typed", ["", "90", "0m", "-3h", "1h90", "30m 1h", "400d", "1.5h", "9" * 400 + "m"])
def test_no_length_of_time(typed: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        parse_duration(typed)
    assert refused.value.code.startswith("duration.")


@given(st.integers(1, 366 * 1440))
def test_a_length_of_time_can_be_typed_back(minutes: int) -> None:
    assert parse_duration(duration_text(minutes)) == minutes


def test_lengths_of_time_as_a_client_reads_them() -> None:
    assert [duration_words(m) for m in (1, 90, 60, 1440, 2880, 4320, 150)] == [
        "1 minute", "90 minutes", "1 hour", "24 hours", "48 hours", "3 days", "2 hours and 30 minutes",
    ]  # fmt: skip


def test_both_clocks_are_named_and_another_day_says_so() -> None:
    assert clock(AFTERNOON, SOFIA) == "Fri 27 Nov 17:00"
    assert both(AFTERNOON, SOFIA, "America/Santiago") == "Fri 27 Nov 17:00 · theirs 12:00"
    assert both(AFTERNOON + timedelta(hours=3), SOFIA, "Asia/Taipei") == "Fri 27 Nov 20:00 · theirs 02:00 Sat"
    assert both(AFTERNOON, SOFIA, "") == "Fri 27 Nov 17:00"


def test_how_long_ago() -> None:
    assert ago(AFTERNOON - timedelta(days=16), AFTERNOON) == "2 weeks ago"
    assert ago(AFTERNOON + timedelta(hours=2), AFTERNOON) == "in 2 hours"
    assert ago(AFTERNOON, AFTERNOON) == "just now"


def test_a_zone_for_a_while_holds_between_its_dates() -> None:
    def at(day: int) -> str:
        noon = datetime(2027, 1, day, 12, tzinfo=UTC)
        return zone_at(noon, SOFIA, "Asia/Tokyo", date(2027, 1, 10), date(2027, 1, 12))

    assert [at(9), at(10), at(12), at(13)] == [SOFIA, "Asia/Tokyo", "Asia/Tokyo", SOFIA]
    # the day begins with their clock: 16:00 UTC on the 9th is the 10th in Tokyo
    early = datetime(2027, 1, 9, 16, tzinfo=UTC)
    assert zone_at(early, SOFIA, "Asia/Tokyo", date(2027, 1, 10), None) == "Asia/Tokyo"
    assert zone_at(early, SOFIA, "", None, None) == SOFIA
    assert zone_at(early, SOFIA, "Mars/Olympus", None, None) == SOFIA
    assert zone_at(early, "Mars/Olympus", "", None, None) == ""


@pytest.mark.parametrize(
    ("naive", "zone", "code", "readings"),
    [
        (datetime(2027, 3, 28, 3, 30), SOFIA, "time.skipped", ("02:30", "04:30")),
        (datetime(2027, 10, 31, 3, 30), SOFIA, "time.repeated", ("UTC+03:00", "UTC+02:00")),
        (datetime(2011, 12, 30, 12), "Pacific/Apia", "time.skipped", ("Thu 29 Dec", "Sat 31 Dec")),
        (datetime(2027, 4, 4, 1, 45), "Australia/Lord_Howe", "time.repeated", ("+11:00", "+10:30")),
    ],
)
def test_a_local_time_that_is_none_or_two_names_both_readings(
    naive: datetime, zone: str, code: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(CoachdeskError) as refused:
        resolve_local(naive, zone)
    assert refused.value.code == code
    assert all(reading in refused.value.line for reading in readings)


def test_a_time_that_comes_twice_can_be_chosen() -> None:
    naive = datetime(2027, 10, 31, 3, 30)
    first, second = (resolve_local(naive, SOFIA, which) for which in ("first", "second"))
    assert second - first == timedelta(hours=1)


@given(st.sampled_from(ZONES), st.integers(0, 40), st.integers(-180, 180))
def test_around_every_change_of_every_zone_a_local_time_is_right_or_questioned(
    zone: str, which: int, minutes: int
) -> None:
    moments = changes(zone) or (AFTERNOON,)
    near = moments[which % len(moments)] + timedelta(minutes=minutes)
    there = ZoneInfo(zone)
    naive = near.astimezone(there).replace(tzinfo=None)
    fits = {naive.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1)}
    try:
        assert resolve_local(naive, zone) == near
        assert fits == {near}
    except CoachdeskError as refused:
        assert refused.code == "time.repeated"  # noqa: PT017 (it was read off that clock, so it is never skipped)
        assert len(fits) == 2
        assert near in {resolve_local(naive, zone, which) for which in ("first", "second")}


@given(st.sampled_from(ZONES), st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)))
def test_a_local_time_that_resolves_is_shown_again_by_that_clock(zone: str, naive: datetime) -> None:
    naive = naive.replace(second=0, microsecond=0)
    try:
        instant = resolve_local(naive, zone)
    except CoachdeskError as refused:
        assert refused.code in ("time.skipped", "time.repeated")  # noqa: PT017 (either outcome is right)
    else:
        assert instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == naive


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        (SOFIA, "Asia/Tokyo", "your 09:00–17:30 is 16:00–00:30 theirs; shared waking hours (07–22) 09:00–15:00"),
        (SOFIA, "Asia/Kolkata", "your 09:00–17:30 is 12:30–21:00 theirs; all of it in their waking hours (07–22)"),
        (SOFIA, "Europe/Athens", "your 09:00–17:30 is the same on their clock"),
        ("America/Vancouver", "Pacific/Auckland",
         "your 09:00–17:30 is 06:00–14:30 theirs, the next day; shared waking hours (07–22) 10:00–17:30"),
    ],
)  # fmt: skip
def test_my_hours_on_their_clock(mine: str, theirs: str, sentence: str) -> None:
    assert overlap(mine, theirs, time(9), time(17, 30), date(2026, 11, 27)).sentence == sentence


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_any_two_zones_have_a_sentence(mine: str, theirs: str, day: date) -> None:
    found = overlap(mine, theirs, time(9), time(17, 30), day)
    assert "\n" not in found.sentence
    assert all(time(9) <= first <= time(17, 30) for first, _ in found.shared)
