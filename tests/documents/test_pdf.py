"""PDF: what real readers find in it, the same bytes twice, hostile text as text, and letters that no font has."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

import pypdf
import pytest
import typst

from coachdesk.documents import Rendered, render
from coachdesk.documents.facts import told
from coachdesk.documents.pdf import inputs_of
from coachdesk.documents.summary import lay_out
from coachdesk.documents.words import words_for
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.agreements import AgreementSummary, Deal, SummaryClause
from tests.documents.samples import HEADINGS, LINKS, MARKUP, hostile, summary

ARABIC, HEBREW, HAN, THAI = "محمد بن عبد الله", "דוד לוי", "陳美玲", "ข้อตกลง"
NO_FONT = "\U0010fffd"


def pdf(found: AgreementSummary) -> Rendered:
    return render(found, "pdf")


def reader(rendered: Rendered) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(rendered.data), strict=True)


def said(rendered: Rendered) -> str:
    """The whole text without white space, which a page may put anywhere."""
    return bare("".join(page.extract_text() for page in reader(rendered).pages))


def said_to_poppler(rendered: Rendered) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=rendered.data, capture_output=True, check=True)
    return bare(done.stdout.decode())


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def outline(items: list[object], depth: int = 0) -> Iterator[tuple[int, str]]:
    for item in items:
        if isinstance(item, list):
            yield from outline(item, depth + 1)
        else:
            yield depth, str(item.title)  # type: ignore[attr-defined]


def test_it_says_what_it_is() -> None:
    found = reader(pdf(summary("signed")))
    assert found.metadata is not None
    assert (found.metadata.title, found.metadata.author) == ("Coaching agreement", "Jonas Weber")
    assert found.metadata.creation_date is not None
    assert found.metadata.creation_date.isoformat() == "2027-02-01T09:14:00+00:00"
    root = found.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    about = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<", about)
    assert re.search(r"pdfaid:conformance>B<", about)


def test_bookmarks_name_every_part_and_every_clause() -> None:
    found = list(outline(reader(pdf(summary("signed"))).outline))
    assert [title for depth, title in found if depth == 0] == [
        "At a glance",
        "Goals",
        "What we agree",
        "Signatures",
        "About this document",
    ]
    assert [title for depth, title in found if depth == 1] == [clause.title for clause in summary().clauses]


def test_every_word_of_the_summary_is_found() -> None:
    found, rendered = summary("signed"), pdf(summary("signed"))
    texts = [
        found.title,
        found.business,
        *found.coach_contact.split("\n"),
        *(part for fact in told(found.deal, words_for("en")) for part in fact),
    ]
    texts += [part for goal in found.goals for part in (goal.text, goal.measure)]
    texts += [part for clause in found.clauses for part in (clause.title, clause.text)]
    texts += ["Signed on 2 February 2027, on paper", "The coach follows the ICF Code of Ethics, edition 2025."]
    texts += [found.fingerprint, "Page 1 of 4", "Page 4 of 4", "Version 2 · 1 February 2027, 09:14 UTC"]
    whole = said(rendered)
    assert [text for text in texts if bare(text) not in whole] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_finds_them_too() -> None:
    whole = said_to_poppler(pdf(summary("sent")))
    for text in ("Not signed yet", "6 of 60 minutes, weekly, by video", summary().clauses[-1].text, "3f2ac9d1" * 8):
        assert bare(text) in whole


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert pdf(summary("signed")).data == pdf(summary("signed")).data
    assert pdf(hostile(ARABIC)).data == pdf(hostile(ARABIC)).data


def test_a_draft_says_so_on_every_page_and_has_no_line_to_sign_on() -> None:
    rendered = pdf(summary("draft"))
    pages = [page.extract_text() for page in reader(rendered).pages]
    assert all("DRAFT" in page for page in pages)
    assert bare("there is nothing to sign yet") in said(rendered)
    assert "Fingerprint" not in said(rendered)


def test_one_that_is_not_signed_says_so_and_has_lines_to_sign_on() -> None:
    pages = [page.extract_text() for page in reader(pdf(summary("sent"))).pages]
    assert "NOT SIGNED YET" in pages[0]
    assert all("Not signed yet" in page for page in pages[1:])
    assert bare(pages[-1]).count("SignatureDate") == 2


@pytest.mark.parametrize(
    "text", [MARKUP, LINKS, *HEADINGS, "\\u{41} \\n", "#sys.inputs", "{page}", "fi ffl -- ... 'q' \"q\""]
)
def test_hostile_text_in_every_field_is_only_text(text: str) -> None:
    rendered = pdf(hostile(text, "sent"))
    whole, wanted = said(rendered), bare(text)
    # title, business, twice between, 3 names and 2 contacts, 3 facts, goal and measure, clause, 3 signatures, code
    assert whole.count(wanted) >= 20
    assert rendered.notes == ()
    found = reader(rendered)
    assert found.metadata is not None
    assert found.metadata.title == text
    assert not any("/Annots" in page for page in found.pages)


@pytest.mark.parametrize(
    "name", ["Maximiliana-Theodora von Hohenlohe-Lange", "W" * 200, "a.b@" * 50, "Ж" * 200, "é" * 200]
)
def test_long_names_stay_on_the_page(name: str) -> None:
    rendered = pdf(hostile(name, "sent"))
    right_edges = []
    for page in reader(rendered).pages:

        def note(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
            if text.strip():
                right_edges.append(tm[4])

        page.extract_text(visitor_text=note)
    assert max(right_edges) < 595 - 60
    assert said(rendered).count(bare(name)) >= 10


@pytest.mark.parametrize(("text", "package"), [(ARABIC, "core"), (HEBREW, "core"), (HAN, "cjk"), (THAI, "core")])
def test_a_script_is_written_where_a_font_is_installed_and_else_said_to_be_lost(text: str, package: str) -> None:
    rendered = pdf(summary(client_name=text, clauses=(SummaryClause("own", text, f"{text} (42)."),)))
    if rendered.notes:
        assert f"fonts-noto-{package}" in rendered.notes[0]
    else:
        # A reader may give back letters in the order they stand on the page.
        assert set(bare(text)) <= set(said(rendered))


def test_letters_that_no_font_has_are_named_and_the_rest_is_written() -> None:
    rendered = pdf(summary(client_name=f"Zoë {NO_FONT}\U0010fffc"))
    assert len(rendered.notes) == 1
    assert "U+10FFFC, U+10FFFD" in rendered.notes[0]
    assert "fonts-noto-core" in rendered.notes[0]
    assert "\n" not in rendered.notes[0]
    assert bare("between Jonas Weber and Zoë") in said(rendered)
    root = reader(rendered).trailer["/Root"]
    assert "/StructTreeRoot" in root
    many = pdf(summary(client_name="".join(chr(0x10FF00 + n) for n in range(30))))
    assert "and 22 more" in many.notes[0]


def test_joiners_alone_lose_nothing() -> None:
    assert pdf(summary(client_name="\u200cA\u200dB\ufe0f")).notes == ()


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792)), ("A4", (595, 842))])
def test_it_fits_the_paper(paper: str, size: tuple[int, int]) -> None:
    box = reader(pdf(summary("sent", paper=paper))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_an_unknown_paper_is_one_clear_line() -> None:
    with pytest.raises(CoachdeskError) as caught:
        pdf(summary(paper="a5\n"))
    assert caught.value.code == "document.paper"


def test_no_title_is_left_at_the_foot_of_a_page_and_signatures_stay_together() -> None:
    """Whatever the length of a clause in front of it, a title is on the page on which its text begins."""
    for lines in range(0, 60, 7):
        first = SummaryClause("a", "First", "\n".join(["A line."] * (lines + 1)))
        second = SummaryClause("b", "Secondtitle", "Secondtext begins here. " + "It goes on and on. " * 60)
        found = summary("sent", deal=Deal(), goals=(), clauses=(first, second))
        pages = [bare(page.extract_text()) for page in reader(pdf(found)).pages]
        assert [n for n, page in enumerate(pages) if "Secondtitle" in page] == [
            n for n, page in enumerate(pages) if "Secondtext" in page
        ]
        assert sum("SignatureDate" in page or "Signatures" in page for page in pages) == 1


def test_many_signatures_and_a_very_long_clause_lose_nothing() -> None:
    one = summary("signed").signatures[1]
    many = tuple(replace(one, by_name=f"Signer{n:02}") for n in range(40))
    clause = SummaryClause("long", "Long", "\n\n".join(f"Paragraph{n:03} of it." for n in range(200)))
    whole = said(pdf(summary("signed", signatures=many, clauses=(clause,))))
    assert all(f"Signer{n:02}" in whole for n in range(40))
    assert all(f"Paragraph{n:03}" in whole for n in range(200))


@pytest.mark.parametrize("layout", ["classic", "plain"])
@pytest.mark.parametrize("standing", ["draft", "sent", "signed"])
def test_the_tags_pass_the_stricter_rules_of_pdf_ua(standing: str, layout: str) -> None:
    document = lay_out(summary(standing, sponsor_name="Lagoon Energy Ltd", layout=layout), words_for("de"))
    inputs = inputs_of(document, "a4") | {"fonts": '["Libertinus Serif"]'}
    template = files("coachdesk.documents").joinpath("templates", "agreement.typ").read_bytes()
    made = typst.compile(
        template, format="pdf", sys_inputs=inputs, ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"], timestamp=0
    )
    assert made.startswith(b"%PDF")


@pytest.mark.parametrize("layout", ["classic", "plain"])
def test_both_looks_say_the_same_and_a_payers_copy_has_no_goals(layout: str) -> None:
    few = summary("sent", layout=layout, goals=(), clauses=summary().clauses[:2], sponsor_name="Lagoon Energy Ltd")
    rendered = pdf(few)
    titles = [title for depth, title in outline(reader(rendered).outline) if depth == 0]
    assert titles == ["At a glance", "What we agree", "Signatures", "About this document"]
    assert [title for depth, title in outline(reader(rendered).outline) if depth == 1] == [
        clause.title for clause in few.clauses
    ]
    assert bare(few.clauses[1].text) in said(rendered)
    assert bare("How we will know") not in said(rendered)
    assert rendered.data == pdf(few).data


def test_the_fingerprint_is_printed_in_groups_and_whole_for_machines() -> None:
    rendered = pdf(summary("sent"))
    assert reader(rendered).metadata["/Keywords"] == "3f2ac9d1" * 8  # type: ignore[index]
    pages = [page.extract_text() for page in reader(rendered).pages]
    assert all("3f2a c9d1 3f2a c9d1" in page for page in pages)


def test_a_german_paper_says_so() -> None:
    rendered = pdf(summary("signed", language="de"))
    assert reader(rendered).trailer["/Root"]["/Lang"] == "de"
    for text in (
        "Coaching-Vereinbarung",
        "Seite 1 von",
        "Unterschrieben am 2. Februar 2027, auf Papier",
        "1.200,00 EUR",
    ):
        assert bare(text) in said(rendered)
