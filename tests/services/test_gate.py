"""The gate: who gets what leaves, and on which ground. Every place that lets something out, writes a file or copies is
known here, so that a new one cannot forget to ask."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import coachdesk
from coachdesk.domain import disclosures as rules
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.consents import DeclineInput, GiveInput, WithdrawInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import (
    absence_sheet,
    absences,
    agreement_papers,
    consents,
    ethics_record,
    gate,
    hours_export,
    sponsor_report,
)
from coachdesk.services.desk import Desk
from coachdesk.services.hand_over import Leaving, hand_over, hand_over_together, note_copied, register
from tests.services import acts
from tests.services.gate_ways import OWN, WAYS, Way, each, id_of
from tests.services.hours_acts import coached, held

ROOT = Path(coachdesk.__file__).parent
READING = Reading(acts.DAY)

WRITERS = {
    "services/hand_over.py": "the gate itself",
    "services/demo.py": "the files of the demo's own folder, gone with it",
    "services/ethics_catalogue.py": "an edition of the code, which shows nobody",
    "services/reading_files.py": "reads a picture, an edition or a list that was named",
    "services/verifying.py": "reads a file that is to be verified",
    "services/opening.py": "reads keys.json",
    "store/connection.py": "the database, sealed",
    "store/files.py": "keys.json, and what stands beside the database",
    "store/key_copies.py": "reads keys.json",
    "store/migrations/__init__.py": "the sealed database, copied before a migration",
    "ui/crash.py": "what a crash says of the program, without words of anybody",
    "__main__.py": "the terminal that has gone away",
}
"""Every file that opens, writes, moves or copies a file, and what it writes."""

CLIPBOARD = {
    "ui/screens/running_late.py": "a sentence to the client themself",
    "ui/screens/sentence.py": "a sentence to whoever it is about, the client themself",
    "ui/screens/agreement_letter.py": "the client's e-mail, or the payer's: that one asks the gate first",
    "ui/screens/follow_up.py": "the note to the client themself, which the register keeps",
    "ui/screens/tabs.py": "a line of one's own page, to oneself",
    "ui/screens/task_keys.py": "the words of one's own task, to oneself",
    "ui/screens/absence.py": "an auto-reply or a voicemail; the sheet is refused there",
}
"""Every file that copies to the clipboard, and for whom."""


def give(desk: Desk, client_id: str, kind: str, **more: object) -> str:
    """A yes to a kind."""
    words = {"words": "She asks well."} if kind == "testimonial" else {}
    return consents.give(desk, client_id, validated(GiveInput, {"kind": kind, "on": acts.DAY, **words, **more})).id


def leaving(client_id: str, audience: rules.Audience, what: str = "a text") -> Leaving:
    """Something about a client."""
    return Leaving(client_id, "", "file", what, "Bo Lind", "md", "", audience)


# the rule


@pytest.mark.parametrize(
    ("audience", "basis"),
    [(rules.TO_CLIENT, "to-client"), (rules.KEPT, "own"), (rules.to_other("research", agreed="v1"), "agreement")],
)
def test_to_themself_or_kept_or_signed_nothing_more_is_needed(
    desk: Desk, tmp_path: Path, audience: rules.Audience, basis: str
) -> None:
    who = acts.client(desk)
    hand_over(desk, leaving(who.id, audience), b"text", tmp_path / "a")
    assert [(one.basis, one.consent) for one in register(desk)] == [(basis, "")]


@pytest.mark.parametrize("kind", rules.KINDS)
def test_to_anybody_else_it_needs_the_consent_of_its_kind(desk: Desk, tmp_path: Path, kind: str) -> None:
    who = acts.client(desk)
    for other in rules.KINDS:
        if other != kind:
            give(desk, who.id, other)
    one = leaving(who.id, rules.to_other(kind))
    with acts.refused("consent.needed"):
        hand_over(desk, one, b"text", tmp_path / "a")
    with acts.refused("consent.needed"):
        note_copied(desk, one, b"text")
    assert list(tmp_path.glob("a")) == register(desk) == []
    give(desk, who.id, kind)
    hand_over(desk, one, b"text", tmp_path / "a")
    assert [(one.basis, one.consent) for one in register(desk)] == [("consent", f"{kind}, given on 27 November 2026")]


def test_the_refusal_says_whose_consent_which_and_what_makes_it(desk: Desk) -> None:
    who = acts.client(desk)
    with pytest.raises(CoachdeskError) as refused:
        gate.ground(desk, who.id, rules.to_other("hours-log"))
    line = refused.value.line
    assert "\n" not in line
    for words in ("Amara Okonkwo has not allowed", "hours-log", "never asked", "C on their page", "--override REASON",
                  "consents give --client 'Amara Okonkwo' --kind hours-log --on DATE"):  # fmt: skip
        assert words in line


def test_what_they_said_is_said_and_only_what_is_in_force_counts(desk: Desk) -> None:
    who, day = acts.client(desk).id, acts.DAY
    audience = rules.to_other("research")

    def said() -> str:
        with pytest.raises(CoachdeskError) as refused:
            gate.ground(desk, who, audience)
        return refused.value.what.rpartition(": ")[2]

    consents.decline(desk, who, validated(DeclineInput, {"kind": "research", "on": day - timedelta(9)}))
    assert said() == "declined on 18 November 2026"
    over = {"on": day - timedelta(8), "until": day - timedelta(1)}
    give(desk, who, "research", **over)
    assert said() == "over since 26 November 2026"
    taken = give(desk, who, "research", on=day - timedelta(7))
    assert gate.ground(desk, who, audience) == rules.Ground("consent", taken)
    consents.withdraw(desk, taken, validated(WithdrawInput, {"on": day}))
    assert said() == "withdrawn on 27 November 2026"


def test_a_consent_must_still_hold_on_the_day_it_is_for(desk: Desk) -> None:
    who, later = acts.client(desk).id, acts.DAY + timedelta(20)
    give(desk, who, "stand-in", until=acts.DAY + timedelta(10))
    assert gate.ground(desk, who, rules.to_other("stand-in")).basis == "consent"
    with acts.refused("consent.needed"):
        gate.ground(desk, who, rules.to_other("stand-in", on=later))


def test_a_damaged_answer_allows_nothing(desk: Desk) -> None:
    who = acts.client(desk).id
    give(desk, who, "research")
    acts.damage(desk, "consent")
    with acts.refused("consent.needed"):
        gate.ground(desk, who, rules.to_other("research"))


def test_a_reason_lets_it_out_once_and_stays(desk: Desk, tmp_path: Path) -> None:
    who = acts.client(desk).id
    one = leaving(who, rules.to_other("research", override=rules.reason("  the court asked\n")))
    hand_over(desk, one, b"text", tmp_path / "a")
    assert [(line.basis, line.why) for line in register(desk)] == [("override", "the court asked")]
    with acts.refused("consent.needed"):
        hand_over(desk, leaving(who, rules.to_other("research")), b"text", tmp_path / "b")
    for empty in ("", "  ", "\u200b"):
        with acts.refused("disclosure.no-reason"):
            rules.reason(empty)
    assert rules.reason(None) == ""


def test_of_several_one_who_did_not_allow_it_stops_the_file(desk: Desk, tmp_path: Path) -> None:
    amara, tomas = acts.client(desk).id, acts.client(desk, "Tomás Rivera").id
    give(desk, amara, "hours-log")
    audience = rules.to_other("hours-log")
    with acts.refused("consent.needed"):
        hand_over_together(desk, [leaving(one, audience) for one in (amara, tomas)], b"text", tmp_path / "a")
    assert list(tmp_path.glob("a")) == register(desk) == []
    may, left = gate.sift(desk, [amara, tomas, amara], audience)
    assert (may, [one.words for one in left]) == ((amara,), ["Tomás Rivera (never asked)"])


def test_who_a_named_recipient_is(desk: Desk) -> None:
    who = acts.client(desk, called="Amara", former_names=("Amara Eze",)).id
    for name in ("", "amara", "AMARA OKONKWO", "amara eze"):
        assert gate.audience_of(desk, who, name, "research") == rules.TO_CLIENT
    assert gate.audience_of(desk, who, "myself", "research") == rules.KEPT
    assert gate.audience_of(desk, who, "nadia petrova", "research") == rules.KEPT
    assert gate.audience_of(desk, who, "Amaro", "research") == rules.to_other("research")


def test_what_leaves_cannot_be_made_without_saying_for_whom() -> None:
    with pytest.raises(TypeError):
        Leaving("id", "", "file", "what", "whom", "md", "")  # type: ignore[call-arg]
    for client_id, audience in (
        ("id", rules.SHOWS_NOBODY),
        ("", rules.TO_CLIENT),
        ("", rules.NOT_NAMED),
        ("", rules.to_other("research")),
    ):
        with pytest.raises(ValueError, match="Audience"):
            leaving(client_id, audience)
    with pytest.raises(ValueError, match="gossip"):
        rules.to_other("gossip")


# every way out, in every format


def _summary(desk: Desk, fmt: str, target: Path) -> str:
    page = acts.signed(desk)
    agreement_papers.export(desk, page.id, fmt, target, recipient="Bo Lind")
    return page.client_id


def _payers_copy(desk: Desk, fmt: str, target: Path) -> str:
    agreement_papers.export(desk, acts.sponsored(desk).id, fmt, target, copy="payer")
    return ""


def _letter(desk: Desk, fmt: str, target: Path) -> str:
    letter = agreement_papers.email(desk, acts.sponsored(desk).id, copy="payer")
    target.write_text(letter.body)
    return ""


def _report(desk: Desk, fmt: str, target: Path) -> str:
    page = acts.sponsored(desk)
    acts.sign_all(desk, page.id, payer="Ingrid Berg")
    sponsor_report.export(desk, page.id, fmt, target)
    return ""


REFUSED: dict[str, Callable[[Desk, str, Path], str]] = {
    "summary": _summary,
    "payers-copy": _payers_copy,
    "payers-letter": _letter,
    "report": _report,
}


def _sheet(desk: Desk, fmt: str, target: Path) -> None:
    cover = acts.contact(desk, "Bo Lind", "stand-in")
    away = absences.add(desk, "2026-12-16", "2026-12-18", cover.id, "leave")
    absence_sheet.hand_over(desk, away.id, target)


def _hours(desk: Desk, fmt: str, target: Path) -> None:
    hours_export.export(desk, fmt, target)


def _checklist(desk: Desk, fmt: str, target: Path) -> None:
    for number, row in enumerate(desk.rows("client")):
        ethics_record.export(desk, Subject(client_id=row["id"]), fmt, target.with_name(f"{number}{target.name}"), "Ana")
    ethics_record.export(desk, Subject(), fmt, target, "Ana Kirova")


LEFT_OUT: dict[str, Callable[[Desk, str, Path], None]] = {"sheet": _sheet, "hours": _hours, "checklist": _checklist}


def test_every_way_is_tried() -> None:
    assert set(REFUSED) == {way.name for way in WAYS if way.refuses}
    assert set(LEFT_OUT) == {way.name for way in WAYS if not way.refuses}


@pytest.mark.parametrize(("way", "fmt"), each(True), ids=id_of)
def test_without_consent_it_is_refused_in_every_format(desk: Desk, tmp_path: Path, way: Way, fmt: str) -> None:
    with acts.refused("consent.needed") as refused:
        REFUSED[way.name](desk, fmt, tmp_path / "out")
    assert way.kind in refused.value.what
    assert list(tmp_path.glob("*out")) == register(desk) == []


@pytest.mark.parametrize(("way", "fmt"), each(False), ids=id_of)
def test_whoever_did_not_allow_it_is_left_out_in_every_format(desk: Desk, tmp_path: Path, way: Way, fmt: str) -> None:
    for name, kind in (("Zelda Quist", way.kind), ("Yorick Finch", "")):
        who, page = coached(desk, name, agreed=None)
        held(desk, who, page)
        if kind:
            give(desk, who, kind)
    LEFT_OUT[way.name](desk, fmt, tmp_path / f"out.{fmt}")
    named = [one for one in register(desk) if one.client and one.basis != "unnamed"]
    assert {one.client for one in named} == {"Zelda Quist"}
    assert {one.basis for one in named} == {"consent"}
    shown = "\n".join(_words(path) for path in tmp_path.glob("*out*"))
    assert "Zelda" in shown
    assert "Yorick" not in shown


def _words(path: Path) -> str:
    if path.suffix != ".pdf":
        return path.read_text("utf-8")
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


# a new one cannot forget


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call of the package: the file, the call, the name that is called."""
    for file in sorted(ROOT.rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield (
                    name,
                    node,
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""),
                )


def test_all_that_leaves_is_known_and_says_for_whom() -> None:
    found = [(file, call) for file, call, called in _calls() if called == "Leaving"]
    assert {file for file, _ in found} == {way.file for way in WAYS} | set(OWN)
    assert [file for file, call in found if "audience" not in {one.arg for one in call.keywords}] == []


_ALWAYS = frozenset(
    ("write_bytes", "write_text", "fdopen", "link", "rename", "copyfile", "copy2", "copytree", "copyfileobj", "mkstemp",
     "NamedTemporaryFile", "TemporaryFile", "symlink", "symlink_to", "hardlink_to", "sendfile")
)  # fmt: skip


def _writes(call: ast.Call, called: str) -> bool:
    """Whether it may write, move or open a file. A plain `open` is looked at by its mode."""
    of = call.func.value.id if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) else ""
    if called in _ALWAYS or (called in ("replace", "open") and of == "os"):
        return True
    modes = [one.value for one in (*call.args, *(key.value for key in call.keywords)) if isinstance(one, ast.Constant)]
    mode = any(isinstance(one, str) and 0 < len(one) <= 3 and set(one) <= set("rwxabt+") for one in modes)
    return called == "open" and (mode or isinstance(call.func, ast.Name))


def test_every_file_that_is_written_is_known() -> None:
    assert {file for file, call, called in _calls() if _writes(call, called)} == set(WRITERS)


def test_all_that_is_copied_is_known() -> None:
    assert {file for file, _, called in _calls() if called == "copy_to_clipboard"} == set(CLIPBOARD)
    noted = {file for file, _, called in _calls() if called == "note_copied"}
    assert noted == {"services/agreement_papers.py", "services/follow_ups.py"}
