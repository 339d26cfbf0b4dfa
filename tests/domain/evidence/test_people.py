"""Evidence of the people around a practice: coaches, professionals, the stand-in, helpers."""

from __future__ import annotations

from datetime import date

from coachdesk.domain.evidence.facts import ContactFacts, Found
from tests.domain.evidence.made import DAY, TODAY, entry, practice

YEAR_AGO = date(2025, 11, 27)


def coach(name: str, on: date | None, role: str = "colleague") -> ContactFacts:
    return ContactFacts(name.lower(), name, role, takes_clients_on=on)


def test_two_coaches_said_within_a_year_that_they_can_take_a_client() -> None:
    key = "practice.coach_list"
    two = practice(key, contacts=(coach("Ida", TODAY), coach("Jo", YEAR_AGO)))
    assert two.found is True
    assert two.says == "2 coaches could take a client: Ida (27 November 2026) and Jo (27 November 2025)."
    assert two.records == (("contact", "ida"), ("contact", "jo"))
    one = practice(key, contacts=(coach("Ida", TODAY), coach("Jo", YEAR_AGO - DAY), coach("Kim", None)))
    assert one.found is False
    assert one.says == (
        "Two coaches who can take a client are wanted, and in the last 12 months only Ida (27 November 2026) said so;"
        " longer ago: Jo (26 November 2025)."
    )
    others = (coach("Ida", TODAY), coach("Jo", TODAY + DAY), coach("Lu", TODAY, "professional"))
    assert practice(key, contacts=others).found is False
    nobody = practice(key)
    assert (
        nobody.says == "Two coaches who can take a client are wanted, and in the last 12 months no colleague said so."
    )
    assert nobody.found is False


def professional(name: str, profession: str) -> ContactFacts:
    return ContactFacts(name.lower(), name, "professional", profession=profession)


def test_a_therapist_a_doctor_and_a_lawyer_are_each_known() -> None:
    key = "practice.professional_list"
    mia, noa, ole = professional("Mia", "Therapist"), professional("Noa", "doctor"), professional("Ole", "lawyer")
    every = practice(key, contacts=(ole, noa, mia))
    assert every.says == "To hand on: Mia (therapist), Noa (doctor) and Ole (lawyer)."
    assert (every.found, len(every.records)) == (True, 3)
    two = practice(key, contacts=(mia, noa, professional("Pia", "tax adviser")))
    assert (two.found, two.says) == (
        False,
        "Not among your contacts: a lawyer; noted: Mia (therapist) and Noa (doctor).",
    )
    none = practice(key)
    assert (none.found, none.says) == (False, "Not among your contacts: a therapist, a doctor and a lawyer.")


def test_the_stand_in_can_be_reached() -> None:
    key = "practice.stand_in_named"
    ida = ContactFacts("ida", "Ida", "stand-in", phone="+351 1", email="ida@example.org")
    assert practice(key, contacts=(ida,)) == Found(
        True, "Ida stands in for you and is reached by +351 1 or ida@example.org.", (("contact", "ida"),)
    )
    by_mail = ContactFacts("ida", "Ida", "stand-in", email="ida@example.org")
    assert practice(key, contacts=(by_mail,)).says == "Ida stands in for you and is reached by ida@example.org."
    bare = ContactFacts("jo", "Jo", "stand-in", phone=" ")
    assert practice(key, contacts=(bare, by_mail)).found is True
    assert practice(key, contacts=(bare,)) == Found(
        False, "Jo stands in for you; neither a phone number nor an e-mail address is noted.", (("contact", "jo"),)
    )
    colleague = ContactFacts("kim", "Kim", "colleague", phone="+351 2")
    assert practice(key, contacts=(colleague,)) == Found(False, "No contact is marked as your stand-in.")


def helper(name: str, on: date | None) -> ContactFacts:
    return ContactFacts(name.lower(), name, "helper", confidential_on=on)


def test_each_helper_agreed_or_it_was_stated_that_there_is_none() -> None:
    key = "practice.helpers_agreed"
    stated = entry("no-helpers", date(2026, 3, 5), id="stated")
    both = practice(key, contacts=(helper("Ida", TODAY), helper("Jo", date(2020, 1, 1))))
    assert both.found is True
    assert both.says == "Agreed to keep things private: Ida (27 November 2026) and Jo (1 January 2020)."
    one = practice(key, contacts=(helper("Ida", TODAY), helper("Jo", None)))
    assert one == Found(False, "When Jo agreed to keep things private is not noted.", (("contact", "jo"),))
    assert practice(key, contacts=(helper("Ida", TODAY + DAY),)).found is False
    none = practice(key, entries=(stated,))
    assert none == Found(True, "That nobody helps you was stated on 5 March 2026.", (("entry", "stated"),))
    unstated = practice(key, contacts=(coach("Ida", TODAY),))
    assert unstated == Found(False, "No contact is marked as a helper, and that nobody helps is not stated.")
    taken_back = entry("no-helpers", date(2026, 3, 5), ended=TODAY)
    assert practice(key, entries=(taken_back,)).found is False
    but = practice(key, contacts=(helper("Jo", None),), entries=(stated,))
    assert but.found is False
    assert but.says == (
        "When Jo agreed to keep things private is not noted; that nobody helps you was stated on 5 March 2026."
    )
    assert practice(key, contacts=(helper("Jo", TODAY),), entries=(stated,)).found is True
