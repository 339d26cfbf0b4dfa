"""What leaves for anybody else, from the shell: refused without consent, in every format; let out once for a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import Cli
from tests.cli.test_declared import paid_for
from tests.services.gate_ways import WAYS, Way, each, id_of

Words = tuple[str, ...]


def _summary(told: Cli, fmt: str, file: str) -> Words:
    return "agreements", "export", "amara", "--format", fmt, "--to", file, "--recipient", "Eve Moss"


def _payers_copy(told: Cli, fmt: str, file: str) -> Words:
    _unsigned(told)
    return "agreements", "export", "ola", "--format", fmt, "--to", file, "--copy", "payer"


def _letter(told: Cli, fmt: str, file: str) -> Words:
    _unsigned(told)
    return "agreements", "email", "ola", "--copy", "payer"


def _report(told: Cli, fmt: str, file: str) -> Words:
    return "agreements", "report", paid_for(told), "--format", fmt, "--to", file


def _sheet(told: Cli, fmt: str, file: str) -> Words:
    told.json("contacts", "add", "--name", "Ida Krull", "--role", "stand-in")
    told.json("absence", "add", "--from", "2026-12-14", "--to", "2026-12-18", "--cover", "ida")
    return "absence", "sheet", "next", "--to", file


def _hours(told: Cli, fmt: str, file: str) -> Words:
    _held(told)
    return "hours", {"csv": "--csv", "pdf": "--pdf", "json": "--json-to"}[fmt], file


def _checklist(told: Cli, fmt: str, file: str) -> Words:
    return "ethics", "export", "--client", "amara", "--recipient", "Ana Kirova", "--format", fmt, "--to", file


RUNS: dict[str, Callable[[Cli, str, str], Words]] = {
    "summary": _summary, "payers-copy": _payers_copy, "payers-letter": _letter, "report": _report, "sheet": _sheet,
    "hours": _hours, "checklist": _checklist,
}  # fmt: skip
NOBODY = {"sheet": "no client consented", "hours": "hours"}
"""What is said where all are left out."""


def _unsigned(told: Cli) -> None:
    """An agreement that Bo pays for, sent and not signed."""
    told.json("clients", "add", "--name", "Ola Hansen")
    told.json("agreements", "new", "--client", "ola", "--sessions", "6", "--minutes", "60", "--fee", "600",
              "--start", "2026-12-01", "--goal", "Rest :: two evenings", "--sponsor", "bo",
              "--fill", "shared_items=the dates")  # fmt: skip
    told.json("agreements", "send", "ola")


def _held(told: Cli) -> None:
    """A session of Amara's that was held."""
    told.json("sessions", "add", "--client", "amara", "--at", "2026-11-26 10:00")
    told.json("sessions", "hold", "amara")


def test_every_way_is_tried() -> None:
    assert set(RUNS) == {way.name for way in WAYS}


@pytest.mark.parametrize(("way", "fmt"), each(True), ids=id_of)
def test_without_consent_it_is_refused(told: Cli, tmp_path: Path, way: Way, fmt: str) -> None:
    file = tmp_path / f"out.{fmt}"
    words = RUNS[way.name](told, fmt, str(file))
    told(*words).refused(1, "has not allowed", way.kind, "never asked", f"--kind {way.kind} --on DATE", "--override")
    assert not file.exists()
    assert told.json("disclosures") == []


@pytest.mark.parametrize(("way", "fmt"), each(False), ids=id_of)
def test_nobody_is_shown_who_did_not_allow_it(told: Cli, tmp_path: Path, way: Way, fmt: str) -> None:
    file = tmp_path / f"out.{fmt}"
    done = told(*RUNS[way.name](told, fmt, str(file)))
    if way.name in NOBODY:
        done.refused(1, NOBODY[way.name])
        assert not file.exists()
    assert {one["basis"] for one in told.json("disclosures") if one["client"]} <= {"unnamed"}
    if file.exists() and fmt == "md":
        assert "Amara" not in file.read_text("utf-8")


def test_once_for_a_reason_it_goes_and_the_register_keeps_why(told: Cli, tmp_path: Path) -> None:
    words = RUNS["report"](told, "md", str(tmp_path / "a.md"))
    told(*words, "--override", " ").refused(1, "needs a reason")
    told.json(*words, "--override", "she asked me on the telephone")
    (line,) = told.json("disclosures")
    assert (line["basis"], line["why"]) == ("override", "she asked me on the telephone")
    told(*words[:-1], str(tmp_path / "b.md")).refused(1, "has not allowed")
    shown = told("disclosures", "--client", "ola").out
    assert "let out once, for a reason" in shown


def test_with_consent_it_goes_and_the_register_names_it(told: Cli, tmp_path: Path) -> None:
    words = RUNS["report"](told, "html", str(tmp_path / "a.html"))
    told.json("consents", "give", "--client", "ola", "--kind", "sponsor-report", "--on", "today", "--use", "half-way")
    told.json(*words, "--words", "We are half way.")
    (line,) = told.json("disclosures")
    assert (line["basis"], line["consent"]) == ("consent", "sponsor-report, given on 27 November 2026")
    assert "We are half way." in (tmp_path / "a.html").read_text("utf-8")
    told.json("consents", "withdraw", "hansen sponsor-report", "--on", "today")
    told(*words, "--replace").refused(1, "withdrawn on 27 November 2026")


def test_a_sheet_says_whom_it_leaves_out(told: Cli, tmp_path: Path) -> None:
    words = RUNS["sheet"](told, "txt", str(tmp_path / "sheet.txt"))
    told.json("consents", "give", "--client", "amara", "--kind", "stand-in", "--on", "today")
    told.json("consents", "decline", "--client", "tomas", "--kind", "stand-in", "--on", "today")
    done = told(*words)
    assert done.out.startswith("wrote 1 client to")
    assert "left out, without consent:" in done.err
    assert "Tomás (declined on 27 November 2026)" in done.err


def test_a_report_without_a_payer_or_a_signature_is_refused(told: Cli, tmp_path: Path) -> None:
    to = ("--format", "md", "--to", str(tmp_path / "a.md"))
    told("agreements", "report", "amara", *to).refused(1, "nobody else pays")
    _unsigned(told)
    told("agreements", "report", "ola", *to).refused(1, "have not signed")


def test_a_report_has_a_format_that_there_is(told: Cli, tmp_path: Path) -> None:
    words = RUNS["report"](told, "cat", str(tmp_path / "a.md"))
    told.json("consents", "give", "--client", "ola", "--kind", "sponsor-report", "--on", "today", "--use", "half-way")
    told(*words).refused(1, "cat")
    assert list(tmp_path.glob("a.*")) == []
