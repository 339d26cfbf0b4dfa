"""Engagements, and evidence of them: when one begins, that it ended, that it was looked back on, its last sessions."""

from __future__ import annotations

from datetime import date

import pytest

from coachdesk.domain.engagements import engagement_on, engagements, first_session
from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, SessionFacts
from tests.domain.evidence.made import DAY, TODAY, ZONE, client, entry, of
from tests.domain.evidence.papers import agreed, jan, met, version

ENDED, REVIEWED, RECENT = "engagement.ending_recorded", "engagement.review_dated", "client.recent_sessions"


def amara(*agreements: AgreementFacts, sessions: tuple[SessionFacts, ...] = (), **more: object) -> ClientFacts:
    return client(agreements=agreements, sessions=sessions, **more)


def spans(one: ClientFacts) -> list[tuple[date, date | None]]:
    return [(found.since, found.until) for found in engagements(one, ZONE)]


# what one engagement is


@pytest.mark.parametrize(("begins", "number"), [(91, 1), (92, 2)])
def test_a_gap_of_over_60_days_ends_one(begins: int, number: int) -> None:
    first = agreed(version(both=jan(1), end=jan(30)))
    assert len(spans(amara(first, agreed(version(both=jan(begins)), id="a2")))) == number


def test_an_agreement_that_was_ended_is_over_on_that_day() -> None:
    first = agreed(version(both=jan(1)), ended_on=jan(31))
    assert spans(amara(first)) == [(jan(1), jan(30))]
    assert len(spans(amara(first, agreed(version(both=jan(91)), id="a2")))) == 1
    assert len(spans(amara(first, agreed(version(both=jan(92)), id="a2")))) == 2


def test_agreements_inside_one_that_lasts_are_of_its_engagement() -> None:
    lasting = agreed(version(both=jan(1), end=jan(200)))
    within = agreed(version(both=jan(10), end=jan(20)), id="a2")
    later = agreed(version(both=jan(210)), id="a3")
    assert spans(amara(later, within, lasting)) == [(jan(1), None)]


def test_drafts_begin_nothing_and_sessions_do() -> None:
    draft = agreed(version(sent=False))
    assert spans(amara(draft)) == []
    under_it = met(jan(5))
    assert spans(amara(draft, sessions=(under_it,))) == [(jan(5), jan(5))]
    loose = met(jan(30), agreement_id="")
    assert spans(amara(draft, sessions=(under_it, loose))) == [(jan(5), jan(30))]
    assert len(spans(amara(draft, sessions=(under_it, met(jan(67), agreement_id=""))))) == 2


def test_the_engagement_of_a_day() -> None:
    old = agreed(version(both=jan(1), end=jan(30)), id="old")
    new = agreed(version(both=jan(150), start=jan(160), end=jan(200)), id="new")

    def on(day: int) -> str:
        found = engagement_on(amara(old, new), jan(day), ZONE)
        return found.agreements[0].id if found else ""

    days = {0: "", 1: "old", 30: "old", 31: "old", 149: "old", 150: "new", 160: "new", 200: "new", 300: "new"}
    assert {day: on(day) for day in days} == days


def test_the_first_session_is_that_of_the_engagement() -> None:
    old = agreed(version(both=jan(1), end=jan(30)), id="old")
    new = agreed(version(both=jan(150)), id="new")
    first, second = met(jan(5), agreement_id="old"), met(jan(160), agreement_id="new")
    both = amara(old, new, sessions=(second, first))
    assert first_session(both, jan(20), ZONE) == (jan(5), first)
    assert first_session(both, jan(100), ZONE) == (jan(5), first)
    assert first_session(both, jan(170), ZONE) == (jan(160), second)
    assert first_session(amara(new), jan(170), ZONE) is None
    assert first_session(amara(), jan(170), ZONE) is None


def test_coaching_from_before_this_desk_began_the_first_engagement() -> None:
    old = agreed(version(both=jan(1), end=jan(30)), id="old")
    new = agreed(version(both=jan(150)), id="new")
    first, second = met(jan(5), agreement_id="old"), met(jan(160), agreement_id="new")
    since = date(2024, 5, 6)
    both = amara(old, new, sessions=(first, second), coached_since=since)
    assert first_session(both, jan(20), ZONE) == (since, None)
    assert first_session(both, jan(170), ZONE) == (jan(160), second)
    assert first_session(amara(coached_since=since), jan(1), ZONE) == (since, None)
    assert first_session(amara(coached_since=jan(9)), jan(1), ZONE) is None
    same = amara(old, sessions=(first,), coached_since=jan(5))
    assert first_session(same, jan(20), ZONE) == (jan(5), first)


# the ending


def test_an_ending_with_its_day_and_by_whom() -> None:
    found = of(amara(agreed(version(both=jan(1)), ended_on=jan(31), ended_by="client")), ENDED)
    assert (found.found, found.records) == (True, (("agreement", "a1"),))
    assert found.says == "The engagement with Amara ended on 31 January 2026, by the client."
    ahead = of(amara(agreed(version(both=jan(1)), ended_on=TODAY + DAY, ended_by="coach")), ENDED)
    assert ahead.says == "The engagement with Amara ends on 28 November 2026, by the coach."


@pytest.mark.parametrize(
    ("agreements", "words"),
    [
        ((), "No agreement with Amara was in force, so there is nothing to end."),
        ((agreed(version()),), "No agreement with Amara was in force, so there is nothing to end."),
        ((agreed(version(both=jan(1))),), "“Coaching agreement” with Amara has no end that was entered."),
        (
            (agreed(version(both=jan(1)), ended_on=jan(31)),),
            "“Coaching agreement” with Amara was ended on 31 January 2026; who ended it is not entered.",
        ),
        (
            (agreed(version(both=jan(1), end=jan(31))),),
            "“Coaching agreement” with Amara ran until 31 January 2026; who ended it is not entered.",
        ),
        (
            (agreed(version(both=jan(1), end=TODAY)),),
            "“Coaching agreement” with Amara runs until 27 November 2026; who ended it is not entered.",
        ),
        (
            (
                agreed(version(both=jan(1)), ended_on=jan(31), ended_by="client"),
                agreed(version(both=jan(40)), id="a2", title="Six more"),
            ),
            "“Six more” with Amara has no end that was entered.",
        ),
        (
            (
                agreed(version(both=jan(1)), ended_on=jan(31), ended_by="client"),
                agreed(version(both=jan(40), end=jan(90)), id="a2", title="Six more"),
            ),
            "“Six more” with Amara ran until 31 March 2026; who ended it is not entered.",
        ),
    ],
)
def test_what_has_no_ending(agreements: tuple[AgreementFacts, ...], words: str) -> None:
    found = of(amara(*agreements), ENDED)
    assert (found.found, found.says) == (False, words)


def test_the_last_agreement_says_how_it_ended() -> None:
    ran_out = agreed(version(both=jan(1), end=jan(31)))
    ended = agreed(version(both=jan(40)), id="a2", ended_on=jan(90), ended_by="coach")
    assert of(amara(ran_out, ended), ENDED).found is True
    long_before = agreed(version(both=jan(200)), id="a3")
    assert of(amara(ended, long_before), ENDED).found is False  # another engagement, which goes on


# looking back


@pytest.mark.parametrize(
    ("on", "found"),
    [(date(2026, 8, 27), True), (date(2026, 8, 26), False), (TODAY, True), (TODAY + DAY, False)],
)
def test_a_review_talk_in_the_last_three_months(on: date, found: bool) -> None:
    looked = of(amara(entries=(entry("review-talk", on, id="e"),)), REVIEWED)
    assert looked.found is found
    if on <= TODAY:
        assert looked.records == (("entry", "e"),)
        assert looked.says.endswith("within the last three months.")
        assert ("not within" in looked.says) is not found


def test_the_agreement_names_how_often() -> None:
    monthly = agreed(version(both=jan(1), review=jan(31)))
    ago = [TODAY - 30 * DAY, TODAY - 31 * DAY]
    looked = [of(amara(monthly, entries=(entry("review-talk", day),)), REVIEWED) for day in ago]
    assert [one.found for one in looked] == [True, False]
    assert looked[0].says == (
        "The last review talk with Amara was on 28 October 2026, within the last 30 days, as the agreement has it."
    )
    yearly = agreed(version(both=jan(1), review=jan(366)))
    assert of(amara(yearly, entries=(entry("review-talk", jan(5)),)), REVIEWED).found is True


def test_a_review_session_is_a_review_talk() -> None:
    held = met(TODAY - DAY, id="s", kind="review")
    assert of(amara(sessions=(held,)), REVIEWED).records == (("session", "s"),)
    for other in (met(TODAY - DAY), met(TODAY - DAY, kind="review", state="missed")):
        assert of(amara(sessions=(other,)), REVIEWED).found is False


def test_no_review_talk() -> None:
    assert of(amara(), REVIEWED).says == "No review talk with Amara is entered."
    named = amara(agreed(version(both=jan(1), review=jan(31))), entries=(entry("intake-talk"),))
    found = of(named, REVIEWED)
    assert found.says == "No review talk with Amara is entered; the agreement names 31 January 2026."
    ended = amara(entries=(entry("review-talk", TODAY, ended=TODAY),))
    assert of(ended, REVIEWED).found is False


# the last sessions


def test_the_last_three_sessions_with_what_came_of_each() -> None:
    sessions = (
        met(jan(2), id="s0"),
        met(jan(5), id="s1", outcome="a plan"),
        met(jan(8), state="missed"),
        met(jan(12), id="s2"),
        met(jan(13), state="cancelled"),
        met(jan(19), id="s3", outcome="x" * 70),
        met(jan(26), state="missed"),
        met(jan(27), kind="chemistry"),
    )
    found = of(amara(sessions=sessions), RECENT)
    assert found.found is True
    assert found.says == (
        f"Held: 5 January 2026 (“a plan”), 12 January 2026 and 19 January 2026 (“{'x' * 59}…”);"
        " 1 session missed between them."
    )
    assert found.records == (("session", "s3"), ("session", "s2"), ("session", "s1"))


def test_fewer_than_three_sessions() -> None:
    one = met(jan(5), id="s")
    assert of(amara(sessions=(one,)), RECENT).says == "Only 1 held: 5 January 2026."
    two = of(amara(sessions=(one, met(jan(9)))), RECENT)
    assert two.says == "Only 2 held: 5 January 2026 and 9 January 2026; no session missed between them."
    none = of(amara(sessions=(met(jan(5), state="missed"),)), RECENT)
    assert (none.found, none.says) == (False, "No session with Amara was held yet.")
    assert none.records == (("client", "amara"),)
