"""Random histories of versions: at most one is in force on any day, and a paper's verdict agrees with that."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.agreement_life import VERDICTS, opens_on, spans, verdict, waiting
from coachdesk.domain.agreements import Terms, VersionFacts, in_force, required_signers, terms_from_json
from coachdesk.domain.money import Money

FIRST = date(2027, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: FIRST + timedelta(days=days))
MAYBE = st.none() | DAYS


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[VersionFacts], bool]:
    """Versions in any state, signed in any order, with any dates."""
    sponsored = draw(st.booleans())
    versions = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        parties = draw(
            st.sets(st.sampled_from(required_signers(sponsored))) | st.just(set(required_signers(sponsored)))
        )
        start = draw(MAYBE)
        end = draw(MAYBE)
        sent = draw(st.booleans() | st.just(True))
        versions.append(
            VersionFacts(
                number=number,
                sent_at=datetime(2027, 1, 1, 9, tzinfo=UTC) if sent else None,
                withdrawn_at=datetime(2027, 1, 2, 9, tzinfo=UTC) if draw(st.integers(0, 4)) == 0 else None,
                signed={party: draw(DAYS) for party in sorted(parties)} if sent else {},
                start=start,
                end=max(start, end) if start and end else end,
            )
        )
    return versions, sponsored


@given(histories(), DAYS)
def test_the_version_that_opens_is_never_one_that_nothing_comes_of(
    history: tuple[list[VersionFacts], bool], today: date
) -> None:
    versions, sponsored = history
    opened = next(one for one in versions if one.number == opens_on(versions, sponsored, None, today))
    held = in_force(versions, sponsored, None, today)
    assert opened.number >= (held.number if held else 1)
    if held is not None or any(one.withdrawn_at is None for one in versions):
        assert opened.withdrawn_at is None


@given(histories(), MAYBE, DAYS)
def test_at_most_one_version_is_in_force_on_any_day(
    history: tuple[list[VersionFacts], bool], ended_on: date | None, day: date
) -> None:
    versions, sponsored = history
    found = spans(versions, sponsored, ended_on)
    holding = [number for number, span in found.items() if span.holds(day)]
    one = in_force(versions, sponsored, ended_on, day)
    assert holding == ([one.number] if one else [])


@given(histories(), MAYBE, DAYS)
def test_the_verdict_on_a_paper_agrees_with_what_is_in_force(
    history: tuple[list[VersionFacts], bool], ended_on: date | None, today: date
) -> None:
    versions, sponsored = history
    found = spans(versions, sponsored, ended_on)
    for version in versions:
        said = verdict(version, versions, sponsored, ended_on, today)
        assert said in VERDICTS[:4]
        span = found.get(version.number)
        if span is not None and span.holds(today):
            assert said == "in-force"
        if said == "in-force":
            assert span is None or span.until is None or span.until >= today
        if span is not None and span.until is not None and span.until < today:
            assert said in ("superseded", "ended")


@given(histories())
def test_at_most_one_waits_and_it_is_signed_by_some_and_not_by_all(history: tuple[list[VersionFacts], bool]) -> None:
    versions, sponsored = history
    one = waiting(versions, sponsored)
    if one is not None:
        assert one.sent_at is not None
        assert set(one.signed) < set(required_signers(sponsored))


@given(st.integers(0, 10**9), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_terms_come_back_as_they_were(minor: int, currency: str) -> None:
    terms = Terms(sessions=6, fee=Money(minor, currency), start=FIRST, share_goals=True)
    assert terms_from_json(terms.as_json()) == terms
