"""Evidence of referrals of the month, help for the coach, absences, what left; and what only later work records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coachdesk.domain.evidence import LATER, look
from coachdesk.domain.evidence.facts import AbsenceFacts, ContactFacts, EntryFacts, Found, IncidentFacts, PracticeFacts
from tests.domain.evidence.made import DAY, NOW, TODAY, at, client, entry, of, practice, records, sent

ON = date(2026, 3, 5)

# referrals of the month

REFERRALS = "referral.entries"


def referral(on: date, **fields: object) -> EntryFacts:
    whole = {"party": "Jo", "direction": "paid", "benefit": "100 EUR"} | fields
    return entry("referral", on, **whole)


def test_the_referrals_of_the_month_are_whole() -> None:
    two = practice(REFERRALS, entries=(referral(date(2026, 10, 27)), referral(TODAY, benefit="nothing", party="Ida")))
    assert two.found is True
    assert two.says == "2 referrals since 27 October 2026: paid “nothing”, Ida and paid “100 EUR”, Jo."
    assert len(two.records) == 2
    for none in ((), (referral(date(2026, 10, 26)),), (referral(TODAY + DAY),), (referral(TODAY, ended=TODAY),)):
        assert practice(REFERRALS, entries=none) == Found(False, "No referral since 27 October 2026 is entered.")


@pytest.mark.parametrize(
    ("field", "words"),
    [("party", "the other party"), ("direction", "whether you received or paid"), ("benefit", "an amount or benefit")],
)
def test_a_referral_of_the_month_that_lacks_something_is_named(field: str, words: str) -> None:
    lacking = referral(TODAY - DAY, **{field: " "})
    said = practice(REFERRALS, entries=(referral(TODAY), lacking))
    assert said == Found(False, f"Referral of 26 November 2026 lacks {words}.", (("entry", lacking.id),))


# help for the coach

SUPPORT = "support.sought_logged"


def helped(on: date, form: str = "supervision", **more: date) -> EntryFacts:
    return entry("learning", on, id=f"{form} {on}", form=form, **more)


def sought(what: EntryFacts, *learning: EntryFacts) -> Found:
    return look(SUPPORT, records(practice=PracticeFacts(entries=learning), entry=what))


@pytest.mark.parametrize("form", ["mentor-coaching", "supervision", "professional-help"])
def test_help_was_sought_after_the_day_of_it(form: str) -> None:
    what = entry("harm", ON, id="harm")
    said = sought(what, helped(ON + DAY, form), helped(TODAY, form))
    assert said.found is True
    assert said.says.endswith(" on 6 March 2026, after what was noted on 5 March 2026.")
    assert said.records == (("entry", f"{form} 2026-03-06"), ("entry", "harm"))


def test_help_before_it_or_on_its_day_is_a_near_miss() -> None:
    what = entry("conflict", ON)
    same = sought(what, helped(ON - DAY), helped(ON))
    assert same.found is False
    assert same.says == "Supervision on 5 March 2026 was on the same day as what was noted on 5 March 2026; none since."
    before = sought(what, helped(ON - DAY))
    assert before.says == "Supervision on 4 March 2026 was before what was noted on 5 March 2026; none since."
    for other in ((), (helped(TODAY, "education"),), (helped(TODAY + DAY),), (helped(TODAY, ended=TODAY),)):
        said = sought(what, *other)
        assert said.found is False
        assert said.says == "No mentor coaching, supervision or professional help is entered since 5 March 2026."


def test_of_a_client_it_is_their_newest_conflict_or_harm() -> None:
    one = client(entries=(entry("conflict", ON), entry("harm", ON + 9 * DAY), entry("intake-talk", TODAY)))
    practice_of = {"practice": PracticeFacts(entries=(helped(ON + 9 * DAY),))}
    assert of(one, SUPPORT, **practice_of).found is False
    assert of(replace(one, entries=one.entries[:1]), SUPPORT, **practice_of).found is True
    assert of(client(), SUPPORT, **practice_of).found is None
    assert look(SUPPORT, records(**practice_of)).found is None


# absences

AWAY = "absence.clients_told"
IDA = ContactFacts("ida", "Ida", "stand-in")
ACTIVE = {"amara": "Amara", "bo": "Bo"}


def absence(id: str = "away", start: int = 3, **more: object) -> AbsenceFacts:
    """A week away from noon so many days from now on, Ida to call, and both clients told."""
    begins = NOW + start * DAY
    whole = AbsenceFacts(id, begins, begins + 7 * DAY, cover_id="ida", told={"amara": ON, "bo": TODAY})
    return replace(whole, **more)


def away(*absences: AbsenceFacts, active: dict[str, str] = ACTIVE) -> Found:
    return practice(AWAY, absences=absences, contacts=(IDA,), active=active)


def test_an_absence_with_a_contact_of_which_each_active_client_was_told() -> None:
    said = away(absence())
    assert said.found is True
    assert said.says == (
        "Away Mon 30 Nov 12:00 – Mon 7 Dec 12:00: Ida is the one to call; every active client was told, the last one on"
        " 27 November 2026."
    )
    assert said.records == (("absence", "away"),)
    assert away(absence(told={}), active={}).says.endswith("Ida is the one to call; no client is active.")
    assert away(absence(told={"amara": ON, "bo": ON, "gone": TODAY + DAY})).found is True


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"told": {"amara": ON}}, "not told yet: Bo."),
        ({"told": {"amara": ON, "bo": TODAY + DAY}}, "not told yet: Bo."),
        ({"told": {}, "cover_id": ""}, "nobody is named to call; not told yet: Amara and Bo."),
        ({"cover_id": "gone"}, "nobody is named to call."),
        ({"until_at": None}, "no end is noted."),
    ],
)
def test_an_absence_that_lacks_something_says_what(more: dict[str, object], words: str) -> None:
    said = away(absence(**more))
    assert said.found is False
    assert said.says.endswith(f": {words}")
    assert said.records[0] == ("absence", "away")
    assert (("client", "bo") in said.records) is ("Bo" in words)


def test_the_absence_that_is_on_or_else_the_next_one_counts() -> None:
    untold = {"told": {}}
    assert away(absence("next", 3), absence("later", 30, **untold)).found is True
    assert away(absence("now", -3), absence("later", 30, **untold)).found is True
    assert away(absence("now", -3, **untold), absence("later", 30)).records[0] == ("absence", "now")
    over = absence("over", -8, **untold)
    back = absence("back", -3, back_at=NOW - timedelta(hours=1), **untold)
    ends_now = absence("ends", -7, **untold)
    assert away(over, back, ends_now) == Found(False, "No absence is entered that is now or ahead.")
    assert away(over, back, absence("next", 3)).found is True


# what left

LEFT = "disclosure.logged_with_basis"


def test_each_thing_that_left_has_a_recipient_what_it_was_and_a_basis() -> None:
    two = (sent(ON, id="a"), sent(ON + DAY, id="b", basis="law", recipient="the court"))
    said = of(client(disclosures=two[::-1]), LEFT)
    assert said.found is True
    assert said.says == (
        "2 disclosures logged, each with recipient, content and basis; the last one to the court on 6 March 2026."
    )
    assert said.records == (("disclosure", "b"), ("disclosure", "a"))
    assert of(client(), LEFT) == Found(False, "Nothing is logged as having left about Amara.")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("recipient", "(“the agreement”) lacks a recipient."),
        ("what", "(something) lacks what was given."),
        ("basis", "(“the agreement”) lacks a basis."),
    ],
)
def test_the_first_thing_that_left_without_one_is_named(field: str, words: str) -> None:
    first, second = sent(ON, id="first", **{field: " "}), sent(TODAY - DAY, id="second", basis="")
    said = of(client(disclosures=(second, sent(ON - DAY), first)), LEFT)
    assert said.found is False
    assert said.says == f"What left on 5 March 2026 {words}"
    assert said.records == (("disclosure", "first"), ("disclosure", "second"))
    assert at(ON) == first.at
    named = of(client(disclosures=(sent(ON, basis="", consent="c1"),)), LEFT)
    assert named.found is True


# what went wrong in the service

INCIDENT = "incident.logged"


def wrong(on: date, is_open: bool = True, who: str = "she and I", then: str = "call her", **more: str) -> IncidentFacts:
    whose = more.get("client_id", "amara")
    return IncidentFacts(f"{whose} {on}", whose, on, at(on), is_open, "canary", who, then)


def logged(*every: IncidentFacts, **more: object) -> Found:
    return look(INCIDENT, records(practice=PracticeFacts(incidents=every), **more))


def test_an_incident_says_who_knows_and_what_comes_next() -> None:
    assert logged() == Found(False, "No incident is written down.")
    lacking = wrong(ON, who=" ", then="")
    assert logged(wrong(ON + DAY), lacking) == Found(
        False,
        "The incident of 5 March 2026 does not say who knows of it and a next step.",
        (("incident", "amara 2026-03-05"),),
    )
    said = logged(wrong(ON), wrong(ON + DAY), wrong(ON - DAY, False, who=""))
    assert said.says == "2 incidents open, with who knows and what comes next; the last one is of 6 March 2026."
    assert (said.found, said.records) == (
        True, (("incident", "amara 2026-03-06"), ("incident", "amara 2026-03-05")),
    )  # fmt: skip
    closed = logged(wrong(ON, False), wrong(ON - DAY, False, who=""))
    assert closed.says == "The last incident, of 5 March 2026, is written down and closed."
    assert closed.found is True
    assert "canary" not in said.says + closed.says


def test_an_incident_is_of_the_client_and_since_what_is_asked_about() -> None:
    bo = wrong(ON, client_id="bo")
    assert logged(bo, client=client()).found is False
    assert logged(bo).found is True
    assert logged(wrong(TODAY + DAY)).found is False
    conflict = entry("conflict", ON)
    assert logged(wrong(ON - DAY), client=client(), entry=conflict) == Found(
        False, "No incident is written down since 5 March 2026."
    )
    assert logged(wrong(ON), client=client(), entry=conflict).found is True


@pytest.mark.parametrize("key", LATER)
def test_what_later_work_records_is_the_coachs_own_answer_until_then(key: str) -> None:
    for each in (records(), records(client=client(entries=(entry("harm", ON),)))):
        said = look(key, each)
        assert (said.found, said.records) == (None, ())
        assert LATER[key] in said.says[:1].lower() + said.says[1:]
        assert said.says.endswith(" will answer this; until then your own answer counts.")
