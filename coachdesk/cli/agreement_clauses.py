"""`coachdesk agreements clause`: one clause of a draft reworded, taken in or out, added, removed, moved."""

from __future__ import annotations

from typing import Annotated

import typer

from coachdesk.cli.agreement_noun import KEYS, NOUN, Ref, missing_lines, named, page_json
from coachdesk.cli.running import opened, show
from coachdesk.domain.errors import failure
from coachdesk.services import agreements as service


@NOUN.verb("clause", example='agreements clause amara fee --text "All of it costs {fee_amount} {currency}."', keys=KEYS)
def clause(
    ctx: typer.Context,
    ref: Ref,
    key: Annotated[str, typer.Argument(metavar="KEY", help="the clause, as `agreements show` lists it")] = "",
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="its new wording, in your own words")] = None,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="with --text: another title for your own")] = None,
    take_in: Annotated[bool | None, typer.Option("--in/--out", help="take it into the agreement, or out of it")] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="why a required one is left out; it is kept")] = "",
    add: Annotated[str | None, typer.Option(metavar="TITLE", help="a clause of your own, in place of KEY")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="take a clause of your own away")] = False,
    before: Annotated[str | None, typer.Option(metavar="KEY", help="move it there; `end` for the end")] = None,
) -> None:
    """Reword a clause of a draft, take it in, leave it out, move it, or add and remove one of your own."""
    if (text is None and take_in is None and before is None and not remove) or (add is None) == (not key):
        raise failure("usage.nothing", verb="agreements clause")
    place = None if before == "end" else before
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        if add is not None:
            page = service.add_clause(desk, agreement_id, add, text or "", before=place)
        elif remove:
            page = service.remove_clause(desk, agreement_id, key)
        else:
            if text is not None:
                page = service.reword(desk, agreement_id, key, text, title=title)
            if take_in is not None:
                page = service.include(desk, agreement_id, key, take_in, why)
            if before is not None:
                page = service.move_clause(desk, agreement_id, key, place)
        show(ctx, page_json(page), [f"changed {named(page)}", *missing_lines(page)])
