"""`coachdesk agreements report`: a short report to whoever pays."""

from __future__ import annotations

from typing import Annotated

import typer

from coachdesk.cli.agreement_noun import NOUN, Override, Ref
from coachdesk.cli.output import plain, say_aside
from coachdesk.cli.running import opened, show
from coachdesk.domain.file_names import typed_file
from coachdesk.services import agreements


@NOUN.verb("report", example="agreements report amara --to report.pdf --words 'We are half way.'", keys=("file",))
def report(
    ctx: typer.Context,
    ref: Ref,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="the file to write")],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="pdf, html or md")] = "pdf",
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="your own words, for this report")] = "",
    dates: Annotated[bool, typer.Option("--dates/--no-dates", help="the days of the sessions held")] = True,
    goals: Annotated[bool, typer.Option("--goals/--no-goals", help="the goals, where the payer sees them")] = True,
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of a file that is there")] = False,
    override: Override = None,
) -> None:
    """Write a report to whoever pays: sessions agreed, held and left, their dates, goals where that was signed, and
    your own words. It needs the client's consent to it, or once a reason; no note of a session is ever in it."""
    from coachdesk.services import sponsor_report

    with opened(ctx) as desk:
        place, notes = sponsor_report.export(
            desk,
            agreements.find(desk, ref),
            format_,
            typed_file(to),
            words=words,
            dates=dates,
            goals=goals,
            override=override,
            overwrite=replace,
        )
        show(ctx, {"file": place}, [f"wrote {plain(place)}"])
        for note in notes:
            say_aside(note)
