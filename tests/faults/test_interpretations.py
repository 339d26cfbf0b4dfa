"""What the coach makes of a client never leaves: a canary in all that is theirs alone, then every text and file that a
client, a payer, a stand-in or a calendar gets."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import coachdesk
from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import (
    absence_sheet,
    absences,
    agreement_papers,
    agreements,
    calendar_files,
    consents,
    contacts,
    ethics_record,
    focus,
    follow_ups,
    hours_export,
    messages,
    session_notes,
    session_work,
    sessions,
    shares,
    sponsor_report,
    tasks,
    wrap_ups,
)
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, RecoveryKey, create_desk, new_recovery_key
from tests.services import acts
from tests.services.acts import NOW
from tests.services.session_work_acts import agree, another, pass_minutes, running

CANARY = "Ockham"

KNOWN = {
    "services/absence_sheet.py",
    "services/agreement_papers.py",
    "services/calendar_files.py",
    "services/ethics_record.py",
    "services/follow_ups.py",
    "services/hours_export.py",
    "services/sponsor_report.py",
    "ui/screens/absence_texts.py",
    "ui/screens/prep_file.py",
}
"""Every file that lets something out: all of it is tried below, but the prep card, which is the coach's own."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of a coach in Sofia."""
    made = create_desk(
        tmp_path / "desk", NewDesk(name="Nadia Petrova", zone="Europe/Sofia"), [RecoveryKey(new_recovery_key())],
        fixed_clock(NOW),
    )  # fmt: skip
    yield made
    made.close()


def told(desk: Desk) -> str:
    """A session that was held, with the canary in all that is the coach's own, or was not declared."""
    session_id = running(desk)
    whose = sessions.line(desk, session_id).client.id
    agree(desk, session_id, topic="saying no", result="a first sentence")
    session_work.intend(desk, session_id, CANARY)
    for kind in ("interpretation", "observation", "note"):
        session_notes.add(desk, session_id, kind, f"{CANARY} {kind}")
        moment = focus.mark(desk, session_id, "feeling")
        wrap_ups.resolve(desk, moment.id, kind, f"{CANARY} marked {kind}")
    session_notes.add(desk, session_id, "insight", "I can ask")
    for said in ("", "asked", "declined", "agreed"):
        share = shares.add(desk, whose, f"{CANARY} {said}", True, session_id)
        if said:
            shares.answer(desk, share.id, said)
    wrap_ups.set_outcome(desk, session_id, CANARY)
    pass_minutes(desk, 50)
    wrap_ups.close(desk, session_id)
    another(desk, session_id, "2026-12-17 10:00")
    return session_id


def everything(desk: Desk, session_id: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Every text and file that leaves, by its name."""
    line = sessions.line(desk, session_id)
    yield "preview", str(agreement_papers.preview(desk, line.agreement_id))
    yield "letter", str(agreement_papers.email(desk, line.agreement_id))
    for fmt in ("md", "html"):
        place, _, _ = agreement_papers.export(desk, line.agreement_id, fmt, folder / f"agreement.{fmt}")
        yield fmt, place.read_text()
    yield "follow-up", follow_ups.view(desk, session_id).text
    yield "follow-up file", follow_ups.save(desk, session_id, folder / "note.txt").read_text()
    yield "follow-up copied", follow_ups.copied(desk, session_id).text
    for path in calendar_files.export(desk, sessions.lines(desk), folder / "all.ics", names=True):
        yield "calendar", path.read_text()
    message = messages.log(desk, ("client", line.client.id), "the exercise")
    yield "acknowledgement", messages.acknowledge(desk, message.id, "fri 17:00").sentence
    promise = tasks.add(desk, "send the article fri 17:00", to=("client", line.client.id))
    yield "renegotiation", tasks.renegotiate(desk, promise.id, "mon 17:00").sentence
    yield from _away(desk, line.client.id, folder)
    yield from _for_others(desk, line.client.id, folder)


def _for_others(desk: Desk, client_id: str, folder: Path) -> Iterator[tuple[str, str]]:
    """A report to a payer, the log of hours, the checklist for a supervisor."""
    for kind in ("hours-log", "sponsor-report", "name-release"):
        consents.give(desk, client_id, validated(GiveInput, {"kind": kind, "on": date(2026, 11, 27)}))
    payer = acts.contact(desk)
    page = acts.draft(desk, client_id)
    agreements.set_sponsor(desk, page.id, payer.id)
    agreements.fill(desk, page.id, {"shared_items": "the dates of the sessions"})
    agreements.send(desk, page.id)
    agreements.sign(desk, page.id, by="Amara Okonkwo", on=desk.today(), how="paper", party="client")
    for fmt in ("md", "html"):
        place, _ = sponsor_report.export(desk, page.id, fmt, folder / f"report.{fmt}")
        yield f"report {fmt}", place.read_text()
    for fmt in ("csv", "json"):
        yield f"hours {fmt}", hours_export.export(desk, fmt, folder / f"hours.{fmt}").file.read_text()
    for name, whose in (("client", Subject(client_id=client_id)), ("practice", Subject())):
        done = ethics_record.export(desk, whose, "md", folder / f"{name}.md", "Ana Kirova")
        yield f"checklist of the {name}", done.place.read_text()


def _away(desk: Desk, client_id: str, folder: Path) -> Iterator[tuple[str, str]]:
    stand_in = contacts.add(desk, validated(ContactInput, {"name": "Bo Lind", "role": "stand-in"}))
    consents.give(desk, client_id, validated(GiveInput, {"kind": "stand-in", "on": date(2026, 11, 27)}))
    away = absences.add(desk, "2026-12-16", "2026-12-18", stand_in.id, "leave")
    yield "auto-reply", away.auto_reply
    yield "voicemail", away.voicemail
    place, _ = absence_sheet.hand_over(desk, away.id, folder / "sheet.txt")
    yield "sheet", place.read_text()


def test_nothing_that_leaves_holds_it(desk: Desk, tmp_path: Path) -> None:
    session_id = told(desk)
    left = dict(everything(desk, session_id, tmp_path))
    assert len(left) == 19
    assert all(left.values())
    assert {name: text for name, text in left.items() if CANARY.lower() in text.lower()} == {}
    assert "I can ask" in left["follow-up"]


def test_what_they_agreed_to_hear_and_were_told_is_in_the_note(desk: Desk) -> None:
    session_id = told(desk)
    whose = sessions.line(desk, session_id).client.id
    agreed = next(one for one in shares.lines(desk, whose) if one.answer == "agreed")
    shares.tell(desk, agreed.id)
    assert CANARY in follow_ups.view(desk, session_id).text


def test_whatever_lets_something_out_is_tried_here() -> None:
    root = Path(coachdesk.__file__).parent
    found = {file.relative_to(root).as_posix() for file in root.rglob("*.py") if _opens_the_gate(file)}
    assert found == KNOWN


def _opens_the_gate(file: Path) -> bool:
    """Whether it says what leaves, as whatever goes through the gate must."""
    calls = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return any(
        (call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "")) == "Leaving" for call in calls
    )
