"""`coachdesk agreements template`: what the next agreement may begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import people
from coachdesk.cli.agreement_noun import NOUN, TERMS, TITLE, Ref, fee_words
from coachdesk.cli.nouns import Field, with_fields
from coachdesk.cli.output import fields, plain, say_aside, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.inputs.agreements import AgreementInput, TermsInput, terms_data
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, templates

if TYPE_CHECKING:
    from coachdesk.domain.views.templates import TemplateView

KEYS = ("id", "name", "title", "terms", "clauses", "fills", "created", "left_out")
LINE_KEYS = ("id", "name", "title", "sessions", "fee", "created")
TIMELESS = tuple(one for one in TERMS if one.name not in ("start", "end", "review", "instalments"))

Template = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of its name, or beginning of an id")]


NOUN.group("template", "Agreements kept to write others from.")


@NOUN.verb("template save", example='agreements template save amara --name "six sessions"', keys=KEYS)
def save(
    ctx: typer.Context,
    ref: Ref,
    name: Annotated[str, typer.Option(metavar="NAME", help="what it is called")],
    version: Annotated[int | None, typer.Option(metavar="N", help="else the latest")] = None,
) -> None:
    """Save an agreement as a template, without its client, dates and what is about this deal alone."""
    with opened(ctx) as desk:
        found = templates.save(desk, agreements.find(desk, ref), name, version)
        show(ctx, template_json(found), [f"saved {plain(found.name)} [{found.id}]"])
        if found.left_out:
            say_aside(f"left out: {', '.join(found.left_out)}")


@NOUN.verb("template list", example="agreements template list", keys=LINE_KEYS, array=True)
def list_(ctx: typer.Context) -> None:
    """List templates by name."""
    with opened(ctx) as desk:
        found = templates.lines(desk)
        values = [
            {
                "id": one.id,
                "name": one.name,
                "title": one.title,
                "sessions": one.terms.sessions,
                "fee": one.terms.fee,
                "created": one.created,
            }
            for one in found
        ]
        rows = [(one.short, one.name, one.terms.sessions or "", fee_words(one.terms), one.title) for one in found]
        lines = table(("id", "template", "sessions", "fee", "title"), rows)
        show(ctx, values, lines if rows else ["no templates yet: coachdesk agreements template save REF --name NAME"])


@NOUN.verb("template show", example="agreements template show six", keys=KEYS)
def show_(ctx: typer.Context, ref: Template) -> None:
    """Show a template: its terms, clauses and fills."""
    with opened(ctx) as desk:
        found = templates.view(desk, templates.find(desk, ref))
        show(ctx, template_json(found), _lines(found))


@NOUN.verb("template edit", example="agreements template edit six --fee 1350.00", keys=KEYS)
@with_fields((Field("name", "what it is called", "NAME"), TITLE, *TIMELESS))
def edit(
    ctx: typer.Context,
    ref: Template,
    fill: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="the text of a placeholder; repeatable")
    ] = None,
    **entered: Any,
) -> None:
    """Change a template's name, title, terms or fills; agreements made from it stay as they are."""
    given = people.changed(entered | ({"fills": fill} if fill else {}), "agreements template edit")
    fills = validated(AgreementInput, {"fills": given.pop("fills", [])}).fills
    with opened(ctx) as desk:
        template_id = templates.find(desk, ref)
        name, title = given.pop("name", None), given.pop("title", None)
        kept = terms_data(templates.terms(desk, template_id))
        terms = validated(TermsInput, kept | given, people.reading(desk)).terms()
        found = templates.edit(desk, template_id, name=name, title=title, terms=terms, fills=fills)
        show(ctx, template_json(found), [f"changed {plain(found.name)} [{found.id}]"])


@NOUN.verb("template delete", example="agreements template delete six", keys=("id", "name"))
def delete(ctx: typer.Context, ref: Template) -> None:
    """Delete a template; undo brings it back."""
    with opened(ctx) as desk:
        found = templates.view(desk, templates.find(desk, ref))
        templates.delete(desk, found.id)
        show(ctx, {"id": found.id, "name": found.name}, [f"deleted {plain(found.name)}"])


def template_json(found: TemplateView) -> dict[str, object]:
    """A template as JSON has it; the keys are `KEYS`."""
    terms = {one.name: getattr(found.terms, one.name) for one in TIMELESS if one.name != "currency"}
    clauses = [
        {"key": one.key, "title": one.title, "wording": one.wording, "included": one.included, "own": one.own}
        for one in found.clauses
    ]
    return {
        "id": found.id,
        "name": found.name,
        "title": found.title,
        "terms": terms,
        "clauses": clauses,
        "fills": dict(found.fills),
        "created": found.created,
        "left_out": found.left_out,
    }


def _lines(found: TemplateView) -> list[str]:
    terms = found.terms
    lines = fields(
        [
            ("template", found.name),
            ("id", found.id),
            ("title", found.title),
            ("sessions", terms.sessions),
            ("minutes", terms.minutes),
            ("fee", fee_words(terms)),
            ("notice", f"{terms.cancel_hours} hours" if terms.cancel_hours is not None else ""),
            ("fills", "\n".join(f"{name}: {text}" for name, text in found.fills)),
        ]
    )
    for one in found.clauses:
        if one.included:
            lines += ["", f"{plain(one.title)} ({one.key})", *(f"  {line}" for line in one.filled.splitlines())]
    return lines
