"""Evidence of agreements: signed in time, by the payer, changes written down; and each way in which they were not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coachdesk.domain.evidence import look
from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, Found
from tests.domain.evidence.made import DAY, TODAY, client, of, records
from tests.domain.evidence.papers import agreed, jan, met, version

SIGNED, SPONSOR, AMENDED = (
    "agreement.signed_before_first_session",
    "agreement.sponsor_signed",
    "agreement.amendment_dated",
)


def amara(*agreements: AgreementFacts, **more: object) -> ClientFacts:
    return client(agreements=agreements, **more)


def about(key: str, agreement: AgreementFacts) -> Found:
    """What is found of that very agreement."""
    return look(key, records(client=amara(agreement), agreement=agreement))


# signed before the first session


@pytest.mark.parametrize(
    ("signed", "found", "words"),
    [
        (4, True, "Signed by both on 4 January 2026, a day before the first session on 5 January 2026."),
        (1, True, "Signed by both on 1 January 2026, 4 days before the first session on 5 January 2026."),
        (5, True, "Signed by both on 5 January 2026, the day of the first session."),
        (6, False, "Signed by both only on 6 January 2026, a day after the first session on 5 January 2026."),
    ],
)
def test_signed_on_or_before_the_day_of_the_first_session(signed: int, found: bool, words: str) -> None:
    looked = of(amara(agreed(version(both=jan(signed))), sessions=(met(jan(5)), met(jan(9)))), SIGNED)
    assert (looked.found, looked.says, looked.records) == (found, words, (("agreement", "a1"),))


def test_the_last_of_both_counts() -> None:
    late = version(signed={"client": jan(4), "coach": jan(6)})
    assert of(amara(agreed(late), sessions=(met(jan(5)),)), SIGNED).found is False


def test_before_a_first_session_signed_is_enough() -> None:
    looked = of(amara(agreed(version(both=jan(4)))), SIGNED)
    assert looked.found is True
    assert looked.says == "Signed by both on 4 January 2026; the first session is still to come."
    ahead = met(TODAY + DAY, state="planned")
    assert of(amara(agreed(version(both=TODAY)), sessions=(ahead,)), SIGNED).found is True


@pytest.mark.parametrize(
    ("agreements", "words"),
    [
        ((), "No agreement with Amara was written."),
        ((agreed(version(sent=False)),), "The agreement with Amara is a draft, not sent yet."),
        (
            (agreed(version(signed={"coach": jan(2)})),),
            "The agreement was sent on 31 December 2025 and the client did not sign it yet.",
        ),
        (
            (agreed(version(signed={"payer": jan(2), "coach": jan(2)}), sponsor_id="p"),),
            "The agreement was sent on 31 December 2025 and the client did not sign it yet.",
        ),
        (
            (agreed(version(both=jan(2)), sponsor_id="p"),),
            "The agreement was sent on 31 December 2025 and the payer did not sign it yet.",
        ),
        ((agreed(version(both=jan(2), withdrawn=True)),), "No agreement with Amara was written."),
    ],
)
def test_what_is_not_signed_says_how_far_it_is(agreements: tuple[AgreementFacts, ...], words: str) -> None:
    looked = of(amara(*agreements), SIGNED)
    assert (looked.found, looked.says) == (False, words)
    looked = of(amara(*agreements, sessions=(met(jan(5)),)), SIGNED)
    assert (looked.found, looked.says) == (False, f"{words[:-1]}; the first session was on 5 January 2026.")


def test_only_coaching_sessions_that_were_held_are_the_first() -> None:
    early = (met(jan(1), kind="chemistry"), met(jan(2), state="missed"), met(jan(3), state="cancelled"))
    assert of(amara(agreed(version(both=jan(4))), sessions=(*early, met(jan(5)))), SIGNED).found is True


def test_the_day_of_a_session_is_that_of_the_coach() -> None:
    late = replace(met(jan(5)), at=met(jan(5)).at.replace(hour=23))
    of_amara = amara(agreed(version(both=jan(6))), sessions=(late,))
    assert look(SIGNED, records(client=of_amara)).found is False
    assert look(SIGNED, records(client=of_amara, zone="Europe/Sofia")).found is True


def test_a_new_engagement_has_a_first_session_of_its_own() -> None:
    old = agreed(version(both=jan(1), end=jan(30)), id="old")
    new = agreed(version(both=jan(120)), id="new")
    before = met(jan(5), agreement_id="old")
    in_time = amara(old, new, sessions=(before, met(jan(121), agreement_id="new")))
    assert of(in_time, SIGNED).records == (("agreement", "new"),)
    late = amara(old, new, sessions=(before, met(jan(119), agreement_id="new")))
    assert of(late, SIGNED).says.startswith("Signed by both only on 30 April 2026, a day after the first session")


def test_an_agreement_that_goes_on_is_of_the_same_engagement() -> None:
    old = agreed(version(both=jan(1), end=jan(30)), id="old")
    new = agreed(version(both=jan(91)), id="new")  # sixty days lie between
    assert of(amara(old, new, sessions=(met(jan(5)), met(jan(90), agreement_id="new"))), SIGNED).found is True


def test_papers_from_before_this_desk_are_not_here() -> None:
    looked = of(amara(agreed(version(both=jan(4))), sessions=(met(jan(5)),), coached_since=date(2024, 3, 4)), SIGNED)
    assert (looked.found, looked.records) == (None, (("client", "amara"),))
    assert looked.says == "Coached since 4 March 2024, before this desk: what was signed by then is not kept here."
    same_day = amara(agreed(version(both=jan(4))), coached_since=jan(4))
    assert of(same_day, SIGNED).found is True


# the payer


def test_the_payer_signed() -> None:
    looked = about(SPONSOR, agreed(version(signed={"payer": jan(3)}), sponsor_id="p", sponsor="Ingrid Berg"))
    assert (looked.found, looked.says) == (True, "Ingrid Berg signed as the payer on 3 January 2026.")


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (agreed(version(both=jan(3))), "Nobody but the client pays under this agreement."),
        (
            agreed(version(both=jan(3)), sponsor_id="p", sponsor="Ingrid"),
            "Ingrid pays and has not signed; the client on 3 January 2026 and the coach on 3 January 2026 did.",
        ),
        (
            agreed(version(sent=False), sponsor_id="p", sponsor="Ingrid"),
            "Ingrid pays and could not sign yet: the agreement is a draft.",
        ),
        (
            agreed(
                version(signed={"payer": jan(2)}, withdrawn=True),
                version(2, signed={"client": jan(3)}),
                sponsor_id="p",
            ),
            "The payer pays and has not signed; the client on 3 January 2026 did.",
        ),
    ],
)
def test_the_payer_did_not_sign(agreement: AgreementFacts, words: str) -> None:
    looked = about(SPONSOR, agreement)
    assert (looked.found, looked.says) == (False, words)


# amendments


def test_where_nothing_changed_none_is_needed() -> None:
    looked = about(AMENDED, agreed(version(both=jan(3))))
    assert looked.found is True
    words = "Fee, schedule, length and payer are as signed on 3 January 2026, so no amendment is needed."
    assert looked.says == words
    again = agreed(version(both=jan(3)), version(2, both=jan(9)), version(3, sent=False))
    assert about(AMENDED, again).says == words
    assert about(AMENDED, agreed(version(sent=False))).found is True


def test_a_change_that_was_signed() -> None:
    looked = about(AMENDED, agreed(version(both=jan(3)), version(2, both=jan(9), fee="more", length="45 minutes")))
    assert looked.says == "The fee and the length changed with version 2, signed on 9 January 2026."
    assert looked.found is True


def test_an_amendment_older_than_the_last_change() -> None:
    changed = agreed(version(both=jan(3)), version(2, both=jan(9), fee="more"), version(3, fee="most", sent=False))
    looked = about(AMENDED, changed)
    assert looked.found is False
    assert looked.says == (
        "Version 3 changes the fee and is not signed; what holds is version 2, signed on 9 January 2026."
    )
    half = agreed(version(both=jan(3)), version(2, signed={"client": jan(9)}, payer="Ingrid"))
    assert about(AMENDED, half).says.startswith("Version 2 changes the payer and is not signed;")
    back = agreed(version(both=jan(3)), version(2, withdrawn=True, fee="more"))
    assert about(AMENDED, back).found is True


# which agreement, and which version


def test_without_an_agreement_all_say_so() -> None:
    for key in (SPONSOR, AMENDED, "agreement.kept_counts", "agreement.fee_terms_filled"):
        looked = of(amara(), key)
        assert looked == Found(False, "This is asked about an agreement, and none was written yet.")
    gone = agreed(version(withdrawn=True))
    for key in (SPONSOR, AMENDED, "agreement.fee_terms_filled"):
        assert about(key, gone).says == "Every version of this agreement was taken back."


@pytest.mark.parametrize(
    ("agreements", "which"),
    [
        ([agreed(version(sent=False), id="draft")], "draft"),
        ([agreed(version(both=jan(9), end=jan(20)), id="over"), agreed(version(), id="sent")], "sent"),
        ([agreed(version(), id="sent"), agreed(version(both=jan(9), end=jan(20)), id="over")], "over"),
        ([agreed(version(both=jan(9), start=TODAY + DAY), id="ahead"), agreed(version(), id="sent")], "ahead"),
        ([agreed(version(both=jan(9)), id="now"), agreed(version(sent=False), id="draft")], "now"),
        ([agreed(version(both=jan(9)), id="now"), agreed(version(both=jan(3)), id="earlier")], "now"),
        ([agreed(version(both=jan(3)), id="ended", ended_on=jan(9)), agreed(version(both=jan(2)), id="now")], "now"),
        ([agreed(version(both=jan(9), start=TODAY + DAY), id="ahead"), agreed(version(both=jan(2)), id="now")], "now"),
        ([agreed(version(), id="sent"), agreed(version(2, withdrawn=True), id="gone")], "sent"),
    ],
)
def test_the_agreement_in_force_is_asked_about_else_the_newest_signed_one_that_is_not_over(
    agreements: list[AgreementFacts], which: str
) -> None:
    assert of(amara(*agreements), AMENDED).records == (("agreement", which),)
