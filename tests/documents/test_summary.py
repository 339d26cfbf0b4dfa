"""The blocks of a summary: who signed, what is open, what is left out, and what becomes of odd text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coachdesk.documents import FORMATS, render
from coachdesk.documents.summary import Document, lay_out, line, lines, paragraphs
from coachdesk.documents.words import words_for
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.agreements import AgreementSummary, SignatureView
from tests.documents.samples import summary


def laid_out(found: AgreementSummary) -> Document:
    return lay_out(found, words_for("en"))


def signed_rows(found: AgreementSummary) -> list[tuple[str, str, str]]:
    return [(row.role, row.name, row.signed) for row in laid_out(found).signatures.rows]


def test_the_cover_names_both_and_says_how_it_stands() -> None:
    cover = laid_out(summary("sent")).cover
    assert (cover.title, cover.between) == ("Coaching agreement", "between Jonas Weber and Amara Okonkwo")
    assert cover.mark == "Not signed yet"
    assert [laid_out(summary(one)).cover.mark for one in ("draft", "signed", "ended")] == ["Draft", "Signed", "Ended"]


def test_a_summary_without_a_title_or_a_name_still_says_what_is_missing() -> None:
    found = laid_out(summary("draft", title=" ", client_name=""))
    assert found.cover.title == "Coaching agreement"
    assert found.cover.between == "between Jonas Weber and not named yet"


def test_who_signed_when_and_how_is_in_words() -> None:
    assert signed_rows(summary("signed")) == [
        ("Coach", "Jonas Weber", "Signed on 1 February 2027, with an electronic signature"),
        ("Client", "Amara Okonkwo", "Signed on 2 February 2027, on paper"),
    ]


def test_a_signature_by_someone_else_names_them_and_an_unknown_way_is_kept() -> None:
    by_other = SignatureView("payer", "P. Nwosu", date(2027, 2, 3), "in person")
    found = summary("signed", sponsor_name="Lagoon Energy Ltd", signatures=(by_other,))
    assert signed_rows(found)[-1] == (
        "Payer",
        "Lagoon Energy Ltd",
        "Signed by P. Nwosu on 3 February 2027, in person",
    )
    plain = replace(found, signatures=(replace(by_other, how=""),))
    assert signed_rows(plain)[-1][2] == "Signed by P. Nwosu on 3 February 2027"


def test_what_is_not_signed_has_a_line_to_sign_on() -> None:
    assert signed_rows(summary("sent", sponsor_name="Lagoon Energy Ltd")) == [
        ("Coach", "Jonas Weber", ""),
        ("Client", "Amara Okonkwo", ""),
        ("Payer", "Lagoon Energy Ltd", ""),
    ]
    one = (SignatureView("client", "Amara Okonkwo", date(2027, 2, 2), "email"),)
    assert [row[2] for row in signed_rows(summary("sent", signatures=one))] == [
        "",
        "Signed on 2 February 2027, by e-mail",
    ]


def test_a_draft_has_nothing_to_sign_and_an_ended_one_no_open_line() -> None:
    draft = laid_out(summary("draft")).signatures
    assert draft.rows == ()
    assert "nothing to sign" in draft.note
    assert signed_rows(summary("ended", signatures=())) == []


def test_the_end_names_version_instant_code_and_fingerprint() -> None:
    about = laid_out(summary("sent")).about
    assert about.lines == (
        "Version 2. Its text was fixed on 1 February 2027, 09:14 UTC.",
        "The coach follows the ICF Code of Ethics, edition 2025.",
    )
    assert about.fingerprint == "3f2ac9d1" * 8
    assert laid_out(summary("draft")).about.fingerprint_label == ""
    assert laid_out(summary(code_name="")).about.lines[1:] == ()
    assert laid_out(summary(code_edition="")).about.lines[1] == "The coach follows the ICF Code of Ethics."


def test_text_is_told_in_lines_and_paragraphs_without_controls() -> None:
    assert line(" a\tb\n c\u202e\x1b[1m\ud800 ") == "a b c[1m"
    assert line("👩\u200d👧") == "👩\u200d👧"
    assert lines("one\r\n\r\n two \x0bthree\n") == ("one", "two", "three")
    assert paragraphs("a\nb\n \t\nc\r\n\r\nd") == (("a", "b"), ("c",), ("d",))
    assert paragraphs("") == ()


def test_braces_in_a_name_are_only_braces() -> None:
    found = summary("signed", coach_name="{client} {0}", client_name="{coach!r}", code_name="{edition}", title="{page}")
    laid = laid_out(found)
    assert laid.cover.between == "between {client} {0} and {coach!r}"
    assert laid.about.lines[1] == "The coach follows the {edition}, edition 2025."


def test_what_every_page_repeats_is_short_and_cuts_no_letter() -> None:
    foot = laid_out(summary(client_name="e\u0301" * 100, title="x" * 200)).foot
    assert len(foot.text) < 110
    assert foot.between.endswith("e\u0301…")


@pytest.mark.parametrize("fmt", ["docx", "", "PDF", "html "])
def test_an_unknown_format_is_one_clear_line(fmt: str) -> None:
    with pytest.raises(CoachdeskError) as caught:
        render(summary(), fmt)
    assert caught.value.code == "document.format"
    assert all(known in caught.value.line for known in FORMATS)
