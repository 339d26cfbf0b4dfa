"""The note to a client after a session: only what is theirs, in their zone and language."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coachdesk.domain.follow_up import Theirs, follow_up
from coachdesk.domain.spoken import Listener

AT = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
NEXT = datetime(2026, 12, 17, 8, 0, tzinfo=UTC)
THEIRS = Theirs(
    begun=AT,
    topic="saying no upwards",
    notes=(
        ("insight", "I can ask what to drop"),
        ("interpretation", "she is afraid"),
        ("observation", "she looked away"),
        ("note", "mine"),
    ),
    actions=(("draft the e-mail", None), ("talk to Rosa", date(2026, 12, 9))),
    told=("you light up\n\nwhen you teach",),
    next_at=NEXT,
    next_minutes=60,
)
AMARA = Listener("Amara", "Africa/Lagos", "Europe/Sofia")


def test_in_english_with_their_clock() -> None:
    assert follow_up(AMARA, THEIRS, "Nadia Petrova") == (
        "Hello Amara,\n\n"
        "thank you for our conversation on Thursday 3 December.\n\n"
        "It was about: saying no upwards\n\n"
        "What you took away:\n- I can ask what to drop\n\n"
        "What you said you would do:\n- draft the e-mail\n- talk to Rosa (by Wednesday 9 December)\n\n"
        "What I shared with you:\n- you light up\n  when you teach\n\n"
        "We meet again on Thu 17 Dec 09:00 your time (Lagos), for 60 minutes.\n\n"
        "Warm regards\nNadia Petrova\n"
    )


def test_nothing_but_insights_is_taken_from_the_notes() -> None:
    text = follow_up(AMARA, THEIRS, "Nadia Petrova")
    assert not any(word in text for word in ("afraid", "looked away", "mine"))


def test_in_german_as_they_are_addressed() -> None:
    formal = follow_up(AMARA._replace(language="German"), THEIRS, "Nadia")
    assert "danke für unser Gespräch am Donnerstag, 3. Dezember." in formal
    assert "Was Sie mitgenommen haben:" in formal
    assert "talk to Rosa (bis Mittwoch, 9. Dezember)" in formal
    assert "Was du mitgenommen hast:" in follow_up(AMARA._replace(language="Deutsch, du"), THEIRS, "Nadia")


def test_what_there_is_not_has_no_heading() -> None:
    bare = Theirs(begun=AT, topic="", notes=(), actions=(), told=(), next_at=None, next_minutes=0)
    assert follow_up(AMARA, bare, "Nadia") == (
        "Hello Amara,\n\nthank you for our conversation on Thursday 3 December.\n\n"
        "We have not set our next date yet.\n\nWarm regards\nNadia\n"
    )
