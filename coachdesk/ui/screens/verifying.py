"""Whether a paper is what was agreed: a file, or the fingerprint printed in it, and the verdict in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.fingerprints import printed
from coachdesk.domain.views.verifying import Verdict
from coachdesk.ui.screens.agreement_words import span
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.text import alarm, caution, good, joined, quiet, shown, strong, words_for
from coachdesk.ui.widgets.dialogs import ask_text, tell

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

SAYS = {
    "in-force": "Genuine, and in force",
    "unsigned": "Genuine, and not signed by all",
    "superseded": "Genuine, and superseded",
    "ended": "Genuine, and ended",
    "changed": "Changed",
    "unknown": "Unknown",
}
_FINGERPRINT = re.compile(r"(?:[0-9a-fA-F]\s*){12,}")


async def verify(app: CoachdeskApp) -> None:
    """Ask for a file or a fingerprint, and say what it is."""
    question = joined(
        "A paper in hand: the file itself, or the fingerprint printed in it (all of it, or the sixteen characters at ",
        "the foot of a page).",
    )
    text = await ask_text(app, question, "File or fingerprint")
    if text is None or not text.strip():
        return
    found, clock = await app.bridge.ask(_look, text.strip())
    await tell(app, _heading(found), _lines(app, found, clock))


def _heading(found: Verdict) -> Content:
    tone = {"in-force": good, "changed": alarm, "unknown": alarm}.get(found.verdict, caution)
    return strong(tone(SAYS[found.verdict]))


def _lines(app: CoachdeskApp, found: Verdict, clock: Clock) -> list[Content]:
    says = words_for(app.private and bool(found.client), found.says)
    lines = [joined(says[:1].plain.upper(), says[1:], "."), Content.empty()] if found.says else []
    rows = [
        ("In force", span(found.since, found.until, clock)),
        ("Handed over", clock.at(found.handed_over) if found.handed_over else ""),
        ("To", words_for(app.private, found.recipient).plain),
        ("Fingerprint", printed(found.fingerprint) if found.fingerprint else ""),
    ]
    lines += [joined(quiet(f"{what}: "), said) for what, said in rows if said]
    if found.genuine and found.handed_over is None:
        lines += [Content.empty(), quiet("A fingerprint says which text was agreed, not that a paper still reads so.")]
    return lines or [shown("")]


# in the desk thread


def _look(desk: Desk, text: str) -> tuple[Verdict, Clock]:
    from coachdesk.services import verifying

    path = Path(text).expanduser() if text.startswith("~/") else Path(text)
    if _FINGERPRINT.fullmatch(text) and not path.exists():
        return verifying.verify_fingerprint(desk, text), clock_of(desk)
    return verifying.verify(desk, path), clock_of(desk)
