"""Whether a paper is what was agreed: in force, unsigned, superseded, ended, changed, unknown."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.domain.fingerprints import printed
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements
from coachdesk.services.desk import Desk
from coachdesk.services.verifying import MOST_BYTES, verify, verify_fingerprint
from tests.services import acts

LATER = date(2026, 12, 10)


def handed(desk: Desk, ref: str, folder: Path, fmt: str = "md") -> Path:
    """The summary as a file."""
    place, _, _ = agreements.export(desk, ref, fmt, folder / f"paper-{len(list(folder.iterdir()))}.{fmt}")
    return place


def test_a_paper_lives_with_its_version(desk: Desk, tmp_path: Path) -> None:
    someone = acts.client(desk)
    page = acts.draft(desk, someone.id)
    draft = handed(desk, page.id, tmp_path)
    assert (verify(desk, draft).verdict, verify(desk, draft).version) == ("unsigned", 1)
    agreements.send(desk, page.id)
    sent = handed(desk, page.id, tmp_path)
    assert verify(desk, sent).verdict == "unsigned"
    acts.sign_all(desk, page.id)
    signed = handed(desk, page.id, tmp_path)
    assert verify(desk, signed).says.endswith("with Amara Okonkwo, signed by all and in force from 1 December 2026")
    assert [verify(desk, one).verdict for one in (draft, sent, signed)] == ["unsigned", "in-force", "in-force"]
    acts.at(desk, LATER)
    versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1500.00"))
    agreements.send(desk, page.id)
    new = handed(desk, page.id, tmp_path)
    assert [verify(desk, one).verdict for one in (signed, new)] == ["in-force", "unsigned"]
    acts.sign_all(desk, page.id, LATER)
    assert [verify(desk, one).verdict for one in (signed, new)] == ["superseded", "in-force"]
    versions.end(desk, page.id, on=LATER, by="client")
    assert [verify(desk, one).verdict for one in (signed, new)] == ["superseded", "ended"]


def test_a_withdrawn_one_was_signed_by_nobody(desk: Desk, tmp_path: Path) -> None:
    someone = acts.client(desk)
    page = agreements.send(desk, acts.draft(desk, someone.id).id)
    paper = handed(desk, page.id, tmp_path)
    versions.withdraw(desk, page.id)
    assert verify(desk, paper).verdict == "unsigned"
    assert "withdrawn" in verify(desk, paper).says


@pytest.fixture
def signed(desk: Desk) -> str:
    """A signed agreement's id."""
    return acts.signed(desk).id


def test_a_pdf_is_known_whole_changed_and_printed_again(desk: Desk, signed: str, tmp_path: Path) -> None:
    paper = handed(desk, signed, tmp_path, "pdf")
    assert verify(desk, paper).verdict == "in-force"
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(paper.read_bytes() + b"\n")
    assert verify(desk, changed).verdict == "changed"
    bare = tmp_path / "bare.pdf"
    bare.write_bytes(paper.read_bytes().replace(verify(desk, paper).fingerprint.encode(), b"0" * 64))
    assert verify(desk, bare).verdict == "changed"  # the page itself still shows it


def test_a_pdf_through_a_printer_is_changed(desk: Desk, signed: str, tmp_path: Path) -> None:
    paper, again = handed(desk, signed, tmp_path, "pdf"), tmp_path / "again.pdf"
    try:
        subprocess.run(["pdftocairo", "-pdf", paper, again], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("poppler-utils is not installed")
    assert verify(desk, again).verdict == "changed"


def test_one_word_changed_is_said(desk: Desk, signed: str, tmp_path: Path) -> None:
    paper, other = handed(desk, signed, tmp_path), tmp_path / "other.md"
    other.write_text(paper.read_text("utf-8").replace("1,200.00", "120.00"), "utf-8")
    found = verify(desk, other)
    assert (found.verdict, found.version, found.genuine) == ("changed", 1, False)
    page = f"<html><p>Fingerprint <b>{printed(found.fingerprint).replace(' ', '</b> <b>')}</b></html>"
    other.write_text(page.upper(), "utf-8")
    assert verify(desk, other).verdict == "changed"


def test_what_is_not_ours_is_unknown(desk: Desk, signed: str, tmp_path: Path) -> None:
    files = {
        "empty": b"",
        "words": b"not ours " * 100,
        "other": b"Fingerprint: " + b"ab" * 32,
        "half a pdf": b"%PDF-1.7\n" + os.urandom(3000),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "vast").open("wb") as file:
        file.truncate(1024**3)
    os.mkfifo(tmp_path / "pipe")
    for name in (*files, "vast", "pipe", ".", "absent", "no\0name"):
        found = verify(desk, tmp_path / name)
        assert (found.verdict, found.version) == ("unknown", None), name
        assert found.says, name
        assert "\n" not in found.says
    assert MOST_BYTES < 1024**3


def test_a_fingerprint_typed_in(desk: Desk, signed: str) -> None:
    whole = agreements.page(desk, signed).fingerprint
    for text in (whole, printed(whole).upper(), whole[:16], f"  {whole[:20]}\n"):
        assert verify_fingerprint(desk, text).verdict == "in-force", text
    for text in ("", whole[:15], whole + "0", "x" * 64, "0" * 64, "é" * 64):
        assert verify_fingerprint(desk, text).verdict == "unknown", text


def changed(content: bytes, draw: st.DataObject) -> bytes:
    """A file with one byte flipped, cut out or put in."""
    data = bytearray(content)
    at = draw.draw(st.integers(0, len(data) - 1))
    kind = draw.draw(st.sampled_from(["flip", "cut", "add"]))
    if kind == "flip":
        data[at] ^= draw.draw(st.integers(1, 255))
    elif kind == "cut":
        del data[at]
    else:
        data.insert(at, draw.draw(st.integers(0, 255)))
    return bytes(data)


@pytest.mark.parametrize(("fmt", "copy"), [("md", "client"), ("html", "client"), ("pdf", "client"), ("html", "payer")])
def test_any_changed_byte_is_never_in_force(desk: Desk, tmp_path: Path, fmt: str, copy: str) -> None:
    """Of each format, and of the payer's copy; a byte of the file, whatever it is about."""
    page = acts.sponsored(desk)
    acts.sign_all(desk, page.id, payer="Ingrid Berg")
    whole, other = tmp_path / f"whole.{fmt}", tmp_path / f"other.{fmt}"
    agreements.export(desk, page.id, fmt, whole, copy=copy)
    assert verify(desk, whole).verdict == "in-force"
    content = whole.read_bytes()

    @settings(max_examples=15 if fmt == "pdf" else 40, deadline=None)
    @given(st.data())
    def one_byte(draw: st.DataObject) -> None:
        data = changed(content, draw)
        if data == content:  # a byte put in, or cut out, beside one like it
            return
        other.write_bytes(data)
        assert verify(desk, other).verdict in ("changed", "unknown")

    one_byte()


def test_every_byte_of_a_short_paper_is_watched(desk: Desk, signed: str, tmp_path: Path) -> None:
    whole, other = handed(desk, signed, tmp_path), tmp_path / "other"
    content = whole.read_bytes()
    for at in range(0, len(content), 97):
        other.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert verify(desk, other).verdict in ("changed", "unknown"), at
