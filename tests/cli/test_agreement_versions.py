"""How agreements live on, from the shell: next versions, comparison, ending, renewal, proof, templates, payers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Cli

START = "2026-12-01"


def at(patch: pytest.MonkeyPatch, day: str) -> None:
    """Let it be noon of a day."""
    patch.setenv("COACHDESK_NOW", f"{day}T12:00:00Z")


def sign(cli: Cli, on: str, *parties: tuple[str, str]) -> dict[str, object]:
    """Everyone signs Amara's agreement."""
    for by, party in parties or (("Amara Okonkwo", "client"), ("Coach", "coach")):
        page = cli.json("agreements", "sign", "amara", "--by", by, "--on", on, "--how", "paper", "--as", party)
    assert isinstance(page, dict)
    return page


def test_a_next_version_from_draft_to_in_force(told: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, other = (str(tmp_path / name) for name in ("old.md", "new.md", "other.md"))
    told.json("agreements", "export", "amara", "--format", "md", "--to", old)
    at(monkeypatch, "2026-12-10")
    page = told.json("agreements", "amend", "amara", "--fee", "1350.00", "--review", "2027-02-01")
    assert (page["version"], page["state"], page["in_force"], page["missing"]) == (2, "draft", 1, [])
    assert (page["terms"]["sessions"], page["terms"]["review"]) == (6, "2027-02-01")
    assert "signed; version 2 is a draft" in told("agreements", "list").out
    words = told.json("agreements", "diff", "amara", "--from", "1", "--to", "2")["words"]
    assert words.startswith("fee 1,200.00 → 1,350.00 EUR; review none → 1 February 2027; ")
    assert "fee 1,200.00 → 1,350.00 EUR" in told("agreements", "diff", "amara").out
    told("agreements", "amend", "amara", "--fee", "1").refused(1, "draft already")
    told("agreements", "amend", "amara").refused(2, "nothing to change")
    told.json("agreements", "send", "amara")
    assert "signed; version 2 waits" in told("clients", "show", "amara").out
    told.json("agreements", "export", "amara", "--format", "md", "--to", new)
    assert told.json("agreements", "verify", old)["verdict"] == "in-force"
    assert told.json("agreements", "verify", new)["verdict"] == "unsigned"
    assert told.json("agreements", "show", "amara", "--version", "1")["in_force"] == 1
    assert sign(told, "2026-12-10")["in_force"] == 2
    found = told.json("agreements", "verify", old)
    assert (found["verdict"], found["version"], found["until"]) == ("superseded", 1, "2026-12-09")
    Path(other).write_text(Path(new).read_text().replace("1,350.00", "350.00"))
    told.json("agreements", "end", "amara", "--on", "2026-12-10", "--by", "client")
    assert told.json("agreements", "verify", new)["verdict"] == "ended"
    changed = told("--json", "agreements", "verify", other)
    assert (changed.status, '"verdict": "changed"' in changed.out, '"version": 2' in changed.out) == (1, True, True)


@pytest.mark.parametrize("name", ["empty", "absent", "folder", "words"])
def test_a_file_that_is_none_of_ours_is_unknown_in_json_too(told: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "words").write_text("not ours")
    found = told("--json", "agreements", "verify", str(tmp_path / name))
    assert (found.status, found.err) == (1, "")
    assert '"verdict": "unknown"' in found.out
    assert told("agreements", "verify", str(tmp_path / name)).out.startswith("unknown: ")


def test_a_fingerprint_typed_in_is_verified(told: Cli) -> None:
    printed = told.json("agreements", "show", "amara")["fingerprint"]
    assert told.json("agreements", "verify", "--fingerprint", printed)["verdict"] == "in-force"
    assert told("agreements", "verify", "--fingerprint", "abc").status == 1
    told("agreements", "verify").refused(2, "--fingerprint")


def test_an_ending_says_who_when_why_and_what_is_left(told: Cli) -> None:
    told("agreements", "end", "amara", "--on", "2026-12-02", "--by", "coach").refused(1, "why")
    told("agreements", "end", "amara", "--on", "2026-01-01", "--by", "client").refused(1, "before it starts")
    told("agreements", "end", "tomas", "--on", "today", "--by", "client").refused(1, "nothing to end")
    told("agreements", "end", "amara", "--on", "2026-12-02", "--by", "client", "--refund", "9 bananas").refused(
        1, "refund"
    )
    page = told.json("agreements", "end", "amara", "--on", "2026-12-02", "--by", "client", "--refund", "1200")
    assert page["ending"] == {
        "on": "2026-12-02", "by": "client", "why": "", "unused": 6, "refund": {"minor": 120000, "currency": "EUR"},
        "said": "6 sessions not used; 1,200.00 EUR given back",
    }  # fmt: skip
    told("agreements", "end", "amara", "--on", "2026-12-02", "--by", "client").refused(1, "ended")
    assert "6 sessions not used" in told("agreements", "show", "amara").out


def test_after_a_next_version_was_withdrawn_the_list_says_what_holds(told: Cli) -> None:
    told.json("agreements", "amend", "amara", "--fee", "1350.00")
    told.json("agreements", "send", "amara")
    told.json("agreements", "withdraw", "amara")
    assert "signed, version 1" in told("agreements", "list", "--client", "amara").out
    assert [(one["state"], one["version"]) for one in told.json("agreements", "list", "--client", "amara")] == [
        ("signed", 1)
    ]


def test_what_waits_is_withdrawn_and_a_renewal_goes_on(told: Cli) -> None:
    assert told.json("agreements", "withdraw", "tomas")["state"] == "withdrawn"
    told("agreements", "withdraw", "amara").refused(1, "signed by everyone")
    told("agreements", "sign", "tomas", "--by", "Tomás", "--on", "today", "--how", "paper").refused(1, "not sent")
    page = told.json("agreements", "renew", "amara")
    assert (page["state"], page["terms"]["start"], page["terms"]["fee"]["minor"]) == ("draft", "2027-07-01", 120000)
    told("agreements", "renew", page["renews"]).refused(1, "renewed")


def test_a_payer_has_instalments_signs_and_holds_a_copy(told: Cli, tmp_path: Path) -> None:
    terms = ("--sessions", "4", "--minutes", "60", "--fee", "1000", "--currency", "JPY", "--start", START)
    parts = ("--instalment", "2026-12-01 400", "--instalment", "2027-01-01 600")
    told("agreements", "new", "--client", "asa", *terms, *parts, "--instalment", "2027-02-01 1").refused(1, "1,001 JPY")
    page = told.json(
        "agreements", "new", "--client", "asa", "--title", "Paid", *terms, *parts, "--sponsor", "bo",
        "--fill", "shared_items=dates", "--goal", "Speak first :: weekly",
    )  # fmt: skip
    assert page["terms"]["instalments"] == [
        {"on": "2026-12-01", "amount": {"minor": 400, "currency": "JPY"}},
        {"on": "2027-01-01", "amount": {"minor": 600, "currency": "JPY"}},
    ]
    assert (page["missing"], page["sponsor"]) == ([], "Bo Lind")
    told.json("agreements", "send", "paid")
    assert told.json("agreements", "show", "paid")["to_sign"] == ["client", "coach", "payer"]
    file = tmp_path / "payer.md"
    copy = ("agreements", "export", "paid", "--format", "md", "--to", str(file), "--copy", "payer")
    told(*copy).refused(1, "sponsor-report", "never asked")  # what a payer hears is the client's to sign first
    told.json("agreements", "sign", "paid", "--by", "Åsa", "--on", "today", "--how", "email", "--as", "client")
    done = told(*copy)
    assert "what the payer may be told: Bo Lind hears only this: dates." in done.err
    assert "Speak first" not in file.read_text()
    assert "400 JPY on 1 December 2026" in file.read_text()
    assert told.json("agreements", "email", "paid", "--copy", "payer")["body"].startswith("Dear Bo Lind,")
    told("agreements", "export", "amara", "--format", "md", "--to", str(file), "--copy", "payer", "--replace").refused(
        1
    )


def test_a_template_is_used_for_the_next(told: Cli) -> None:
    told.json("agreements", "clause", "first steps", "--add", "My dog", "--text", "Åsa likes Rex.", "--before", "fee")
    found = told.json("agreements", "template", "save", "first steps", "--name", "with a dog")
    assert "Åsa" not in str(found)
    told.json("agreements", "template", "edit", "dog", "--sessions", "3", "--minutes", "45", "--fee", "0")
    page = told.json("agreements", "new", "--client", "tomas", "--template", "dog", "--start", START, "--minutes", "30")
    terms = page["terms"]
    assert (terms["sessions"], terms["minutes"], terms["fee"]["minor"], page["missing"]) == (3, 30, 0, [])
    assert "Tomás Rojas likes Rex." in [one["text"] for one in page["clauses"]]
    assert "none, pro bono" in told("agreements", "template", "list").out
    told("agreements", "new", "--client", "tomas", "--template", "cat").refused(1, "no template cat")
    told("agreements", "template", "save", "amara", "--name", "With A Dog").refused(1, "already")
    told("agreements", "template").refused(2, "Missing command")


def test_clauses_of_ones_own_come_move_and_go(told: Cli) -> None:
    page = told.json("agreements", "clause", "first steps", "--add", "My dog", "--text", "Rex is there.")
    assert [(one["key"], one["own"]) for one in page["clauses"][-2:]] == [("own_my_dog", True), ("signatures", False)]
    page = told.json("agreements", "clause", "first steps", "own_my_dog", "--before", "parties")
    assert page["clauses"][0]["key"] == "own_my_dog"
    page = told.json("agreements", "clause", "first steps", "own_my_dog", "--remove")
    assert page["clauses"][0]["key"] == "parties"
    page = told.json("agreements", "clause", "first steps", "recording", "--out", "--why", "we walk")
    assert "recording" not in [gap["clause"] for gap in page["missing"]]
    assert "because we walk" in told("agreements", "show", "first steps").out
    told("agreements", "clause", "first steps", "--text", "x").refused(2, "nothing to change was given")
    told("agreements", "clause", "first steps", "fee", "--remove").refused(1, "catalogue")
    told("agreements", "clause", "first steps", "fee", "--text", "{Fee}").refused(1, "not a place to fill")
    told("agreements", "clause", "first steps", "fee", "--text", "x" * 100_000).refused(1, "100,000")
