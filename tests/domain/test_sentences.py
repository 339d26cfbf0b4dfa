"""The sentences a coach sends: the right clock, the right language, the name they go by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.sentences import acknowledgement, promised_anew, renegotiation, running_late
from coachdesk.domain.spoken import Listener, language_of, moment_words
from coachdesk.domain.times import clock_text, local
from tests.domain.test_times import ZONES

OLD, NEW = datetime(2026, 11, 27, 16, tzinfo=UTC), datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
AMARA = Listener("Amara", "Africa/Lagos", "Europe/Sofia")
MEI = Listener("Mei", "Asia/Taipei", "Europe/Sofia", "German")
JONAS = Listener("Jonas", "Europe/Berlin", "Europe/Sofia", "Deutsch (du)")
TEXT = "send the values exercise"


def test_asking_for_more_time() -> None:
    assert renegotiation(AMARA, TEXT, OLD, NEW) == (
        "Hello Amara, I promised you “send the values exercise” by Fri 27 Nov 17:00 your time (Lagos) and see now"
        " that it"
        " needs more time. Would Tue 1 Dec 00:30 your time (Lagos) be all right with you?"
    )
    assert " needs more time. The reason: the printer broke. Would " in renegotiation(
        AMARA, TEXT, OLD, NEW, " the printer broke. "
    )
    assert renegotiation(MEI, TEXT, OLD, NEW) == (
        "Hallo Mei, ich habe Ihnen „send the values exercise“ bis Samstag, 28. November, 00:00 Uhr Ihrer Zeit (Taipei)"
        " versprochen und sehe jetzt, dass es mehr Zeit braucht. Wäre Dienstag, 1. Dezember, 07:30 Uhr Ihrer Zeit"
        " (Taipei) für Sie in Ordnung?"
    )


def test_an_answer_that_was_promised_is_called_so() -> None:
    assert "I promised you an answer to your message by Fri 27 Nov" in renegotiation(AMARA, "", OLD, NEW)
    assert "ich habe Ihnen eine Antwort auf Ihre Nachricht bis " in renegotiation(MEI, "", OLD, NEW)
    assert "ich hatte dir eine Antwort auf deine Nachricht bis " in promised_anew(JONAS, "", OLD, NEW)


def test_promising_anew_says_that_the_old_promise_was_broken() -> None:
    assert promised_anew(AMARA, TEXT, OLD, NEW) == (
        "Hello Amara, I promised you “send the values exercise” by Fri 27 Nov 17:00 your time (Lagos), and I did not"
        " keep"
        " that. I am sorry. You will have it by Tue 1 Dec 00:30 your time (Lagos)."
    )
    assert "Du hast es bis Dienstag, 1. Dezember, 00:30 Uhr deiner Zeit (Berlin)." in promised_anew(
        JONAS, TEXT, OLD, NEW
    )


def test_acknowledging_says_when_they_will_hear_more() -> None:
    assert acknowledgement(AMARA, OLD) == (
        "Hello Amara, thank you for your message. I have read it, and you will hear more from me by Fri 27 Nov 17:00"
        " your"
        " time (Lagos)."
    )
    assert acknowledgement(JONAS, OLD) == (
        "Hallo Jonas, danke für deine Nachricht. Ich habe sie gelesen, und du hörst bis Freitag, 27. November, 17:00"
        " Uhr"
        " deiner Zeit (Berlin) mehr von mir."
    )


def test_running_late_says_when_it_begins() -> None:
    assert running_late(AMARA, OLD, 10) == (
        "Hello Amara, I am running 10 minutes late and am sorry to keep you waiting. We begin at 17:10 your time"
        " (Lagos)."
    )
    assert "1 minute late" in running_late(AMARA, OLD, 1)
    assert running_late(MEI, OLD, 1) == (
        "Hallo Mei, ich verspäte mich um 1 Minute und bitte Sie, das zu entschuldigen. Wir beginnen um 00:01 Uhr Ihrer"
        " Zeit (Taipei)."
    )


def test_who_shares_the_coachs_clock_or_has_none_known_reads_whose_it_is() -> None:
    for zone in ("", "Europe/Sofia"):
        assert moment_words(OLD, Listener("A", zone, "Europe/Sofia")) == "Fri 27 Nov 18:00 (Sofia time)"
        german = moment_words(OLD, Listener("A", zone, "Europe/Sofia", "de"))
        assert german == "Freitag, 27. November, 18:00 Uhr (Zeit in Sofia)"


@pytest.mark.parametrize(
    ("text", "tag"),
    [("", "en"), ("English", "en"), ("German", "de"), ("deutsch", "de"), ("de", "de"), ("de-AT", "de"),
     ("Deutsch, du", "de"), ("English, some German", "en"), ("Dutch", "en"), ("Български", "en")],
)  # fmt: skip
def test_the_language_of_a_page(text: str, tag: str) -> None:
    assert language_of(text) == tag


@given(
    st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 3 * 365 * 24), st.sampled_from(("", "de", "de du"))
)
def test_the_time_said_is_that_of_their_clock(zone: str, home: str, hours: int, language: str) -> None:
    at = OLD + timedelta(hours=hours)
    said = moment_words(at, Listener("A", zone, home, language))
    assert clock_text(local(at, zone)) in said
    assert f" {local(at, zone).day}" in said


@given(st.text(max_size=60), st.text(max_size=60))
def test_braces_and_anything_else_in_what_was_typed_are_only_words(called: str, text: str) -> None:
    for language in ("", "de", "de du"):
        said = renegotiation(Listener(called, "", "UTC", language), text, OLD, NEW, text)
        assert called in said
        assert text in said


def test_an_hour_that_their_clocks_show_twice_is_said_so_that_it_is_one() -> None:
    first, second = (datetime(2027, 4, 4, hour, 30, tzinfo=UTC) for hour in (2, 3))
    for language, before, after in (
        ("", "before the clocks go back", "after the clocks go back"),
        ("German", "vor der Zeitumstellung", "nach der Zeitumstellung"),
    ):
        to = Listener("Tomás", "America/Santiago", "Europe/Sofia", language)
        assert f"(Santiago, {before})" in moment_words(first, to)
        assert f"(Santiago, {after})" in moment_words(second, to)
