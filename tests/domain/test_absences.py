"""Time away: which spans are refused, how one stands, what it touches; and what people read and hear meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.absence_words import Leave, Reachable, auto_reply, sheet_lines, voicemail
from coachdesk.domain.absences import (
    Away,
    auto_reply_spans,
    away_words,
    check_decision,
    check_span,
    still_on,
    touches_session,
    touches_task,
)
from coachdesk.domain.errors import CoachdeskError
from tests.domain.test_times import ZONES

SOFIA = "Europe/Sofia"
SINCE, UNTIL = datetime(2027, 1, 4, 7, tzinfo=UTC), datetime(2027, 1, 8, 15, 30, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
LEAVE = Away("a1", SINCE, UNTIL)
ILLNESS = Away("a2", SINCE, None)


@pytest.mark.parametrize(
    ("since", "until", "other", "code"),
    [
        (SINCE, SINCE, None, "absence.order"),
        (UNTIL, SINCE, None, "absence.order"),
        (SINCE, UNTIL, LEAVE, "absence.overlap"),
        (UNTIL - SECOND, None, LEAVE, "absence.overlap"),
        (SINCE - HOUR, None, LEAVE, "absence.overlap"),
        (UNTIL, UNTIL + HOUR, ILLNESS, "absence.overlap"),
        (SINCE - HOUR, SINCE + SECOND, ILLNESS, "absence.overlap"),
    ],
)
def test_an_absence_that_cannot_be(since: datetime, until: datetime | None, other: Away | None, code: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        check_span(since, until, [other] if other else [], SOFIA)
    assert refused.value.code == code
    assert "\n" not in refused.value.line


@pytest.mark.parametrize(
    ("since", "until", "other"),
    [
        (SINCE, None, None),
        (UNTIL, None, LEAVE),
        (SINCE - HOUR, SINCE, LEAVE),
        (SINCE - HOUR, SINCE, ILLNESS),
        (SINCE + HOUR, None, replace(LEAVE, back=SINCE + HOUR)),
        (SINCE + HOUR, None, replace(ILLNESS, back=SINCE + HOUR)),
    ],
)
def test_an_absence_may_begin_where_another_ends(since: datetime, until: datetime | None, other: Away | None) -> None:
    check_span(since, until, [other] if other else [], SOFIA)


def test_an_absence_in_words() -> None:
    assert away_words(LEAVE, SOFIA) == "Mon 4 Jan 09:00 – Fri 8 Jan 17:30"
    assert away_words(ILLNESS, SOFIA) == "since Mon 4 Jan 09:00, no end yet"
    midnight = datetime(2027, 1, 8, 22, tzinfo=UTC)
    assert away_words(replace(LEAVE, until=midnight), SOFIA) == "Mon 4 Jan 09:00 through Fri 8 Jan"
    assert away_words(replace(LEAVE, since=midnight - 24 * HOUR, until=midnight), SOFIA) == "Fri 8 Jan"
    assert away_words(replace(LEAVE, until=LEAVE.since + HOUR), SOFIA) == "Mon 4 Jan 09:00 – 10:00"


def test_how_one_stands() -> None:
    assert [LEAVE.state(at) for at in (SINCE - SECOND, SINCE, UNTIL - SECOND, UNTIL)] == [
        "coming",
        "now",
        "now",
        "over",
    ]
    assert ILLNESS.state(UNTIL + timedelta(days=400)) == "now"
    assert replace(ILLNESS, back=UNTIL).state(UNTIL) == "over"
    assert replace(LEAVE, back=SINCE + HOUR).state(SINCE + HOUR) == "over"


def test_what_it_touches() -> None:
    assert touches_session(LEAVE, SINCE - HOUR, 61)
    assert not touches_session(LEAVE, SINCE - HOUR, 60)
    assert touches_session(LEAVE, UNTIL - SECOND, 60)
    assert not touches_session(LEAVE, UNTIL, 60)
    assert touches_session(ILLNESS, UNTIL + timedelta(days=90), 60)
    assert [touches_task(LEAVE, at) for at in (SINCE - SECOND, SINCE, UNTIL, UNTIL + SECOND, None)] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_what_may_become_of_it() -> None:
    assert check_decision(" Move ", True, False) == "move"
    assert check_decision("renegotiate", False, False) == "renegotiate"
    assert check_decision("cover", False, True) == "cover"
    for decision, is_session, code in (
        ("renegotiate", True, "absence.decision"),
        ("move", False, "absence.decision"),
        ("", False, "absence.decision"),
        ("cover", True, "absence.no-cover"),
    ):
        with pytest.raises(CoachdeskError) as refused:
            check_decision(decision, is_session, False)
        assert refused.value.code == code


def test_who_looks_after_it_meanwhile() -> None:
    covered, due = replace(LEAVE, cover_id="ben"), SINCE + HOUR
    assert covered.in_other_hands("t1", due, SINCE)
    assert not LEAVE.in_other_hands("t1", due, SINCE)
    assert not covered.in_other_hands("t1", due, SINCE - SECOND)
    assert not covered.in_other_hands("t1", due, UNTIL)
    assert not covered.in_other_hands("t1", UNTIL + HOUR, SINCE)
    assert not replace(covered, decisions={"t1": "renegotiate"}).in_other_hands("t1", due, SINCE)
    assert replace(covered, decisions={"t1": "cover"}).in_other_hands("t1", due, SINCE - SECOND)


def test_auto_replies_that_were_on_and_those_to_be_switched_off() -> None:
    on, off = "2027-01-04T07:00:00Z", "2027-01-08T15:30:00Z"
    away = replace(LEAVE, channels={"email": {"on": on, "off": off}, "phone": {"on": on}, "messaging": {}})
    assert auto_reply_spans([away]) == [(SINCE, UNTIL), (SINCE, None)]
    assert still_on(away) == ("phone",)


# what people read and hear

BEN = Reachable("Ben Ito", "+359 88 123", "ben@example.org")
WEEK = Leave(SINCE, UNTIL, "Ana Petrova", SOFIA, ("Pacific/Auckland", "Africa/Lagos", "Pacific/Auckland"), BEN)


def test_the_auto_reply_says_the_days_here_and_there_and_whom_to_turn_to() -> None:
    assert auto_reply(WEEK) == (
        "Thank you for your message. I am away from Monday 4 January until Friday 8 January and will answer when I am"
        " back. In Auckland that is from Monday 4 January until Saturday 9 January. If it cannot wait, please turn to"
        " Ben Ito (+359 88 123 or ben@example.org). In an emergency, please call your local emergency number."
        "\n\nAna Petrova"
    )


def test_the_auto_reply_in_german() -> None:
    assert auto_reply(WEEK, ("de",)) == (
        "Vielen Dank für Ihre Nachricht. Ich bin von Montag, 4. Januar, bis Freitag, 8. Januar, nicht erreichbar und"
        " antworte nach meiner Rückkehr. In Auckland ist das von Montag, 4. Januar, bis Samstag, 9. Januar. Wenn es"
        " nicht warten kann, wenden Sie sich bitte an Ben Ito (+359 88 123 oder ben@example.org). Im Notfall rufen Sie"
        " bitte die Notrufnummer Ihres Landes an.\n\nAna Petrova"
    )
    both = auto_reply(WEEK, ("en", "de"))
    assert both == f"{auto_reply(WEEK)}\n\n{auto_reply(WEEK, ('de',))}"


def test_illness_has_no_end_and_reads_well_too() -> None:
    ill = replace(WEEK, until=None, cover=None, zones=("America/Vancouver", "America/Los_Angeles"))
    assert auto_reply(ill) == (
        "Thank you for your message. I am away from Monday 4 January on and cannot say yet when I will be back. You"
        " will"
        " hear from me as soon as I can. In Los Angeles and Vancouver that is from Sunday 3 January on. In an"
        " emergency,"
        " please call your local emergency number.\n\nAna Petrova"
    )
    assert voicemail(ill, ("de",)) == (
        "Guten Tag, hier ist Ana Petrova. Ich bin ab Montag, 4. Januar, nicht erreichbar und kann noch nicht sagen,"
        " wann"
        " ich zurück bin. In Los Angeles und Vancouver ist das ab Sonntag, 3. Januar. Bitte hinterlassen Sie Ihren"
        " Namen"
        " und Ihre Nummer, und ich rufe Sie nach meiner Rückkehr an. Im Notfall rufen Sie bitte die Notrufnummer Ihres"
        " Landes an. Vielen Dank."
    )


def test_the_voicemail_says_whom_to_call() -> None:
    assert voicemail(replace(WEEK, zones=())) == (
        "Hello, this is Ana Petrova. I am away from Monday 4 January until Friday 8 January. If it cannot wait, please"
        " call Ben Ito on +359 88 123. Otherwise please leave your name and your number, and I will call you when I am"
        " back. In an emergency, please call your local emergency number. Thank you."
    )
    without_phone = voicemail(replace(WEEK, cover=replace(BEN, phone="")))
    assert "Ben" not in without_phone
    assert "Please leave your name" in without_phone


def test_hours_within_a_day_and_a_whole_day() -> None:
    hours = replace(WEEK, until=SINCE + 4 * HOUR, cover=None, zones=("Pacific/Kiritimati",))
    said = auto_reply(hours)
    assert "I am away on Monday 4 January from 09:00 until 13:00 (Sofia time) and will answer" in said
    assert "In Kiritimati that is from Monday 4 January until Tuesday 5 January." in said
    midnight = datetime(2027, 1, 3, 22, tzinfo=UTC)
    whole = replace(hours, since=midnight, until=midnight + timedelta(days=1), zones=())
    assert whole.days(SOFIA) == (date(2027, 1, 4), date(2027, 1, 4))
    assert "I am away on Monday 4 January and will answer" in auto_reply(whole)
    assert "Ich bin am Montag, 4. Januar, nicht erreichbar" in auto_reply(whole, ("de",))


def test_whole_days_are_other_days_elsewhere_only_where_the_working_hours_are() -> None:
    midnight = datetime(2027, 1, 3, 22, tzinfo=UTC)
    whole = replace(WEEK, since=midnight, until=midnight + timedelta(days=5), zones=("Europe/Berlin", "Asia/Kolkata"))
    assert "that is" not in auto_reply(whole), "the midnight of Sofia is no Sunday in Berlin to anybody"
    said = auto_reply(replace(whole, zones=("Pacific/Auckland", "America/Vancouver")))
    assert "In Auckland that is from Monday 4 January until Saturday 9 January." in said
    assert "In Vancouver that is from Sunday 3 January until Friday 8 January." in said


def test_why_the_coach_is_away_is_never_said_and_words_in_names_are_only_words() -> None:
    odd = replace(WEEK, coach="{first} Ana", cover=Reachable("{coach}", "{x}"))
    assert "{coach} ({x})" in auto_reply(odd)
    assert auto_reply(odd).endswith("{first} Ana")


@given(st.sampled_from(ZONES), st.lists(st.sampled_from(ZONES), max_size=5), st.integers(1, 20_000) | st.none())
def test_any_absence_has_its_texts(home: str, zones: list[str], minutes: int | None) -> None:
    until = SINCE + timedelta(minutes=minutes) if minutes is not None else None
    leave = Leave(SINCE, until, "Ana", home, tuple(zones))
    for tag in ("en", "de"):
        for text in (auto_reply(leave, (tag,)), voicemail(leave, (tag,))):
            assert not any(wrong in text for wrong in ("{", "}", "  ", " .", ",.", " ,", "None"))


def test_the_sheet_has_names_and_numbers_and_nothing_else() -> None:
    clients = [Reachable("Tomás", "", "tomas@example.org"), Reachable("Amara", "+234 1 555")]
    assert sheet_lines(WEEK, clients) == (
        "Standing in for Ana Petrova, from Monday 4 January until Friday 8 January",
        "",
        "Amara  +234 1 555",
        "Tomás  no number",
        "",
        "Each of them agreed to be on this sheet. Please destroy it when you no longer stand in.",
    )
    assert sheet_lines(WEEK, [])[2:] == ("None of the clients consented to be named here.",)
    assert sheet_lines(replace(WEEK, until=None), [])[0].endswith("from Monday 4 January on, with no end yet")
