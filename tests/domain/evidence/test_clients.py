"""Evidence of a client beside the sessions: found, not found, and the near miss, to the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coachdesk.domain.evidence import look
from coachdesk.domain.evidence.facts import ClauseFacts, ClientFacts
from tests.domain.evidence.made import DAY, TODAY, agreement, client, entry, of, records, session

FIRST = date(2026, 3, 5)
TALK, CHECK = "client.intake_talk_logged", "client.conflict_check_dated"


def begun(**more: object) -> ClientFacts:
    """A client whose first session was held on 5 March, after a chemistry session and one that was missed."""
    sessions = (
        session(FIRST - 9 * DAY, kind="chemistry", agreement_id=""),
        session(FIRST - 2 * DAY, state="missed"),
        session(FIRST),
        session(FIRST + 7 * DAY),
    )
    return client(agreements=(agreement(FIRST - 3 * DAY),), sessions=sessions, **more)


def talked(one: ClientFacts, on: date) -> ClientFacts:
    return replace(one, entries=(entry("intake-talk", on, id="talk"),))


def checked(one: ClientFacts, on: date) -> ClientFacts:
    return replace(one, conflict_check_on=on, conflict_check="none")


WAYS = {TALK: talked, CHECK: checked}


@pytest.mark.parametrize("key", WAYS)
@pytest.mark.parametrize(
    ("on", "found", "words"),
    [
        (FIRST - 60 * DAY, True, "on 4 January 2026, before the first session on 5 March 2026."),
        (FIRST - DAY, True, "on 4 March 2026, before the first session on 5 March 2026."),
        (FIRST, True, "on 5 March 2026, the day of the first session."),
        (FIRST + DAY, False, "was on 6 March 2026, after the first session on 5 March 2026."),
        (TODAY, False, "was on 27 November 2026, after the first session on 5 March 2026."),
    ],
)
def test_before_the_first_held_session_or_on_its_day(key: str, on: date, found: bool, words: str) -> None:
    said = of(WAYS[key](begun(), on), key)
    assert said.found is found
    assert said.says.endswith(words)
    assert said.records == ((("entry", "talk"),) if key == TALK else (("client", "amara"),))


@pytest.mark.parametrize("key", WAYS)
def test_before_any_session_was_held_every_one_counts_that_was_by_now(key: str) -> None:
    planned = client(sessions=(session(TODAY - DAY, state="planned"), session(TODAY - 9 * DAY, kind="chemistry")))
    assert of(WAYS[key](planned, TODAY), key).says.endswith("on 27 November 2026; the first session is still to come.")
    assert of(WAYS[key](planned, TODAY), key).found is True
    to_come = of(WAYS[key](planned, TODAY + DAY), key)
    assert (to_come.found, to_come.records) == (False, ())


@pytest.mark.parametrize("key", WAYS)
def test_of_someone_coached_before_this_desk_the_first_session_was_then(key: str) -> None:
    since = date(2024, 5, 2)
    one = begun(coached_since=since)
    assert of(WAYS[key](one, since), key).says.endswith("on 2 May 2024, the day of the first session.")
    late = of(WAYS[key](one, since + DAY), key)
    assert late.found is False
    assert late.says.endswith("on 3 May 2024, after the first session on 2 May 2024.")


@pytest.mark.parametrize("key", WAYS)
def test_the_first_session_is_that_of_the_engagement_of_today(key: str) -> None:
    long_ago = session(date(2024, 5, 2), agreement_id="")
    one = begun()
    one = replace(one, sessions=(long_ago, *one.sessions))
    assert of(WAYS[key](one, FIRST), key).found is True


@pytest.mark.parametrize("key", WAYS)
def test_where_none_is_entered_there_is_no_record(key: str) -> None:
    said = of(begun(), key)
    assert (said.found, said.records) == (False, ())
    assert said.says in ("No intake talk with Amara is entered.", "No conflict check is entered for Amara.")


def test_one_talk_in_time_is_enough_and_an_ended_entry_counts_no_more() -> None:
    late, early = entry("intake-talk", FIRST + DAY), entry("intake-talk", FIRST, id="early")
    assert of(begun(entries=(late, early)), TALK).records == (("entry", "early"),)
    ended = entry("intake-talk", FIRST, ended=TODAY)
    assert of(begun(entries=(ended,)), TALK).found is False
    assert of(begun(entries=(replace(ended, ended=TODAY + DAY),)), TALK).found is True
    assert of(begun(entries=(entry("review-talk", FIRST),)), TALK).found is False


def test_a_check_without_a_conflict_is_a_check() -> None:
    said = of(checked(begun(), FIRST), CHECK)
    assert said.says == "Conflict check for Amara (“none”) on 5 March 2026, the day of the first session."
    bare = replace(checked(begun(), FIRST), conflict_check="")
    assert of(bare, CHECK).says == "Conflict check for Amara on 5 March 2026, the day of the first session."


@pytest.mark.parametrize(
    ("place", "number", "found", "words"),
    [
        ("Lisbon, Portugal", "112", True, "Amara is in Lisbon, Portugal, where the emergency number is 112."),
        ("Portugal", " ", False, "Amara is in Portugal; the emergency number there is not noted."),
        ("", "112", False, "The emergency number 112 is noted for Amara, but not the country they are in."),
        ("", "", False, "Neither the country Amara is in nor its emergency number is noted."),
    ],
)
def test_the_place_and_its_emergency_number(place: str, number: str, found: bool, words: str) -> None:
    said = of(client(location=place, emergency_number=number), "client.emergency_number")
    assert (said.found, said.says) == (found, words)


@pytest.mark.parametrize(
    ("answer", "found", "words"),
    [
        ("none", True, "Noted as other ties with Amara: “none”."),
        ("we sing in one choir", True, "Noted as other ties with Amara: “we sing in one choir”."),
        ("  ", False, "Whether you have any other tie with Amara is not noted."),
    ],
)
def test_other_ties_are_answered_also_with_none(answer: str, found: bool, words: str) -> None:
    said = of(client(other_ties=answer), "client.other_roles_noted")
    assert (said.found, said.says) == (found, words)


KEPT = "client.retention_rule_set"
DATA = ClauseFacts("data_kept", "Notes and records", "I keep my notes for three years.")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"keep_years": 3}, "for 3 years after the ending"),
        ({"keep_years": 1}, "for 1 year after the ending"),
        ({"keep_until": date(2029, 1, 31)}, "until 31 January 2029"),
        ({"keep_years": 3, "keep_until": date(2029, 1, 31)}, "until 31 January 2029"),
    ],
)
def test_how_long_records_are_kept_needs_the_rule_and_the_clause(rule: dict[str, object], words: str) -> None:
    said = of(client(agreements=(agreement(FIRST, (DATA,)),), **rule), KEPT)
    assert said.found is True
    assert said.says == (
        f"Records of Amara are kept {words}, and the clause on records has text in the agreement, signed by both on"
        " 5 March 2026."
    )
    assert said.records == (("client", "amara"), ("agreement", "a1"))


@pytest.mark.parametrize(
    "clause",
    [
        None,
        replace(DATA, text=" "),
        replace(DATA, text="", included=False, why_out="said by word of mouth"),
        replace(DATA, open=("retention_time",)),
        replace(DATA, key="confidentiality"),
    ],
)
def test_a_rule_without_a_clause_that_has_text_is_a_near_miss(clause: ClauseFacts | None) -> None:
    said = of(client(agreements=(agreement(FIRST, (clause,) if clause else ()),), keep_years=3), KEPT)
    assert said.found is False
    assert "kept for 3 years after the ending, but the clause on records lacks text in the agreement" in said.says
    assert said.records[0] == ("agreement", "a1")


def test_without_an_agreement_or_without_a_rule_there_is_no_record() -> None:
    nothing = of(client(keep_years=3), KEPT)
    assert nothing.found is False
    assert nothing.says.endswith("but no agreement with a clause on records was written.")
    no_rule = of(client(agreements=(agreement(FIRST, (DATA,)),)), KEPT)
    assert no_rule.found is False
    assert no_rule.says.startswith("Records of Amara are kept as long as nothing is decided, but the clause on records")
    assert of(client(), KEPT).found is False


@pytest.mark.parametrize("key", [TALK, CHECK, KEPT, "client.emergency_number", "client.other_roles_noted"])
def test_without_a_client_the_records_cannot_tell(key: str) -> None:
    assert look(key, records()).found is None
