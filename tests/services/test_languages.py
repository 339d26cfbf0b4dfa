"""An agreement in another language: the catalogue's words, the practice's defaults and every value are put into it.

What a coach worded stays as it is, and what was sent stays in the language in which it was sent.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.practice import PRACTICE
from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.services import agreement_papers, agreement_versions, agreements, clients, settings, templates
from coachdesk.services.desk import Desk
from coachdesk.services.verifying import verify
from tests.services import acts

OWN = "We walk while we talk, at {meeting_places}."


def german(desk: Desk, **terms: str) -> AgreementPage:
    """A draft in German with a clause in the coach's own words."""
    someone = acts.client(desk, "Hanna Müller", email="h@example.org", phone="+49 30 1")
    acts.goal(desk, someone.id, "Das Team führen", "drei ruhige Montage")
    page = acts.draft(desk, someone.id, language="de", **terms)
    return agreements.reword(desk, page.id, "physical_contact", OWN)


def words_of(desk: Desk, agreement_id: str, number: int | None = None) -> str:
    """All that the clauses say."""
    return "\n".join(one.text for one in agreements.summary(desk, agreement_id, number).clauses)


def test_a_german_draft_is_german_throughout_but_for_the_coachs_own_words(desk: Desk) -> None:
    page = german(desk, instalments="2026-12-01 600.00; 2027-03-01 600.00")
    said = words_of(desk, page.id)
    assert "Wir planen 6 Sitzungen zu je 60 Minuten, in der Regel alle zwei Wochen, per Videoanruf." in said
    assert "1.200,00 EUR für alle 6 Sitzungen zusammen" in said
    assert "600,00 EUR am 1. Dezember 2026 und 600,00 EUR am 1. März 2027" in said
    assert "h@example.org oder +49 30 1" in said
    assert "beginnt am 1. Dezember 2026 und läuft bis: 1. Juni 2027" in said
    assert "24 Stunden vor Beginn" in said
    assert "an Arbeitstagen (Montag bis Freitag)" in said
    english = {text for _, _, _, text in PRACTICE if len(text) > 12} - {"ICF Code of Ethics"}
    without_own = said.replace("online, or in a place that suits us both", "")
    assert [text for text in english if text in without_own] == []
    assert "We walk while we talk, at online oder an einem Ort" in said
    by_key = {one.key: one for one in agreements.page(desk, page.id).clauses}
    assert by_key["ending"].title == "Beenden"
    assert by_key["barter"].title == "Tausch"


def test_the_language_of_a_draft_may_change_until_it_is_sent(desk: Desk) -> None:
    page = german(desk)
    assert "Boundaries" not in [one.title for one in page.clauses]
    agreements.edit(desk, page.id, acts.terms(desk, page.id, language="en"))
    assert "You can stop at any time" in words_of(desk, page.id)
    assert "We walk while we talk" in words_of(desk, page.id)
    agreements.edit(desk, page.id, acts.terms(desk, page.id, language="de", fee="0"))
    assert "Dieses Coaching ist pro bono" in words_of(desk, page.id)


def test_what_was_sent_stays_in_its_language_whatever_the_settings_say(desk: Desk, tmp_path: Path) -> None:
    settings.change(desk, "agreement.language", "de")
    page = acts.signed(desk)
    before = words_of(desk, page.id)
    assert "Wer" in agreements.page(desk, page.id).clauses[0].title
    settings.change(desk, "agreement.language", "en")
    assert words_of(desk, page.id) == before
    paper, other = tmp_path / "a.html", tmp_path / "b.html"
    _, fingerprint, notes = agreements.export(desk, page.id, "html", paper)
    assert 'lang="de"' in paper.read_text("utf-8")
    assert notes == ()
    _, same, notes = agreements.export(desk, page.id, "html", other, language="en", layout="plain")
    assert same == fingerprint
    assert notes == ("the clauses stay in German, as they were written",)
    assert "The clauses are in the language in which they were agreed." in other.read_text("utf-8")
    assert [verify(desk, one).verdict for one in (paper, other)] == ["in-force", "in-force"]


def test_own_words_are_named_at_the_hand_over(desk: Desk, tmp_path: Path) -> None:
    page = german(desk)
    _, _, notes = agreements.export(desk, page.id, "md", tmp_path / "a.md")
    assert notes == ("in your own words, and not put into German: Grenzen",)


def test_a_next_version_in_another_language_differs_in_that_alone(desk: Desk) -> None:
    page = german(desk)
    agreements.send(desk, page.id)
    acts.sign_all(desk, page.id)
    later = agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, language="en"))
    assert later.terms.language == "en"
    differs = agreement_versions.diff(desk, page.id, 1, 2)
    assert [one.line for one in differs.changes if one.kind != "signer"] == ["language German → English"]
    same = agreement_versions.amend(desk, acts.signed(desk).id)
    assert [one.kind for one in agreement_versions.diff(desk, same.id).changes if one.kind != "signer"] == []


def test_a_template_and_a_renewal_keep_the_language(desk: Desk) -> None:
    page = german(desk)
    saved = templates.save(desk, page.id, "Deutsch")
    assert saved.terms.language == "de"
    assert next(one.title for one in saved.clauses if one.key == "ending") == "Beenden"
    someone = acts.client(desk, "Jonas Weber")
    used = templates.use(desk, someone.id, saved.id, templates.terms(desk, saved.id))
    assert "Sie können jederzeit aufhören" in next(one.filled for one in used.clauses if one.key == "ending")
    agreements.send(desk, page.id)
    acts.sign_all(desk, page.id)
    assert agreement_versions.renew(desk, page.id).terms.language == "de"


def test_the_email_is_in_the_language_of_the_agreement(desk: Desk) -> None:
    page = german(desk)
    found = agreement_papers.email(desk, page.id)
    assert found.subject == "Leading the team, Entwurf"
    assert found.body.startswith("Guten Tag Hanna")
    agreements.send(desk, page.id)
    assert "Der Fingerabdruck beginnt mit" in agreement_papers.email(desk, page.id).body
    acts.sign_all(desk, page.id)
    agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1500"))
    agreements.include(desk, page.id, "roles", False, "said elsewhere")
    body = agreement_papers.email(desk, page.id).body
    assert "Was sich ändert:\n- Honorar: 1.200,00 EUR für alle 6 Sitzungen zusammen" in body
    assert "- „Wer was tut“ entfällt\n- „Honorar und Bezahlung“ lautet anders" in body
    assert "fee" not in body


def test_a_language_that_there_is_not_is_one_clear_line(desk: Desk) -> None:
    someone = acts.client(desk)
    with pytest.raises(CoachdeskError) as caught:
        acts.draft(desk, someone.id, language="tlh")
    assert (caught.value.code, caught.value.where) == ("setting.choice", "language")
    assert clients.page(desk, someone.id)
    assert agreements.lines(desk) == []
