"""Evidence of clauses: each has text in the version that counts, or says what it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coachdesk.domain.evidence import look
from coachdesk.domain.evidence.clauses import FILLED
from coachdesk.domain.evidence.facts import AgreementFacts, ClauseFacts, Found
from tests.domain.evidence.made import client, records
from tests.domain.evidence.papers import agreed, clause, jan, version

END = "31 March 2027"


def about(key: str, *clauses: ClauseFacts, **more: object) -> Found:
    """What is found in an agreement of those clauses, signed by both."""
    return in_force(key, agreed(version(1, *clauses, both=jan(4)), **more))


def in_force(key: str, agreement: AgreementFacts, **of_client: object) -> Found:
    return look(key, records(client=client(agreements=(agreement,), **of_client), agreement=agreement))


@pytest.mark.parametrize("key", sorted(FILLED))
def test_each_clause_of_a_key_has_text(key: str) -> None:
    clauses = [clause(one) for one in FILLED[key]]
    found = about(key, *clauses, clause("roles", ""))
    assert found.found is True
    assert found.says.endswith(" text in the agreement, signed by both on 4 January 2026.")
    assert found.records == (("agreement", "a1"),)
    for number, one in enumerate(clauses):
        rest = [other for other in clauses if other is not one]
        for lacking in (
            replace(one, open=("fee_amount",)),
            replace(one, included=False, text=""),
            replace(one, text=" "),
        ):
            near = about(key, *rest, lacking)
            assert (near.found, clauses[number].title in near.says) == (False, True)
        assert about(key, *rest).found is False


def test_what_a_clause_lacks_is_said() -> None:
    one = clause("expectations")
    key = "agreement.service_expectations_filled"
    lacking = [
        (replace(one, open=("fee_amount", "currency")), "“Expectations” lacks fee amount and currency"),
        (replace(one, included=False, why_out="We meet once."), "“Expectations” is left out (We meet once)"),
        (replace(one, text=""), "“Expectations” has no text"),
    ]
    for near, words in lacking:
        assert about(key, near).says == f"In the agreement, signed by both on 4 January 2026: {words}."


def test_it_is_said_whether_the_version_was_signed() -> None:
    one, key = clause("expectations"), "agreement.service_expectations_filled"
    draft, sent = agreed(version(1, one, sent=False)), agreed(version(1, one))
    assert in_force(key, draft).says == "“Expectations” has text in the agreement, a draft that was not sent yet."
    assert in_force(key, sent).says.endswith("the agreement, sent and not signed by both yet.")
    next_one = agreed(version(1, one, both=jan(4)), version(2, sent=False))
    assert in_force(key, next_one).says.endswith("version 1 of the agreement, signed by both on 4 January 2026.")
    taken_out = agreed(version(1, one, both=jan(4)), version(2, both=jan(9)))
    assert in_force(key, taken_out).found is False
    payer = agreed(version(1, one, signed=dict.fromkeys(("client", "coach", "payer"), jan(4))), sponsor_id="p")
    assert in_force(key, payer).says.endswith("signed by client, coach and payer on 4 January 2026.")


# required ones


def test_every_required_clause_has_text() -> None:
    key, need = "agreement.required_clauses_filled", {"required": True}
    both = clause("fee", **need), clause("ending", **need)
    found = about(key, *both, clause("barter", "", included=False), clause("hours_log", open=("answer",)))
    assert found.found is True
    assert found.says == "Each of the 2 required clauses has text in the agreement, signed by both on 4 January 2026."
    near = about(key, both[0], replace(both[1], open=("ending_notice",)))
    assert near.found is False
    assert near.says == "In the agreement, signed by both on 4 January 2026: “Ending” lacks ending notice."
    out = about(key, both[0], replace(both[1], included=False, why_out="we meet once"))
    assert (out.found, "“Ending” is left out (we meet once)" in out.says) == (False, True)


# the payer, the employer


def test_what_the_payer_hears_needs_a_payer() -> None:
    key, shared = "agreement.sponsor_sharing_filled", clause("sponsor_sharing")
    assert about(key, shared, sponsor_id="p").found is True
    assert about(key, replace(shared, open=("shared_items",)), sponsor_id="p").found is False
    assert about(key, shared).says == "Nobody but the client pays under this agreement."


def test_a_shared_employer_is_noted_and_the_clause_has_text() -> None:
    key, ties = "agreement.internal_roles_filled", clause("conflicts")
    agreement = agreed(version(1, ties, both=jan(4)))
    found = in_force(key, agreement, shares_employer=True)
    assert (found.found, found.records) == (True, (("agreement", "a1"), ("client", "amara")))
    assert found.says.startswith("You share an employer, as noted. “Conflicts” has text in the agreement")
    unsaid = in_force(key, agreement)
    assert (unsaid.found, unsaid.says) == (False, "Whether you share an employer is not noted.")
    assert unsaid.records[0] == ("client", "amara")
    apart = in_force(key, agreement, shares_employer=False)
    assert (apart.found, apart.says) == (False, "You do not share an employer, as noted on the client's page.")
    empty = agreed(version(1, replace(ties, open=("other_ties",)), both=jan(4)))
    assert in_force(key, empty, shares_employer=True).found is False


# swaps


def swap(end: str = END, **more: object) -> ClauseFacts:
    values = {"barter_share": "half", "barter_goods": "a website", "barter_value": "EUR 450", "barter_end": end}
    return clause("barter", f"In place of half of the fee you provide a website until {end}.", values=values, **more)


def test_a_swap_names_both_sides_and_its_end() -> None:
    key = "agreement.barter_filled"
    found = about(key, swap())
    assert found.says.startswith("“Barter” names both sides and the day it ends in the agreement")
    assert found.found is True
    for end in ("2027-03-31", "31.3.2027", "March 31st, 2027", "31. März 2027", "the 1st of May, 2027"):
        assert about(key, swap(end)).found is True
    for end in ("we both have enough", "March", "2027", "session 12", "version 3.4.20"):
        near = about(key, swap(end))
        assert (near.found, "names no day on which the swap ends" in near.says) == (False, True)


def test_a_swap_without_a_clause_or_a_side() -> None:
    key = "agreement.barter_filled"
    assert about(key).found is False
    assert about(key, swap(open=("barter_goods",))).found is False
    assert about(key, swap(included=False)).found is False


def test_in_own_words_the_sides_are_for_the_coach_to_see() -> None:
    key = "agreement.barter_filled"
    own = about(key, clause("barter", f"A website for six sessions, until {END}."))
    assert (own.found, "see that it names both sides" in own.says) == (None, True)
    assert about(key, clause("barter", "A website for six sessions.")).found is False


# the code


def test_a_code_is_named_with_its_edition() -> None:
    key, complaints = "agreement.code_named", clause("complaints")
    named = clause("qualifications", values={"code_name": "ICF Code of Ethics", "code_edition": "2025"})
    found = about(key, named, complaints)
    assert found.found is True
    assert found.says.startswith("“Qualifications” names “ICF Code of Ethics”, edition 2025, and “Complaints” has text")
    assert about(key, named).found is False
    assert about(key, named, replace(complaints, open=("complaint_body",))).found is False
    assert about(key, replace(named, open=("code_edition",)), complaints).found is False


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I follow the ICF Code of Ethics of 2020.", True),
        ("Ich folge dem Ethikkodex, Ausgabe 2025.", True),
        ("I follow the ICF code of ethics (ed. 2025).", True),
        ("I follow the 2025 edition of the ICF Code of Ethics.", True),
        ("I follow the 2020 ICF Code of Ethics.", True),
        ("I follow the ICF Code of Ethics.", False),
        ("I follow a code of ethics. I have coached since 2015.", False),
        ("I have been trained since 2020.", False),
        ("Trained in 2019, I follow a code of ethics.", False),
        ("I decode since 2020.", False),
    ],
)
def test_in_own_words_a_code_and_its_year(text: str, found: bool) -> None:
    looked = about("agreement.code_named", clause("qualifications", text), clause("complaints"))
    assert looked.found is found
