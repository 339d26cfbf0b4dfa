"""What stories about agreements share: drafts, sent and signed ones that are there before the story begins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, goals
from coachdesk.services.desk import Desk
from tests.driver import Story
from tests.stories.people import READING, with_client
from tests.ui.desks import NOW, OpenDoor

TERMS = {"sessions": 6, "minutes": 60, "fee": "1200.00", "start": "2026-12-01", "end": "2027-06-01"}
PARTIES = ("client", "coach")


def with_agreement(
    door: OpenDoor, name: str = "Amara Okonkwo", state: str = "draft", *, measure: str = "three in a row", **terms: Any
) -> str:
    """An agreement in that state with a new client who has one goal; its id. `sent-half` is signed by the coach."""
    client_id = with_client(door, name, email="amara@okonkwo.example")
    desk = door.other()
    try:
        goals.add(desk, client_id, validated(GoalInput, {"text": "Lead the Monday meeting", "measure": measure}))
        return _written(desk, client_id, name, state, TERMS | terms)
    finally:
        desk.close()


def _written(desk: Desk, client_id: str, name: str, state: str, terms: dict[str, Any]) -> str:
    title = terms.pop("title", "Leading the new team")
    page = agreements.new(desk, client_id, validated(TermsInput, terms, READING).terms(), title=title)
    if state != "draft":
        agreements.send(desk, page.id)
    for party in {"signed": PARTIES, "sent-half": ("coach",)}.get(state, ()):
        by = name if party == "client" else "Vera Stone"
        agreements.sign(desk, page.id, by=by, on=NOW.date(), how="paper", party=party)
    return page.id


async def retypes(desk: Story, text: str) -> None:
    """Replace what is in the line that has the focus."""
    await desk.press("end", "ctrl+u").types(text)


def text_of_pdf(path: Path) -> str:
    """The words of a PDF, as a reader finds them."""
    reader = shutil.which("pdftotext")
    if reader is None:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    found = subprocess.run([reader, "-layout", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(found.stdout.split())
