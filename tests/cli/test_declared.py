"""What every verb promises: help and an example without a desk, and exactly the JSON keys that it declares."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coachdesk import cli as command_line
from coachdesk.cli.nouns import Noun, Verb
from coachdesk.options import HELP
from tests.cli.program import Cli, run_here, run_real
from tests.domain.test_editions import GOOD

NOUNS: dict[Verb, Noun] = {
    verb: noun for noun in map(command_line.noun_of, command_line.MODULES) for verb in noun.verbs
}
VERBS = list(NOUNS)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.words)
def test_help_needs_no_desk_and_shows_an_example(verb: Verb, tmp_path: Path) -> None:
    shown = run_here("--desk", str(tmp_path / "none"), *verb.words.split(), "--help")
    assert (shown.status, shown.err) == (0, "")
    assert f"Example: coachdesk {verb.example}" in shown.out
    assert verb.help.split(".")[0] in " ".join(shown.out.split())
    assert "--json gives" in shown.out


@pytest.mark.parametrize(
    "noun", {noun.name: noun for noun in NOUNS.values() if noun.name}.values(), ids=lambda n: n.name
)
def test_the_help_of_a_noun_says_whole_what_each_verb_does(noun: Noun, tmp_path: Path) -> None:
    shown = run_here("--desk", str(tmp_path / "none"), noun.name, "--help")
    assert (shown.status, shown.err) == (0, "")
    assert "..." not in shown.out
    said = " ".join(shown.out.split())
    assert all(verb.help.partition(". ")[0] in said for verb in noun.verbs if " " not in verb.name)


def test_help_speaks_of_words_not_of_types(tmp_path: Path) -> None:
    for words, usage in ((("search",), "WORDS…"), (("config",), "[KEY] [VALUE]"), (("clients", "show"), "REF")):
        shown = run_here("--desk", str(tmp_path / "none"), *words, "--help").out
        assert f"Usage: coachdesk {' '.join(words)} [OPTIONS] {usage}\n" in shown
        assert "<" not in shown


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.words)
def test_the_example_is_one_of_that_verb(verb: Verb) -> None:
    words = [word for word in shlex.split(verb.example) if word not in ("--passphrase-stdin", "--recovery-key-stdin")]
    assert NOUNS[verb].whole(words)[: len(verb.words.split())] == verb.words.split()


def test_the_programs_help_names_every_verb() -> None:
    for module in command_line.MODULES:
        noun = command_line.noun_of(module)
        if noun.name:
            line = HELP.partition(f"\n  {noun.name} ")[2].partition("\n  disclosures")[0]
            assert all(verb.name.split()[0] in line.replace(",", "").split() for verb in noun.verbs), line
        else:
            assert all(f"\n  {verb.name} " in HELP for verb in noun.verbs)
    assert run_real("--help").out == HELP


def test_the_docs_have_every_verb_with_its_example() -> None:
    text = command_line.docs_text()
    assert all(f"coachdesk {verb.words}: " in text and verb.example in text for verb in VERBS)


def test_every_first_word_leads_to_the_file_that_holds_it() -> None:
    for module, words in command_line.MODULES.items():
        noun = command_line.noun_of(module)
        assert set(words) == ({noun.name} if noun.name else {verb.name for verb in noun.verbs})


LATER = ("sessions", "add", "--client", "asa", "--at", "2026-12-03 10:00")


def moved(told: Cli) -> str:
    """A client who lives in another zone than when a session was planned."""
    told.json("sessions", "add", "--client", "tomas", "--at", "2026-12-04 16:00")
    told.json("clients", "edit", "tomas", "--zone", "Asia/Tokyo")
    return "tomas"


def paid_for(told: Cli) -> str:
    """A client whose coaching somebody else pays, under an agreement that they have signed."""
    told.json("clients", "add", "--name", "Ola Hansen")
    told.json("agreements", "new", "--client", "ola", "--sessions", "6", "--minutes", "60", "--fee", "600",
              "--start", "2026-12-01", "--goal", "Rest :: two evenings", "--sponsor", "bo",
              "--fill", "shared_items=the dates")  # fmt: skip
    told.json("agreements", "send", "ola")
    told.json("agreements", "sign", "ola", "--by", "Ola Hansen", "--on", "today", "--how", "paper")
    return "ola"


def two_offered(told: Cli) -> str:
    """An incident of which the client chose one of two options."""
    made = told.json("incidents", "open", "--client", "tomas", "The room was locked")
    for text in ("an hour in another one", "money back"):
        told.json("incidents", "option", made["id"], text)
    told.json("incidents", "choose", made["id"], "2", "--said", "money, please")
    return str(made["id"])


def _log_of_hours(told: Cli) -> Path:
    file = told.desk.parent / "hours.csv"
    file.write_text("Client name,Start date,Paid hours\nZoë,2024-01-10,3\n", "utf-8")
    return file


def edition_file(beside: Path) -> str:
    """A file with a new edition."""
    file = beside.with_name("code.toml")
    file.write_text(GOOD)
    return str(file)


def runs(told: Cli) -> dict[str, Any]:
    """The JSON of every verb, each run once on a desk that has a bit of everything."""
    file = told.desk.parent / "summary.md"
    later = str(told.json(*LATER)["id"])
    words: dict[str, tuple[str, ...]] = {
        "contacts add": ("contacts", "add", "--name", "Eve", "--role", "helper"),
        "contacts list": ("contacts", "list"),
        "contacts show": ("contacts", "show", "bo"),
        "contacts edit": ("contacts", "edit", "bo", "--phone", "+46 8 000 000"),
        "clients add": ("clients", "add", "--name", "Mei Lin"),
        "clients list": ("clients", "list"),
        "clients show": ("clients", "show", "amara"),
        "clients edit": ("clients", "edit", "amara", "--note", "likes mornings"),
        "clients history": ("clients", "history", "amara"),
        "goals add": ("goals", "add", "--client", "mei", "Sleep more :: eight hours"),
        "goals list": ("goals", "list", "--client", "mei"),
        "goals rate": ("goals", "rate", "sleep", "4"),
        "goals edit": ("goals", "edit", "sleep", "Sleep well :: eight hours"),
        "goals drop": ("goals", "drop", "sleep"),
        "goals reopen": ("goals", "reopen", "sleep"),
        "agreements new": ("agreements", "new", "--client", "mei", "--title", "A new one"),
        "agreements list": ("agreements", "list"),
        "agreements show": ("agreements", "show", "mei"),
        "agreements edit": (
            "agreements",
            "edit",
            "mei",
            "--sessions",
            "4",
            "--minutes",
            "45",
            "--fee",
            "400",
            "--start",
            "tom",
        ),
        "agreements clause": ("agreements", "clause", "mei", "absence_cover", "--in"),
        "agreements fill": ("agreements", "fill", "mei", "stand_in_name=Bo Lind"),
        "agreements delete": ("agreements", "delete", "first steps"),
        "agreements send": ("agreements", "send", "mei"),
        "agreements sign": ("agreements", "sign", "mei", "--by", "Mei Lin", "--on", "today", "--how", "paper"),
        "agreements export": ("agreements", "export", "mei", "--format", "md", "--to", str(file)),
        "agreements amend": ("agreements", "amend", "amara", "--fee", "1350.00"),
        "agreements diff": ("agreements", "diff", "amara"),
        "agreements template save": ("agreements", "template", "save", "amara", "--name", "six"),
        "agreements template list": ("agreements", "template", "list"),
        "agreements template show": ("agreements", "template", "show", "six"),
        "agreements template edit": ("agreements", "template", "edit", "six", "--fee", "10", "--name", "sixth"),
        "agreements template delete": ("agreements", "template", "delete", "sixth"),
        "sessions add": ("sessions", "add", "--client", "amara", "--at", "2026-12-02 10:00"),
        "sessions edit": ("sessions", "edit", "amara", "--medium", "video"),
        "sessions move": ("sessions", "move", "amara", "--to", "2026-11-26 10:00"),
        "sessions agree": ("sessions", "agree", "amara", "--topic", "saying no", "--result", "a first sentence"),
        "sessions note": ("sessions", "note", "amara", "--kind", "insight", "I can ask"),
        "sessions hold": ("sessions", "hold", "amara"),
        "prep": ("prep", "amara"),
        "followup": ("followup", "amara"),
        "sessions export": ("sessions", "export", "--ics", "--to", str(file.with_name("sessions.ics"))),
        "sessions reopen": ("sessions", "reopen", "amara"),
        "sessions miss": ("sessions", "miss", "amara", "--by", "coach"),
        "sessions keep": ("sessions", "keep", moved(told), "--hour", "client"),
        "sessions list": ("sessions", "list"),
        "sessions show": ("sessions", "show", "amara"),
        "add": ("add", "send the values exercise @amara tom 17:00 ~30m"),
        "tasks list": ("tasks",),
        "tasks show": ("tasks", "show", "values"),
        "tasks edit": ("tasks", "edit", "values", "send the values exercise again"),
        "renegotiate": ("renegotiate", "values", "--to", "mon 12:00"),
        "tasks answer": ("tasks", "answer", "values", "--yes", "--said", "Monday is fine"),
        "tasks leave": ("tasks", "leave", "values", "--why", "waits for her list"),
        "release": ("release", "values", "--said", "leave it"),
        "done": ("done", str(told.json("add", "file the papers")["id"])),
        "tasks record": ("tasks", "record", "--client", "amara"),
        "messages log": ("messages", "log", "--from", "bo", "asks about the invoice"),
        "messages list": ("messages",),
        "messages ack": ("messages", "ack", "invoice", "--reply-by", "tom 12:00"),
        "messages answer": ("messages", "answer", "invoice"),
        "review show": ("review",),
        "review finish": ("review", "finish"),
        "ethics now": ("ethics",),
        "ethics show": ("ethics", "show", "--client", "amara"),
        "ethics answer": ("ethics", "answer", "intimacy.none.clear", "yes"),
        "ethics history": ("ethics", "history", "intimacy"),
        "ethics editions list": ("ethics", "editions"),
        "ethics editions check": ("ethics", "editions", "check", edition_file(file)),
        "ethics editions add": ("ethics", "editions", "add", edition_file(file)),
        "ethics compare": ("ethics", "compare", "2005", "2020"),
        "ethics dilemma add": ("ethics", "dilemma", "add", "Bo asked me over lunch"),
        "ethics dilemma decide": ("ethics", "dilemma", "decide", "lunch", "I said nothing"),
        "ethics dilemma look-back": ("ethics", "dilemma", "look-back", "lunch", "it was right"),
        "ethics dilemma list": ("ethics", "dilemma"),
        "ethics look": ("ethics", "look"),
        "ethics export": ("ethics", "export", "--to", str(file.with_name("checklist.md"))),
        "consents give": ("consents", "give", "--client", "amara", "--kind", "stand-in", "--on", "today"),
        "absence add": ("absence", "add", "--from", "2026-12-02", "--to", "2026-12-03", "--cover", "bo"),
        "absence list": ("absence",),
        "absence show": ("absence", "show", "next"),
        "absence decide": ("absence", "decide", "next", later, "--as", "cover"),
        "absence switch": ("absence", "switch", "next", "email", "--on"),
        "absence told": ("absence", "told", "next", "--all"),
        "absence edit": ("absence", "edit", "next", "--from", "now"),
        "absence sheet": ("absence", "sheet", "now", "--to", str(file.with_name("sheet.txt"))),
        "absence back": ("absence", "back"),
        "completion": ("completion", "bash"),
        "ledger add": ("ledger", "add", "--client", "amara", "--kind", "payment", "--amount", "600"),
        "ledger owed": ("ledger", "owed"),
        "ledger reverse": ("ledger", "reverse", "amara payment", "--why", "it was entered twice"),
        "ledger list": ("ledger",),
        "ledger balance": ("ledger", "balance"),
        "agreements withdraw": ("agreements", "withdraw", "tomas"),
        "agreements email": ("agreements", "email", "mei"),
        "agreements report": (
            "agreements",
            "report",
            paid_for(told),
            "--format",
            "md",
            "--override",
            "they asked me to",
            "--to",
            str(file.with_name("report.md")),
        ),
        "agreements verify": ("agreements", "verify", str(file)),
        "agreements end": ("agreements", "end", "amara", "--on", "2026-12-24", "--by", "coach", "--why", "done"),
        "agreements renew": ("agreements", "renew", "amara"),
        "sessions cancel": ("sessions", "cancel", later, "--by", "client", "--why", "a cold"),
        "consents decline": ("consents", "decline", "--client", "amara", "--kind", "recording", "--on", "today"),
        "consents withdraw": ("consents", "withdraw", "amara stand-in", "--on", "today"),
        "consents list": ("consents", "list"),
        "register add": ("register", "add", "tool", "Zoom", "--sees", "faces"),
        "register list": ("register", "list"),
        "register show": ("register", "show", "zoom"),
        "register edit": ("register", "edit", "zoom", "--ai", "no"),
        "register end": ("register", "end", "zoom"),
        "register kinds": ("register", "kinds"),
        "hours log": ("hours", "--credential", "PCC"),
        "hours add": ("hours", "add", "--name", "Jonas Weber", "--start", "2024-01-10", "--paid", "12.5"),
        "hours edit": ("hours", "edit", "jonas", "--people", "6"),
        "hours list": ("hours", "list"),
        "hours left-off": ("hours", "left-off"),
        "hours import": ("hours", "import", str(_log_of_hours(told)), "--dry-run"),
        "hours remove": ("hours", "remove", "jonas"),
        "hours group": ("hours", "group", "tomas", "6"),
        "disclosures list": ("disclosures",),
        "disclosures add": (
            "disclosures",
            "add",
            "--client",
            "amara",
            "--to",
            "the police",
            "--what",
            "where she is",
            "--basis",
            "harm",
            "--why",
            "she meant it",
        ),
        "incidents open": ("incidents", "open", "--client", "amara", "I came late", "--who-knows", "she and I"),
        "incidents edit": ("incidents", "edit", "amara", "--next", "call her"),
        "incidents option": ("incidents", "option", "amara", "an hour without a fee"),
        "incidents choose": ("incidents", "choose", "amara", "1", "--said", "the hour"),
        "incidents list": ("incidents", "--open"),
        "incidents show": ("incidents", "show", "amara"),
        "incidents close": ("incidents", "close", two_offered(told)),
        "search": ("search", "amara"),
        "today": ("today",),
        "config": ("config", "paper", "Letter"),
        "undo": ("undo",),
        "doctor": ("doctor",),
        "slots list": ("slots", "list"),
        "slots add": ("slots", "add", "recovery"),
    }
    return {verb: told.json(*run) for verb, run in words.items() if verb != "slots add"} | {
        "slots add": told.json(*words["slots add"])
    }


def test_json_has_the_declared_keys_and_no_others(told: Cli) -> None:
    given = runs(told)
    apart = {"init", "recover", "slots remove"}  # these change the ways in; their own tests hold their keys
    assert {verb.words for verb in VERBS} - apart == given.keys()
    for verb in VERBS:
        if verb.words in apart:
            continue
        value = given[verb.words]
        assert isinstance(value, list) is verb.array, verb.words
        for one in value if verb.array else [value]:
            assert tuple(one) == verb.keys, verb.words
        assert value, f"{verb.words}: nothing to look at"


def test_a_verb_imports_no_screens(told: Cli) -> None:
    """And Today, the fast one, nothing that only writing needs."""
    code = (
        "import sys; from coachdesk.__main__ import main; status = main(sys.argv[1:]); "
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr); sys.exit(status)"
    )
    heavy = {"textual", "rich", "typst", "keyring"}
    for verb, also in (
        (("clients", "list"), set[str]()),
        (("today",), {"sqlmodel", "sqlalchemy", "pendulum"}),
    ):
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, "--desk", str(told.desk), "--recovery-key-stdin", *verb],
            input=f"{told.recovery_key}\n", capture_output=True, text=True, check=True,
        )  # fmt: skip
        loaded = set(done.stderr.splitlines()[-1].split())
        assert loaded & (heavy | also) == set()


def test_json_may_stand_before_the_verb_too(told: Cli) -> None:
    lines = f"{told.recovery_key}\n"
    before = run_here("--json", "--desk", str(told.desk), "--recovery-key-stdin", "clients", "list", stdin=lines)
    assert before.json == told.json("clients", "list")
