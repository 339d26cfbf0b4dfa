"""Markdown: a real reader of it gives back exactly the text, and nothing of what a person typed becomes markup."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coachdesk.documents import render
from coachdesk.documents.markdown import escaped
from coachdesk.documents.summary import line
from coachdesk.domain.views.agreements import AgreementSummary
from tests.documents.samples import HEADINGS, LINKS, MARKUP, hostile, summary

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NASTY = [
    MARKUP,
    LINKS,
    *HEADINGS,
    "    code",
    "\\",
    "*",
    "a\nb",
    "=\n=",
    "|a|b|\n|-|-|",
    "``` x",
    "1",
    "[a]: http://x",
    "&#65;",
]


def read(text: str) -> tuple[Counter[str], list[str]]:
    """The kinds of tokens in a text, and the text of each block as a person would read it, lines parted by newlines."""
    kinds: Counter[str] = Counter()
    blocks = []
    for token in READER.parse(text):
        kinds[token.type] += 1
        if token.type == "inline":
            kinds.update(child.type for child in token.children or ())
            blocks.append("".join(_said(child) for child in token.children or ()))
    return kinds, blocks


def _said(token: Token) -> str:
    return "\n" if token.type in ("hardbreak", "softbreak") else token.content


def written(found: AgreementSummary) -> str:
    return render(found, "md").data.decode()


def test_a_summary_reads_well_as_markdown() -> None:
    text = written(summary("signed"))
    kinds, blocks = read(text)
    assert text.startswith(
        "Weber Coaching\n\n# Coaching agreement\n\nbetween Jonas Weber and Amara Okonkwo\n\n**Signed.**"
    )
    assert kinds["heading_open"] == 1 + 5 + len(summary().clauses)
    assert "Sessions: 6 of 60 minutes, weekly, by video" in blocks
    assert "Leave work by six on three days a week\nHow we will know: three days, in four weeks out of five" in blocks
    assert "Client: Amara Okonkwo\nSigned on 2 February 2027, on paper" in blocks
    assert f"Fingerprint: {'3f2ac9d1' * 8}\n" in blocks[-1]
    assert text.endswith("fits.\n")


def test_it_is_the_same_twice() -> None:
    assert written(summary("sent")) == written(summary("sent"))


def test_a_line_to_sign_on_stays_a_line() -> None:
    _, blocks = read(written(summary("sent")))
    assert f"Coach: Jonas Weber\nSignature {'_' * 20} Date {'_' * 20}" in blocks


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("standing", ["draft", "sent", "ended"])
def test_hostile_text_in_every_field_is_only_text(text: str, standing: str) -> None:
    plain_kinds, _ = read(written(hostile("plain", standing)))
    kinds, blocks = read(written(hostile(text, standing)))
    breaks = {"hardbreak", "softbreak", "text"}
    assert {k: n for k, n in kinds.items() if k not in breaks} == {
        k: n for k, n in plain_kinds.items() if k not in breaks
    }
    assert kinds["softbreak"] == 0
    one_line = line(text)
    assert one_line in blocks
    assert f"between {one_line} and {one_line}" in blocks
    assert f"1. {one_line}" in blocks
    assert any(block.startswith(f"Coach: {one_line}\n") for block in blocks)


@given(st.text(st.sampled_from("a1 .)-+=*_`~#>|<&;:!@[](){}\\/\"'$^\n\twé"), min_size=1, max_size=40))
def test_any_line_is_read_back_as_it_was(text: str) -> None:
    one_line = line(text)
    if one_line:
        kinds, blocks = read(f"{escaped(one_line)}\n")
        assert blocks == [one_line]
        assert set(kinds) == {"paragraph_open", "inline", "text", "paragraph_close"} | (kinds.keys() & {"text_special"})
        _, in_list = read(f"- **x:** {escaped(one_line)}\\\n  {escaped(one_line)}\n\n# {escaped(one_line)}\n")
        assert in_list == [f"x: {one_line}\n{one_line}", one_line]


def test_nothing_that_a_reader_links_by_itself_is_left_whole() -> None:
    text = written(hostile(LINKS))
    assert not any(bare in text for bare in ("http://", "https://", "www.c", "d@e"))


def test_an_amount_is_not_taken_for_the_number_of_a_list() -> None:
    assert escaped("375.250 KWD for each month") == "375.250 KWD for each month"
    assert escaped("3. and last") == "3\\. and last"
    assert escaped("3.") == "3\\."
