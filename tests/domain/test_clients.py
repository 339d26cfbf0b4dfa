"""Stages, namesakes and likely duplicates of clients; roles of contacts; goals."""

from __future__ import annotations

from datetime import date

import pytest

from coachdesk.domain.clients import (
    ALLOWED,
    STAGES,
    Named,
    check_away,
    check_stage_change,
    likely_duplicates,
    search_fields,
)
from coachdesk.domain.clients import told_apart as apart
from coachdesk.domain.contacts import ROLE_WORDS, ROLES, known_role
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.goals import goal_line, parse_goal, parse_rating
from coachdesk.domain.views.agreements import GoalSnapshot
from coachdesk.domain.views.clients import ClientFields


def named(number: int, called: str, **more: object) -> Named:
    return Named(id=f"{number:04d}aaaaaaaaaaaa", called=called, full_name=str(more.pop("full_name", called)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("before", STAGES)
@pytest.mark.parametrize("after", STAGES)
def test_stages_follow_each_other_as_allowed(before: str, after: str) -> None:
    if after in ALLOWED[before]:
        check_stage_change(before, after.upper())
    else:
        with pytest.raises(CoachdeskError) as refused:
            check_stage_change(before, after)
        assert refused.value.code == ("client.stage-same" if before == after else "client.stage-change")


def test_no_stage() -> None:
    with pytest.raises(CoachdeskError, match="one of enquiry, active, paused, ended"):
        check_stage_change("active", "gone")


def test_likely_duplicates_say_why() -> None:
    old = named(
        1,
        "Tomás",
        full_name="Tomás Vega",
        former_names=("Tomás Ruiz",),
        email="Tomas@x.example",
        phone="+56 9 8765 4321",
    )
    cases = [
        (named(2, "tomas vega"), "the same name"),
        (named(2, "TOMÁS RUIZ"), "Tomás was called that before"),
        (named(2, "Ana", former_names=("Tomas Vega",)), "a former name of the new one"),
        (named(2, "Ana", email="tomas@X.example"), "the same e-mail address"),
        (named(2, "Ana", phone="9 8765-4321"), "the same phone number"),
        (named(2, "Tomas Vega", phone="(56) 987654321"), "the same name and the same phone number"),
    ]
    for new, why in cases:
        assert [found.why for found in likely_duplicates(new, [old, named(3, "Zoë")])] == [why]
    assert likely_duplicates(old, [old]) == ()
    assert likely_duplicates(named(2, "Ana", phone="112"), [named(3, "Bo", phone="112")]) == ()


def test_the_surest_duplicate_comes_first() -> None:
    found = likely_duplicates(
        named(9, "Ann", email="a@x.example"), [named(1, "Ann"), named(2, "Ann", email="a@x.example")]
    )
    assert [one.id[:4] for one in found] == ["0002", "0001"]


def test_namesakes_are_told_apart_by_the_first_word_that_differs() -> None:
    assert apart([named(1, "Ann"), named(2, "Bo")]) == {}
    pair = [named(1, "Ann", full_name="Ann Lee"), named(2, "ann", full_name="Ann Roe"), named(3, "Bo")]
    assert set(apart(pair).values()) == {"Ann Lee", "Ann Roe"}
    by_work = [named(1, "Ann", organisation="Acme"), named(2, "Ann", organisation="Beta")]
    assert set(apart(by_work).values()) == {"Acme", "Beta"}
    by_city = [named(1, "Ann", zone="Europe/Sofia"), named(2, "Ann", zone="Asia/Tokyo")]
    assert set(apart(by_city).values()) == {"Sofia", "Tokyo"}
    assert set(apart([named(1, "Ann"), named(2, "Ann")]).values()) == {"0001", "0002"}


def test_a_search_reads_former_names_too() -> None:
    fields = ClientFields(
        "Tom",
        "Tom Vega",
        ("Tom Ruiz",),
        "",
        "t@x.example",
        "",
        "",
        "",
        "",
        None,
        None,
        "",
        "",
        None,
        "",
        "",
        ("a", "b"),
        "",
        "",
    )
    assert dict(search_fields(fields)) == {
        "name": "Tom",
        "full name": "Tom Vega",
        "former name": "Tom Ruiz",
        "e-mail": "t@x.example",
        "ask before": "a; b",
    }


def test_a_stay_away_has_a_zone_and_an_order() -> None:
    check_away("", None, None)
    check_away("Asia/Tokyo", date(2027, 1, 1), date(2027, 1, 1))
    for zone, since, until in [("", date(2027, 1, 1), None), ("Asia/Tokyo", date(2027, 1, 2), date(2027, 1, 1))]:
        with pytest.raises(CoachdeskError):
            check_away(zone, since, until)


def test_roles() -> None:
    assert known_role(" Stand In ") == "stand-in"
    assert set(ROLE_WORDS) == set(ROLES)
    with pytest.raises(CoachdeskError, match="sponsor, colleague"):
        known_role("boss")


@pytest.mark.parametrize(
    ("line", "text", "measure"),
    [("Delegate :: 2 of 4 weeks", "Delegate", "2 of 4 weeks"), ("Sleep", "Sleep", ""), ("a: b ::", "a: b", "")],
)
def test_a_goal_on_one_line(line: str, text: str, measure: str) -> None:
    goal = parse_goal(line)
    assert goal == GoalSnapshot(text, measure)
    assert parse_goal(goal_line(goal)) == goal


@pytest.mark.parametrize("line", ["", " :: x", "a :: b :: c", "a" * 501])
def test_no_goal(line: str) -> None:
    with pytest.raises(CoachdeskError):
        parse_goal(line)


def test_ratings() -> None:
    assert [parse_rating(text) for text in ("0", " 7 ", "10")] == [0, 7, 10]
    for text in ("11", "-1", "7.5", "", "٣", "ten", "9" * 5000):
        with pytest.raises(CoachdeskError, match="0 to 10"):
            parse_rating(text)
