"""HTML: a real parser gives back exactly the text; nothing runs or is loaded, nothing typed is markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.documents import render
from coachdesk.documents.facts import told
from coachdesk.documents.summary import line
from coachdesk.documents.words import words_for
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.fingerprints import printed
from coachdesk.domain.views.agreements import AgreementSummary, Deal, SummaryClause
from tests.documents.samples import HEADINGS, LINKS, MARKUP, hostile, summary

VOID = {"meta", "br", "img"}
BLOCKS = {"p", "h1", "h2", "h3", "dt", "dd", "title", "strong"}
NASTY = [
    MARKUP,
    LINKS,
    *HEADINGS[:3],
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}",
    "--> <!-- ]]>",
    "&lt;b&gt; &#60;i&#62;",
    "x' onload='y",
    "javascript:alert(1)",
]


class Reader(HTMLParser):
    """The elements, the attributes and the text of each block of a page; refuses tags that do not close in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in BLOCKS:
            self.blocks.append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.blocks and "style" not in self._open:
            self.blocks[-1] += data

    @property
    def kinds(self) -> Counter[str]:
        return Counter(tag for tag, _ in self.tags)

    def meta(self, name: str) -> str | None:
        return next(
            a.get("content") for tag, a in self.tags if tag == "meta" and name in (a.get("name"), a.get("http-equiv"))
        )

    @property
    def text(self) -> list[str]:
        return [" ".join(block.split()) for block in self.blocks]


def written(found: AgreementSummary) -> str:
    return render(found, "html").data.decode()


def read(found: AgreementSummary) -> Reader:
    return Reader(written(found))


def test_a_summary_reads_well() -> None:
    found = read(summary("signed"))
    assert found.tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert found.text[:4] == [
        "Coaching agreement – between Jonas Weber and Amara Okonkwo",
        "Weber Coaching",
        "Coaching agreement",
        "between Jonas Weber and Amara Okonkwo",
    ]
    headings = [tag for tag, _ in found.tags if tag in ("h1", "h2", "h3")]
    assert headings == ["h1", "h2", "h2", "h2", *["h3"] * len(summary().clauses), "h2", "h2"]
    for text in ("6 of 60 minutes, weekly, by video", "1. Who we are", "Signed on 2 February 2027, on paper"):
        assert text in found.text
    assert found.kinds["main"] == found.kinds["header"] == found.kinds["title"] == 1


def test_every_word_of_the_summary_is_found() -> None:
    found = summary("signed")
    whole = " ".join(read(found).text)
    texts = [found.title, found.business, *found.coach_contact.split("\n"), found.client_contact]
    texts += [part for fact in told(found.deal, words_for("en")) for part in fact]
    texts += [part for goal in found.goals for part in (goal.text, goal.measure)]
    texts += [part for clause in found.clauses for part in (clause.title, clause.text)]
    assert [text for text in texts if " ".join(text.split()) not in whole] == []


def test_the_fingerprint_is_in_the_text_and_for_machines() -> None:
    found = read(summary("sent"))
    assert found.meta("fingerprint") == "3f2ac9d1" * 8
    assert printed("3f2ac9d1" * 8) in found.text
    draft = written(summary("draft"))
    assert "ingerprint" not in draft
    assert "3f2a" not in draft


def test_each_part_is_named_for_who_listens_and_no_id_is_there_twice() -> None:
    found = read(summary("sent"))
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    named = [attributes["aria-labelledby"] for _, attributes in found.tags if "aria-labelledby" in attributes]
    assert ids == named
    assert len(set(ids)) == len(ids)


def test_only_its_own_style_is_allowed() -> None:
    page = written(summary("draft"))
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashed = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policy = Reader(page).meta("Content-Security-Policy")
    assert len(style) == 1
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|https?:|expression|<", style[0])


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("standing", ["draft", "sent", "ended"])
def test_hostile_text_in_every_field_is_only_text(text: str, standing: str) -> None:
    plain, found = read(hostile("plain", standing)), read(hostile(text, standing))
    assert found.kinds == plain.kinds
    assert [set(attributes) for _, attributes in found.tags] == [set(attributes) for _, attributes in plain.tags]
    assert found.meta("author") == line(text)
    assert line(text) in found.text
    assert f"between {line(text)} and {line(text)}" in found.text
    assert f"1. {line(text)}" in found.text


@given(st.text(min_size=1, max_size=60))
def test_any_line_is_read_back_as_it_was(text: str) -> None:
    clause = SummaryClause("own", "Own", text)
    found = read(summary("sent", title=text, clauses=(clause,), deal=Deal(), goals=()))
    assert (line(text) or "Coaching agreement") in found.text


def test_names_stand_for_themselves_in_either_direction() -> None:
    page = written(summary("signed", client_name="محمد بن عبد الله", coach_name="דוד לוי"))
    assert "between <bdi>דוד לוי</bdi> and <bdi>محمد بن عبد الله</bdi>" in page
    assert '<dd class="name"><bdi>محمد بن عبد الله</bdi></dd>' in page


def test_a_title_and_goals_in_the_other_direction_begin_where_the_page_does() -> None:
    page = written(summary("signed", title="להוביל צוות"))
    assert '<h1 dir="auto">להוביל צוות</h1>' in page
    assert "h1, .goals p[dir] { text-align: -webkit-match-parent; text-align: match-parent; }" in page


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("A4", "A4"), ("Letter", "letter")])
def test_it_is_set_for_the_paper(paper: str, size: str) -> None:
    page = written(summary("sent", paper=paper))
    assert f"@page {{ size: {size};" in page
    assert 'content: "Page " counter(page) " of " counter(pages) ""' in page


def test_an_unknown_paper_is_one_clear_line() -> None:
    with pytest.raises(CoachdeskError) as caught:
        written(summary(paper="a5"))
    assert caught.value.code == "document.paper"


def test_it_is_the_same_twice_and_layouts_differ_in_style_alone() -> None:
    classic, plain = (written(summary("sent", layout=one)) for one in ("classic", "plain"))
    assert classic == written(summary("sent"))
    assert classic != plain
    assert Reader(classic).blocks == Reader(plain).blocks
    assert written(summary("sent", layout="../x")) == classic


def test_without_goals_and_with_few_clauses_nothing_empty_is_left() -> None:
    found = read(summary("sent", goals=(), clauses=(), deal=Deal()))
    assert [
        text for tag, text in zip([t for t, _ in found.tags if t in BLOCKS], found.text, strict=True) if tag == "h2"
    ] == [
        "Signatures",
        "About this document",
    ]
    assert not {"h3", "li", "ol"} & found.kinds.keys()
