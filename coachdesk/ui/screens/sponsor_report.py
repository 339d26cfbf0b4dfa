"""The form of a short report to whoever pays: what they may hear stands above it, and whether the client allowed it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.file_names import typed_file
from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.domain.views.reports import ReportWays
from coachdesk.ui.say import say
from coachdesk.ui.screens.agreement_acts import ENDINGS, FORMATS, REASON, free_place
from coachdesk.ui.screens.consent_form import allowed
from coachdesk.ui.text import caution, good, joined, name_for, shown_lines, strong, words_for
from coachdesk.ui.widgets.dialogs import tell
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


async def report(app: CoachdeskApp, page: AgreementPage) -> None:
    """Write a report to whoever pays as a file, and say where it is."""
    known: ReportWays = await app.bridge.ask("sponsor_report.ways", page.id)

    async def save(values: Values) -> tuple[Path, tuple[str, ...]]:
        """The pages are made in a thread of their own: the desk and the screens go on meanwhile."""
        target = typed_file(values["file"], "file")
        wanted = {
            "words": values["words"],
            "dates": bool(values["dates"]),
            "goals": bool(values.get("goals")),
            "overwrite": bool(values["replace"]),
            "override": values["override"] or None,
        }

        async def written() -> Any:
            sheet = await app.bridge.ask("sponsor_report.begin", page.id, values["format"], target, **wanted)
            rendered = await app.bridge.outside(lambda: _make(sheet))
            return await app.bridge.ask("sponsor_report.finish", sheet, rendered)

        with said_at("file", "file."), said_at("override", "disclosure."):
            done: tuple[Path, tuple[str, ...]] = await allowed(
                app, written, page.client_id, page.client_title, "sponsor-report"
            )
        return done

    form = Form(
        title=joined(strong("Report to "), strong(name_for(app.private, known.payer))),
        sentence="what is noted of sessions is never in it",
        words=_told(app, known),
        fields=(
            Field("words", "Your own words", "lines", note="they see it before it goes, if that was agreed"),
            Field("dates", "Dates of the sessions", "yes_no"),
            *((Field("goals", "The goals", "yes_no"),) if known.shares_goals else ()),
            Field("format", "As", "choice", choices=FORMATS),
            Field("file", "File", hint="where it is written", note="only you can open it on this computer"),
            Field("replace", "Replace a file there", "yes_no"),
            REASON,
        ),
        values={"dates": "yes", "goals": "yes", "format": "pdf", "file": str(_place(app, page))},
        adapt=_adapted,
        check=lambda values: {} if values["file"].strip() else {"file": "no file is named"},
        save=save,
        name=f"report {page.id}",
        about=page.client_id,
    )
    done = await app.fill_in(form)
    if done is None:
        return
    place, notes = done
    app.export_folder = place.parent
    if notes:
        await tell(app, "The report is written", [joined("It is in ", strong(place)), *notes])
    else:
        say(app, f"the report is written, and in the register: {place}", about=page.client_title)


def _told(app: CoachdeskApp, known: ReportWays) -> Content:
    """What the payer may be told, and what the client said to a report."""
    allowed = good(f"✓ allowed, {known.said}") if known.in_force else caution(f"! not allowed: {known.said}")
    heard = shown_lines(words_for(app.private, shown_lines(known.may_hear)))
    lines = [joined("A report to whoever pays: ", allowed), joined("What they may be told: ", heard)]
    if known.unmarked:
        lines.append(
            caution(f"! not marked, and in none of its numbers: {known.unmarked} of the sessions that are over")
        )
    return Content("\n").join(lines)


def _adapted(name: str, values: Values) -> Mapping[str, str]:
    """Another format has another ending."""
    typed = Path(values["file"].strip())
    if name != "format" or typed.suffix not in ENDINGS:
        return {}
    return {"file": str(typed.with_suffix(f".{values['format']}"))}


def _place(app: CoachdeskApp, page: AgreementPage) -> Path:
    return free_place(app, f"report-{page.id[:6]}", "pdf")


def _make(sheet: Any) -> Any:
    from coachdesk.services import sponsor_report

    return sponsor_report.make(sheet)
