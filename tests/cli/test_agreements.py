"""Agreements from the shell: written, changed, sent, signed, handed over."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from tests.cli.program import NOW, Cli

TERMS = ("--sessions", "6", "--minutes", "60", "--fee", "1200.00", "--start", "2027-01-11")


def new(cli: Cli, *words: str) -> dict[str, object]:
    """A new agreement with Åsa, who has none with all its terms."""
    page = cli.json("agreements", "new", "--client", "asa", *TERMS, "--title", "Steps", *words)
    assert isinstance(page, dict)
    return page


def test_with_the_usual_flags_nothing_is_missing(told: Cli) -> None:
    page = new(told, "--currency", "EUR", "--goal", "Speak first :: twice a month")
    assert (page["version"], page["state"], page["missing"]) == (1, "draft", [])
    assert page["terms"] == {
        "sessions": 6, "minutes": 60, "fee": {"minor": 120000, "currency": "EUR"}, "basis": "package",
        "start": "2027-01-11", "end": None, "review": None, "cancel_hours": 24, "frequency": "", "medium": "",
        "reply_minutes": None, "barter": False, "share_goals": False, "language": "", "instalments": [],
    }  # fmt: skip
    counted = {
        "agreed": 6,
        "left": 6,
        **dict.fromkeys(("held", "charged", "booked", "credited", "unmarked", "paid"), 0),
    }
    assert page["sessions"] == counted
    assert page["goals"] == [{"text": "Speak first", "measure": "twice a month"}]
    assert [one["text"] for one in told.json("goals", "list", "--client", "asa")] == ["Speak first"]


def test_a_goal_that_the_client_has_already_is_not_added_twice(told: Cli) -> None:
    told.json("goals", "add", "--client", "asa", "Speak first :: twice a month")
    new(told, "--goal", "speak first :: once", "--goal", "Listen :: more")
    assert [one["text"] for one in told.json("goals", "list", "--client", "asa")] == ["Speak first", "Listen"]


def test_what_is_missing_is_said_with_why_it_matters_and_stops_sending(told: Cli) -> None:
    page = told.json("agreements", "show", "first steps")
    assert page["state"] == "draft"
    assert page["missing"]
    assert all(gap["what"] and gap["why"] for gap in page["missing"])
    shown = told("agreements", "show", "first steps").out
    assert all(gap["what"] in shown for gap in page["missing"])
    told("agreements", "send", "first steps").refused(1, page["missing"][0]["what"])
    assert told.json("agreements", "list", "--state", "draft")[0]["missing"] == len(page["missing"])


def test_a_draft_is_changed_field_by_field(told: Cli) -> None:
    new(told, "--end", "2027-06-30", "--review", "2027-03-01")
    page = told.json(
        "agreements", "edit", "steps", "--title", "Steps on", "--fee", "999.50", "--medium", "by phone", "--review", ""
    )
    terms = page["terms"]
    assert (page["title"], terms["fee"], terms["medium"]) == (
        "Steps on",
        {"minor": 99950, "currency": "EUR"},
        "by phone",
    )
    assert (terms["sessions"], terms["end"], terms["review"]) == (6, "2027-06-30", None)
    told("agreements", "edit", "steps on").refused(2, "nothing to change")


def test_clauses_are_reworded_taken_in_and_left_out(told: Cli) -> None:
    new(told, "--goal", "Speak first :: twice a month")
    out = told.json("agreements", "clause", "steps", "fee", "--out")
    assert any(gap["clause"] == "fee" for gap in out["missing"])
    page = told.json(
        "agreements", "clause", "steps", "fee", "--in", "--text", "All of it costs {fee_amount} {currency}."
    )
    assert page["missing"] == []
    assert next(one["text"] for one in page["clauses"] if one["key"] == "fee") == "All of it costs 1,200.00 EUR."
    told("agreements", "clause", "steps", "fees", "--out").refused(1, "fees")
    told("agreements", "clause", "steps", "fee", "--text", "  ").refused(1, "has no words")
    told("agreements", "clause", "steps", "fee").refused(2, "nothing to change")


def test_placeholders_are_filled_and_opened_again(told: Cli) -> None:
    new(told, "--goal", "Speak first :: twice a month")
    told.json("agreements", "clause", "steps", "absence_cover", "--in")
    assert told.json("agreements", "fill", "steps", "stand_in_name=Bo = Lind")["fills"] == {
        "stand_in_name": "Bo = Lind"
    }
    opened = told.json("agreements", "fill", "steps", "stand_in_name=")
    assert [gap["placeholder"] for gap in opened["missing"]] == ["stand_in_name"]
    told("agreements", "fill", "steps", "client_name=Eve").refused(1, "client_name")
    told("agreements", "fill", "steps", "nothing").refused(1, "KEY=VALUE")
    assert new(told, "--fill", "ending_notice=two weeks")["fills"] == {"ending_notice": "two weeks"}


def test_a_sponsor_is_a_contact_and_has_to_sign(told: Cli) -> None:
    new(told, "--sponsor", "bo", "--fill", "shared_items=dates only", "--goal", "Speak first :: twice a month")
    told.json("agreements", "send", "steps")
    for name, party in (("Åsa Öberg", "client"), ("Coach", "coach")):
        assert (
            told.json("agreements", "sign", "steps", "--by", name, "--on", "today", "--how", "paper", "--as", party)[
                "state"
            ]
            == "sent"
        )
    assert (
        told.json("agreements", "sign", "steps", "--by", "Bo", "--on", "today", "--how", "email", "--as", "payer")[
            "state"
        ]
        == "signed"
    )
    told("agreements", "new", "--client", "asa", "--sponsor", "nobody").refused(1, "nobody")


def test_sent_is_frozen_and_signed_by_both_is_signed(told: Cli) -> None:
    page = told.json("agreements", "show", "amara")
    assert (page["state"], page["sent"], len(page["fingerprint"])) == ("signed", NOW, 64)
    assert page["signatures"] == [
        {"party": "client", "by": "Amara Okonkwo", "on": "2026-11-27", "how": "email"},
        {"party": "coach", "by": "Coach", "on": "2026-11-26", "how": "paper"},
    ]
    for words in (
        ("edit", "amara", "--fee", "1"),
        ("send", "amara"),
        ("fill", "amara", "medium=x"),
        ("clause", "amara", "fee", "--out"),
    ):
        told("agreements", *words).refused(1, "sent")
    told("agreements", "sign", "amara", "--by", "Coach", "--on", "today", "--how", "paper").refused(1, "already")
    told("agreements", "sign", "first", "--by", "Coach", "--on", "today", "--how", "paper").refused(1, "not")
    told("agreements", "sign", "tomas", "--by", "Tomás", "--on", "2026-12-24", "--how", "paper").refused(
        1, "2026-12-24"
    )
    told("agreements", "sign", "tomas", "--by", "Tomás", "--on", "today", "--how", "handshake").refused(1, "handshake")
    told("agreements", "sign", "tomas", "--by", " ", "--on", "today", "--how", "paper").refused(1, "by")


def test_lists_by_state_and_client(told: Cli) -> None:
    assert {one["client_name"]: one["state"] for one in told.json("agreements", "list")} == {
        "Amara": "signed",
        "Tomás": "sent",
        "Åsa": "draft",
    }
    assert [one["client_name"] for one in told.json("agreements", "list", "--state", "sent")] == ["Tomás"]
    assert [one["state"] for one in told.json("agreements", "list", "--client", "amara")] == ["signed"]
    told("agreements", "list", "--state", "lost").refused(1, "lost", "draft, sent, signed, ended")


@pytest.mark.parametrize(
    ("flag", "value", "word"),
    [
        ("--fee", "1.234,5", "comma"),
        ("--fee", "-3", "negative"),
        ("--fee", "1e9", "1e9"),
        ("--fee", "12 bananas", "12 bananas"),
        ("--fee", "1200.005", "decimals"),
        ("--fee", "9" * 400, "above"),
        ("--currency", "EURO", "EURO"),
        ("--sessions", "0", "sessions"),
        ("--sessions", "six", "sessions"),
        ("--sessions", "9" * 400, "sessions"),
        ("--minutes", "-60", "minutes"),
        ("--end", "2027-01-10", "2027-01-10"),
        ("--end", "2027-02-30", "2027-02-30"),
        ("--start", "someday", "someday"),
        ("--review", "2020-01-01", "2020-01-01"),
        ("--basis", "lifetime", "lifetime"),
        ("--cancel-hours", "10000", "cancel"),
        ("--instalment", "2027-01-11", "2027-01-11"),
        ("--instalment", "2027-01-11 1.00", "instalment"),
        ("--fill", "no-equals-sign", "KEY=VALUE"),
        ("--goal", " :: ", "goal"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused_and_nothing_is_written(
    told: Cli, flag: str, value: str, word: str
) -> None:
    told("agreements", "new", "--client", "asa", *TERMS, flag, value).refused(1, word)
    assert len(told.json("agreements", "list", "--client", "asa")) == 1
    assert told.json("goals", "list", "--client", "asa") == []


def test_a_summary_is_handed_over_once_and_for_one_pair_of_eyes(told: Cli, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    done = told.json("agreements", "export", "amara", "--format", "md", "--to", str(file))
    assert done == {"file": str(file), "fingerprint": told.json("agreements", "show", "amara")["fingerprint"]}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Amara Okonkwo" in file.read_text("utf-8")
    (register,) = told.json("disclosures")
    assert register["client_name"] == register["recipient"].split()[0] == "Amara"
    assert register["file_hash"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (register["file_name"], register["format"], register["fingerprint"]) == (
        "summary.md",
        "md",
        done["fingerprint"],
    )
    assert told.json("disclosures", "--client", "tomas") == []
    assert "summary.md" in told("disclosures").out


def test_a_file_is_replaced_only_when_asked_and_never_through_a_link(told: Cli, tmp_path: Path) -> None:
    file, link = tmp_path / "summary.md", tmp_path / "link"
    file.write_text("an old one")
    link.symlink_to(file)
    words = ("agreements", "export", "amara", "--format", "md", "--to")
    told(*words, str(file)).refused(1, "exists already")
    told(*words, str(link), "--replace").refused(1, "link")
    assert file.read_text() == "an old one"
    assert told.json(*words, str(file), "--replace")["file"] == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Amara Okonkwo" in file.read_text("utf-8")


def test_a_draft_is_deleted_and_brought_back_and_what_was_sent_stays(told: Cli) -> None:
    gone = told.json("agreements", "delete", "first steps")
    assert told.json("agreements", "list", "--client", "asa") == []
    assert told.json("undo")["what"] == "draft deleted"
    assert told.json("agreements", "show", gone["id"])["title"] == "First steps"
    told("agreements", "delete", "amara").refused(1, "sent")


def test_a_pdf_is_one(told: Cli, tmp_path: Path) -> None:
    file = tmp_path / "summary.pdf"
    words = ("agreements", "export", "amara", "--format", "pdf", "--to", str(file), "--recipient", "Bo Lind")
    told(*words).refused(1, "Amara has not allowed their name")
    done = told(*words, "--override", "she asked me to on the telephone")
    assert done.out == f"wrote {file}\n"
    assert file.read_bytes().startswith(b"%PDF-")
    assert told.json("disclosures")[0]["recipient"] == "Bo Lind"


def test_a_version_or_format_that_is_not_there_is_said(told: Cli, tmp_path: Path) -> None:
    told("agreements", "show", "amara", "--version", "2").refused(1, "2")
    told("agreements", "show", "amara", "--version", "two").refused(2, "--version")
    told("agreements", "export", "amara", "--format", "docx", "--to", str(tmp_path / "x")).refused(1, "docx")
    assert list(tmp_path.glob("x*")) == []


def test_undo_of_a_draft_and_never_of_what_was_sent(told: Cli) -> None:
    new(told)
    assert told.json("undo")["what"] == "agreement written"
    assert len(told.json("agreements", "list", "--client", "asa")) == 1
    told.json("agreements", "sign", "tomas", "--by", "Tomás Rojas", "--on", "today", "--how", "email")
    told("undo").refused(1, "cannot be undone")
