"""What an agreement refuses, typed as a hostile hand would: one clear line each, and nothing half-saved."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from tests.cli.program import Cli

TERMS = ("--sessions", "6", "--minutes", "60", "--fee", "1200.00", "--start", "2026-12-01")
SIGN = ("agreements", "sign", "tomas", "--how", "paper")


def state(cli: Cli) -> dict[str, list[tuple[object, ...]]]:
    """All that could have been half-saved: every row of the desk, sealed as it is."""
    with contextlib.closing(sqlite3.connect(f"file:{cli.desk / 'desk.db'}?mode=ro", uri=True)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in tables}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        # placeholders: unknown, nested, half; text that fills no place
        (("clause", "asa", "fee", "--text", "{Fee} is due"), ("{Fee}", "{fee_amount}")),
        (("clause", "asa", "fee", "--text", "{fee_{currency}}"), ("braces",)),
        (("clause", "asa", "fee", "--text", "{fee_amount"), ("braces",)),
        (("clause", "asa", "fee", "--text", " \n "), ("Fee and payment",)),
        (("clause", "asa", "nonsense", "--text", "x"), ("nonsense",)),
        (("clause", "asa", "fee", "--text", "x" * 100_000), ("5,000",)),
        (("clause", "asa", "--add", "Mine", "--text", "x" * 100_000), ("5,000",)),
        (("clause", "asa", "fee", "--title", "Mine", "--text", "x"), ("catalogue",)),
        (("fill", "asa", "no_such_place=x"), ("no_such_place",)),
        (("fill", "asa", "fee_amount=5"), ("the fee",)),
        (("fill", "asa", f"due_when={'x' * 100_000}"), ("1,000",)),
        # what is missing stops the sending
        (("send", "asa"), ("missing",)),
        # ending before the start, by nobody, of what has ended or was never agreed
        (("end", "amara", "--on", "2026-11-01", "--by", "client"), ("2026-11-",)),
        (("end", "amara", "--on", "2026-12-02", "--by", "coach"), ("why",)),
        (("end", "amara", "--on", "2026-12-02", "--by", "nobody"), ("nobody",)),
        (("end", "amara", "--on", "2026-12-02", "--by", "payer", "--why", "x"), ("pay",)),
        (("end", "tomas", "--on", "2026-12-02", "--by", "client"), ("sign",)),
        (("renew", "tomas"), ("sign",)),
        (("withdraw", "amara"), ("sign",)),
        (("withdraw", "asa"), ("sent",)),
        # instalments that do not come to the fee, to the cent and in its currency
        (("edit", "asa", "--fee", "1200.00", "--instalment", "2027-01-01 600.00"), ("600.00", "1,200.00")),
        (
            ("edit", "asa", "--fee", "100.00", "--instalment", "2027-01-01 50.00", "--instalment", "2027-02-01 50.01"),
            ("100.01",),
        ),
        (("edit", "asa", "--fee", "100", "--currency", "JPY", "--instalment", "2027-01-01 99"), ("99",)),
        (("edit", "asa", "--fee", "1.000", "--currency", "KWD", "--instalment", "2027-01-01 0.999"), ("0.999",)),
        (("edit", "asa", "--fee", "9.00", "--instalment", "2027-01-01 9.005"), ("decimals",)),
        (("edit", "asa", "--language", "tlh"), ("tlh", "en, de")),
        (("edit", "asa", "--barter", "perhaps"), ("perhaps", "yes, no")),
        (("template", "save", "asa", "--name", " "), ("name",)),
        (("new", "--client", "asa", "--template", "none"), ("none",)),
        (("new", "--client", "asa", "--sponsor", "nobody"), ("nobody",)),
        (("export", "amara", "--format", "pdf", "--to", "x.pdf", "--layout", "baroque"), ("classic, plain",)),
        (("export", "amara", "--to", "x.pdf", "--copy", "payer"), ("pays",)),
        (("export", "amara", "--to", "x.pdf", "--copy", "third"), ("third",)),
    ],
)
def test_it_is_one_clear_line_and_nothing_is_saved(
    told: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = state(told)
    told("agreements", *words).refused(1, *said)
    assert state(told) == before
    assert list(tmp_path.glob("x.*")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "Tomás Rojas", "--on", "2026-11-20"), ("before that",)),
        (("--by", "Tomás Rojas", "--on", "2027-01-20"), ("2027-01-20",)),
        (("--by", " ", "--on", "today"), ("empty",)),
        (("--by", "Tomás Rojas", "--on", "today", "--as", "payer"), ("pay",)),
        (("--by", "Tomás Rojas", "--on", "today", "--as", "witness"), ("witness",)),
        (("--by", "Tomás Rojas", "--on", "today", "--version", "9"), ("9",)),
        (("--by", "Tomás Rojas", "--on", "2026-02-30"), ("2026-02-30",)),
    ],
)
def test_a_signature_that_cannot_be(told: Cli, words: tuple[str, ...], said: tuple[str, ...]) -> None:
    before = state(told)
    told(*SIGN, *words).refused(1, *said)
    assert state(told) == before


def test_a_draft_is_not_signed_and_nobody_signs_twice_or_what_was_withdrawn(told: Cli) -> None:
    sign = ("--by", "Åsa Öberg", "--on", "today", "--how", "paper")
    told("agreements", "sign", "asa", *sign).refused(1, "sent")
    told.json(*SIGN, "--by", "Tomás Rojas", "--on", "today")
    told(*SIGN, "--by", "Tomás Rojas", "--on", "today").refused(1, "signed", "client")
    told.json("agreements", "withdraw", "tomas")
    told(*SIGN, "--by", "Coach", "--on", "today", "--version", "1").refused(1, "sent")
    assert [one["state"] for one in told.json("agreements", "list", "--client", "tomas")] == ["withdrawn"]
    assert [one["client_name"] for one in told.json("agreements", "list", "--state", "withdrawn")] == ["Tomás"]


def test_two_versions_do_not_hold_from_one_day_and_the_version_is_named(told: Cli) -> None:
    told.json("agreements", "amend", "amara", "--fee", "1500.00")
    told.json("agreements", "send", "amara")
    sign = ("agreements", "sign", "amara", "--how", "paper", "--on", "today")
    told.json(*sign, "--by", "Amara Okonkwo", "--version", "2")
    told(*sign, "--by", "Coach", "--version", "1").refused(1, "signed")
    told(*sign, "--by", "Coach", "--version", "2").refused(1, "version 1")
    assert told.json("agreements", "show", "amara", "--version", "1")["state"] == "signed"
    assert told.json("agreements", "show", "amara")["state"] == "sent"


def test_an_ended_one_is_not_amended_ended_again_or_sent(told: Cli) -> None:
    told.json("agreements", "end", "amara", "--on", "2026-12-01", "--by", "client", "--why", "enough")
    before = state(told)
    told("agreements", "end", "amara", "--on", "2026-12-05", "--by", "client").refused(1, "ended")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACHDESK_NOW", "2026-12-02T07:00:00Z")
        told("agreements", "amend", "amara", "--fee", "1.00").refused(1, "ended")
        told("agreements", "send", "amara").refused(1, "was sent already")
    assert state(told) == before


def test_markup_and_code_that_fill_a_place_stay_words_in_every_format(told: Cli, tmp_path: Path) -> None:
    hostile = '[/b]{coach_name}#read("/etc/passwd") <script>alert(1)</script> \x1b]0;x\x07 $(id)'
    told.json("agreements", "new", "--client", "asa", "--title", "Odd", *TERMS, "--fill", f"due_when={hostile}")
    for kind in ("md", "html", "pdf"):
        told.json("agreements", "export", "odd", "--format", kind, "--to", str(tmp_path / f"odd.{kind}"))
    html = (tmp_path / "odd.html").read_text("utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{coach_name}" in html
    shown = told.json("agreements", "show", "odd")
    assert "\x1b" not in next(one["text"] for one in shown["clauses"] if one["key"] == "fee")


def _png(width: int, height: int, data: bytes) -> bytes:
    """A PNG that says it is so large."""

    def chunk(kind: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0 L9 9 z"/></svg>'


def test_a_logo_that_is_vast_a_bomb_or_a_script(told: Cli, tmp_path: Path) -> None:
    files = {
        "bomb.png": (_png(60_000, 60_000, zlib.compress(b"\0" * 5_000_000)), "60000 × 60000 pixels is too large"),
        "script.svg": (SVG.format("<script>alert(1)</script>").encode(), "holds <script>"),
        "handler.svg": (SVG.format('<g onload="alert(1)"/>').encode(), "holds “onload”"),
        "outside.svg": (SVG.format('<image href="http://example.org/a.png"/>').encode(), "holds <image>"),
        "entities.svg": (b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">]>' + SVG.format("&a;").encode(), "a document type"),
        "words.png": (b"no picture", "this is neither"),
        "empty.svg": (b"", "this is neither"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "vast.png").open("wb") as vast:
        vast.truncate(50 * 1024 * 1024)
    os.mkfifo(tmp_path / "pipe.png")
    said = {name: why for name, (_, why) in files.items()}
    said |= {"vast.png": "at most 512 kB", "pipe.png": "it is not a file", "absent.png": "No such file"}
    before = state(told)
    for name, why in said.items():
        told("config", "logo", str(tmp_path / name)).refused(1, why)
        assert state(told) == before, name


def test_a_file_to_verify_that_is_none_or_ours_changed(told: Cli, tmp_path: Path) -> None:
    paper = tmp_path / "ours.pdf"
    told.json("agreements", "export", "amara", "--format", "pdf", "--to", str(paper))
    verdicts = {"empty": "unknown", "vast": "unknown", "other": "unknown", "again.pdf": "changed", "cut.pdf": "changed"}
    (tmp_path / "empty").touch()
    (tmp_path / "other").write_bytes(os.urandom(5_000))
    (tmp_path / "cut.pdf").write_bytes(paper.read_bytes() + b" ")
    with (tmp_path / "vast").open("wb") as vast:
        vast.truncate(1024**3)
    try:
        subprocess.run(["pdftocairo", "-pdf", paper, tmp_path / "again.pdf"], check=True, capture_output=True)
    except FileNotFoundError:
        del verdicts["again.pdf"]
    for name, verdict in verdicts.items():
        done = told("--json", "agreements", "verify", str(tmp_path / name))
        assert (done.status, f'"verdict": "{verdict}"' in done.out) == (1, True), (name, done.out)
        assert "Traceback" not in done.err
    for text in ("", "x", "0" * 16, "g" * 64, "0" * 65):
        assert told("agreements", "verify", "--fingerprint", text).status == 1, text
