"""The way to a credential: each condition with its figure, what is left, and the day on which it is reached."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.catalogue import load
from coachdesk.domain import credential_path as rules
from coachdesk.domain import hours
from coachdesk.domain.days import months_before
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.hours import Held, Person
from coachdesk.domain.views.hours import Condition, CredentialPath, HoursLog, RenewalPath

DAY = date(2026, 11, 27)
RULES = load("credentials")


def entry(kind: str, on: date, text: str = "", **details: Any) -> EntryFacts:
    until = details.pop("until", None)
    ended = details.pop("ended", None)
    told = {name: str(value) for name, value in details.items()}
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return EntryFacts(f"{kind}{on}{len(text)}", "", kind, on, made, until, None, None, ended, text, told)


def log_of(held: list[Held]) -> HoursLog:
    people = {one.client_id: Person(one.client_id, one.client_id, "", False, False, "") for one in held}
    return hours.log(DAY, held, people, [])


def of(found: CredentialPath | RenewalPath, key: str) -> Condition:
    return next(one for one in found.conditions if one.key == key)


@pytest.mark.parametrize(("name", "total", "paid", "clients"), [("ACC", 100, 75, 8), ("PCC", 500, 450, 25),
                                                               ("MCC", 2500, 2250, 35)])  # fmt: skip
def test_an_empty_desk_is_told_all_that_is_needed(name: str, total: int, paid: int, clients: int) -> None:
    found = rules.path(RULES, name.lower(), log_of([]), [])
    assert (of(found, "hours").needed, of(found, "paid").needed) == (total * 60, paid * 60)
    assert of(found, "clients").needed == clients
    assert all(one.left == one.needed - one.figure and one.when is None for one in found.conditions)
    assert all(one.pace == rules.NEVER for one in found.conditions if one.key != "needs")
    assert found.open == found.conditions
    assert found.sources
    assert "check the ICF's own page before you apply" in found.caution
    assert found.read_on <= date(2026, 11, 30)


def test_an_unknown_credential_names_those_there_are() -> None:
    with pytest.raises(CoachdeskError) as refused:
        rules.path(RULES, "XCC", log_of([]), [])
    assert refused.value.code == "hours.credential"
    assert "ACC, PCC, MCC" in refused.value.line


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(5, 600), st.booleans()), max_size=60))
def test_the_day_is_the_first_on_which_the_pace_brings_what_is_left(many: list[tuple[int, int, bool]]) -> None:
    held = [Held(str(n % 9), DAY - timedelta(days=ago), minutes, paid) for n, (ago, minutes, paid) in enumerate(many)]
    found = rules.path(RULES, "ACC", log_of(held), [])
    begun = months_before(DAY, 6)
    days = (DAY - begun).days
    for key, wanted in (("hours", held), ("paid", [one for one in held if one.paid])):
        one = of(found, key)
        assert one.figure == sum(each.minutes for each in wanted)
        assert one.left == max(0, one.needed - one.figure)
        lately = sum(each.minutes for each in wanted if each.on > begun)
        if one.when is not None:
            ahead = (one.when - DAY).days
            assert one.figure * days + lately * ahead >= one.needed * days > one.figure * days + lately * (ahead - 1)
        else:
            assert one.met or not lately or one.pace == rules.NEVER


@given(st.lists(st.tuples(st.integers(0, 800), st.integers(5, 300)), max_size=30))
def test_recent_hours_fall_out_as_the_days_go_on(many: list[tuple[int, int]]) -> None:
    held = [Held("a", DAY - timedelta(days=ago), minutes, True) for ago, minutes in many]
    one = of(rules.path(RULES, "ACC", log_of(held), []), "recent")
    begun = months_before(DAY, 6)
    lately, days = sum(each.minutes for each in held if each.on > begun), (DAY - begun).days

    def there(then: date) -> int:
        kept = sum(each.minutes for each in held if each.on > months_before(then, 18))
        return kept * days + lately * (then - DAY).days

    assert one.figure * days == there(DAY)
    if one.when is not None:
        assert there(one.when) >= one.needed * days
        ahead = [DAY + timedelta(days=n) for n in range(1, (one.when - DAY).days)]
        assert all(there(then) < one.needed * days for then in ahead)


def test_the_mcc_asks_for_no_recent_hours_that_nobody_has_seen_and_for_the_pcc() -> None:
    found = rules.path(RULES, "MCC", log_of([]), [])
    assert "recent" not in {one.key for one in found.conditions}
    assert not of(found, "needs").met
    held = [entry("qualification", date(2024, 1, 1), "PCC, ICF", shown="yes")]
    assert of(rules.path(RULES, "MCC", log_of([]), held), "needs").met


def test_mentor_coaching_has_its_split_and_its_months() -> None:
    group = entry("learning", date(2026, 3, 14), form="mentor-coaching", minutes=9 * 60, setting="group")
    alone = entry("learning", date(2026, 5, 2), form="mentor-coaching", minutes=2 * 60, setting="individual")
    found = rules.path(RULES, "PCC", log_of([]), [group, alone])
    assert of(found, "mentor").figure == 9 * 60
    assert "7 hours count" in of(found, "mentor").says
    assert of(found, "mentor-individual").left == 60
    span = of(found, "mentor-months")
    assert (span.met, span.when) == (False, date(2026, 6, 14))
    assert "14 June 2026 or later" in span.says
    last = entry("learning", date(2026, 6, 14), form="mentor-coaching", minutes=60, setting="individual")
    found = rules.path(RULES, "PCC", log_of([]), [group, alone, last])
    assert all(of(found, key).met for key in ("mentor", "mentor-individual", "mentor-months"))


def test_mentor_coaching_for_the_pcc_does_not_count_again_for_the_mcc() -> None:
    before = entry("learning", date(2023, 5, 1), form="mentor-coaching", minutes=600, setting="individual")
    got = entry("qualification", date(2024, 1, 1), "PCC", shown="yes")
    assert of(rules.path(RULES, "MCC", log_of([]), [before, got]), "mentor").figure == 0
    assert of(rules.path(RULES, "PCC", log_of([]), [before, got]), "mentor").figure == 600


def test_education_is_what_was_learnt_by_now() -> None:
    done = entry("learning", date(2026, 9, 1), form="education", minutes=45 * 60)
    ahead = entry("learning", date(2027, 1, 1), form="education", minutes=45 * 60)
    one = of(rules.path(RULES, "ACC", log_of([]), [done, ahead]), "education")
    assert (one.figure, one.left) == (45 * 60, 15 * 60)
    assert one.when is not None


def test_a_renewal_has_three_years_from_the_last_credential() -> None:
    assert rules.renewal(RULES, DAY, []) is None
    got = entry("qualification", date(2025, 2, 28), "ACC by the ICF", shown="yes")
    old = entry("learning", date(2025, 2, 1), form="education", minutes=600, units="core")
    core = entry("learning", date(2025, 6, 1), form="education", minutes=25 * 60, units="core")
    ethics = entry("learning", date(2025, 7, 1), form="education", minutes=3 * 60, units="ethics")
    resource = entry("learning", date(2025, 8, 1), form="education", minutes=20 * 60, units="resource")
    mentor = entry("learning", date(2026, 8, 1), form="mentor-coaching", minutes=4 * 60, setting="individual")
    found = rules.renewal(RULES, DAY, [got, old, core, ethics, resource, mentor])
    assert found is not None
    assert (found.id, found.since, found.due) == ("ACC", date(2025, 2, 28), date(2028, 2, 28))
    assert of(found, "units").figure == (25 + 3 + 16) * 60
    assert "16 units count" in of(found, "units").says
    assert of(found, "core").met
    assert of(found, "ethics").met
    assert of(found, "mentor").left == 6 * 60


def test_a_renewal_that_was_entered_by_its_end_counts_the_three_years_before_it() -> None:
    got = entry("qualification", date(2020, 2, 28), "PCC", shown="yes", until=date(2028, 12, 31))
    found = rules.renewal(RULES, DAY, [got])
    assert found is not None
    assert (found.since, found.due) == (date(2025, 12, 31), date(2028, 12, 31))
    assert "mentor" not in {one.key for one in found.conditions}


def test_a_credential_that_ended_is_not_renewed() -> None:
    assert rules.renewal(RULES, DAY, [entry("qualification", date(2020, 1, 1), "PCC", ended=date(2023, 1, 1))]) is None


@pytest.mark.parametrize("name", ["ACC", "PCC", "MCC"])
def test_nobody_is_told_that_they_qualify(name: str) -> None:
    said = repr(rules.path(RULES, name, log_of([]), [])).lower()
    assert not [word for word in RULES["wording"]["never_say"] if f" {word}" in said]
