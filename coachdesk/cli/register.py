"""`coachdesk register`: what the practice has and does, and dated entries about clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import people
from coachdesk.cli.nouns import Field, Noun, typed, with_fields
from coachdesk.cli.output import fields, plain, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.register import EntryChange, EntryInput, entry_data
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.register import FIELDS, KINDS, in_line
from coachdesk.services import clients
from coachdesk.services import register as service

if TYPE_CHECKING:
    from coachdesk.domain.register import EntryField
    from coachdesk.domain.views.register import EntryView

NOUN = Noun("register", "What your practice has and does, and dated entries about clients.", bare="list")

KEYS = (
    "id", "kind", "title", "client", "client_name", "on", "until", "told", "answered", "ended", "counts", "text",
    "details", "lacks", "created",
)  # fmt: skip
KIND_KEYS = ("kind", "title", "about", "whose", "text", "text_needed", "dates", "fields", "months", "days")

DATES = (
    Field("on", "the day it is about; else today", "DATE"),
    Field("until", "the last day on which it holds", "DATE"),
    Field("told", "the day on which they were told", "DATE"),
    Field("answered", "the day on which it was answered or decided", "DATE"),
)


def _option(field: EntryField) -> Field:
    """A field of some kinds as an option; its help names them."""
    of = ", ".join(kind.name for kind in KINDS.values() if kind.field(field.name))
    return Field(field.name, f"of {of}: {field.help}", "|".join(field.choices) or "TEXT")


OF_KINDS = tuple(_option(field) for field in FIELDS.values())

Kind = Annotated[str, typer.Argument(metavar="KIND", help="one of those that `register kinds` lists")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="what it is, in your words")]
Client = Annotated[str | None, typer.Option("--client", metavar="REF", help="the client it is about")]
Ref = Annotated[
    str, typer.Argument(metavar="REF", help="whole id, its words or 'NAME KIND', or the beginning of its id")
]


@NOUN.verb("add", example="register add tool 'Zoom' --sees 'faces and voices' --ai no", keys=KEYS)
@with_fields((*DATES, *OF_KINDS))
def add(ctx: typer.Context, kind: Kind, text: Text = "", client: Client = None, **entered: Any) -> None:
    """Make an entry, of the practice or of a client, with the dates and fields that its kind has."""
    given = entry_data({"kind": kind, "text": text, **typed(entered)})
    with opened(ctx) as desk:
        reading = people.reading(desk)
        entry = service.add(desk, validated(EntryInput, given, reading), clients.find(desk, client) if client else "")
        show(ctx, entry_json(entry), [f"added {_line(entry)}", *_lacking(entry)])


@NOUN.verb("list", example="register list --kind qualification", keys=KEYS, array=True)
def list_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="only of this kind")] = "",
    client: Annotated[str | None, typer.Option("--client", metavar="REF", help="only of this client")] = None,
    practice: Annotated[bool, typer.Option("--practice", help="only those of the practice")] = False,
) -> None:
    """List entries by kind, those that lack something first; then what is to be done again."""
    if client and practice:
        raise failure("usage.wrong", what="--client and --practice leave nothing over", verb="register list")
    with opened(ctx) as desk:
        whose = clients.find(desk, client) if client else "" if practice else None
        found = service.lines(desk, client_id=whose, kind=kind)
        rows = [
            (
                one.short,
                one.kind,
                day_text(one.on),
                one.client,
                _standing(one),
                " · ".join([one.headline, *(f"{in_line(each.title)}: {each.words}" for each in one.details)]).strip(
                    " ·"
                ),
            )
            for one in found
        ]
        lines = table(("id", "kind", "on", "client", "", "what"), rows) if rows else ["no entries yet"]
        due = [one for one in service.due(desk) if one.is_due] if not client and not kind else []
        lines += [f"{in_line(one.title)} due{f' since {day_text(one.due)}' if one.due else ''}" for one in due]
        hint = [] if found else ["coachdesk register add KIND TEXT; coachdesk register kinds lists the kinds"]
        show(ctx, [entry_json(one) for one in found], [*lines, *hint])


@NOUN.verb("show", example="register show zoom", keys=KEYS)
def show_(ctx: typer.Context, ref: Ref) -> None:
    """Show an entry: its dates, its fields, and what it still lacks."""
    with opened(ctx) as desk:
        one = service.view(desk, service.find(desk, ref))
        shown = [
            ("entry", f"{one.title} [{one.id}]"),
            ("client", one.client),
            ("text", one.text),
            *((title, day_text(day)) for title, day in one.dates),
            *((in_line(each.title), each.words) for each in one.details),
            ("lacks", "; ".join(one.lacks)),
        ]
        show(ctx, entry_json(one), fields(shown))


@NOUN.verb("edit", example="register edit zoom --sees 'faces, voices and names'", keys=KEYS)
@with_fields((Field("text", "what it is, in your words"), *DATES, *OF_KINDS))
def edit(ctx: typer.Context, ref: Ref, **entered: Any) -> None:
    """Change an entry; an empty text clears a field or a date."""
    given = entry_data(people.changed(entered, "register edit"))
    with opened(ctx) as desk:
        change = validated(EntryChange, given, people.reading(desk))
        entry = service.change(desk, service.find(desk, ref), change)
        show(ctx, entry_json(entry), [f"changed {_line(entry)}", *_lacking(entry)])


@NOUN.verb("end", example="register end zoom --on today", keys=KEYS)
def end(
    ctx: typer.Context,
    ref: Ref,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="the day from which it does not count; else today")]
    = "today",
) -> None:  # fmt: skip
    """Let an entry count no more, such as a tool that you stopped using; it stays in the list."""
    with opened(ctx) as desk:
        day = validated(EntryChange, {"on": on}, people.reading(desk)).on
        entry = service.end(desk, service.find(desk, ref), day)
        show(ctx, entry_json(entry), [f"ended {_line(entry)}"])


@NOUN.verb("kinds", example="register kinds", keys=KIND_KEYS, array=True)
def kinds(ctx: typer.Context) -> None:
    """List the kinds of entry, with the fields and dates that each has."""
    values = [
        {
            "kind": one.name,
            "title": one.title,
            "about": one.about,
            "whose": one.whose,
            "text": one.text,
            "text_needed": one.text_needed,
            "dates": one.date_titles(),
            "fields": [
                {"name": each.name, "title": each.title, "help": each.help, "choices": each.choices,
                 "needed": each.needed}
                for each in one.fields
            ],
            "months": one.months,
            "days": one.days,
        }
        for one in KINDS.values()
    ]  # fmt: skip
    rows = [
        (one.name, one.whose, " ".join([*_dates(one.date_titles()), *map(_flag, one.fields)]), one.about)
        for one in KINDS.values()
    ]
    show(ctx, values, table(("kind", "of", "dates and fields", "about"), rows))


def _dates(titles: dict[str, str]) -> list[str]:
    return [f"--{name}" for name in titles]


def _flag(field: EntryField) -> str:
    return f"--{field.name.replace('_', '-')}" + ("*" if field.needed else "")


def entry_json(one: EntryView) -> dict[str, object]:
    """An entry as JSON has it; the keys are `KEYS`."""
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "client": one.client_id or None,
        "client_name": one.client or None,
        "on": one.on,
        "until": one.until,
        "told": one.told,
        "answered": one.answered,
        "ended": one.ended,
        "counts": one.counts,
        "text": one.text,
        "details": {each.name: each.value for each in one.details},
        "lacks": one.lacks,
        "created": one.created,
    }


def _words(one: EntryView) -> str:
    details = (f"{in_line(each.title)}: {each.words}" for each in one.details)
    return " · ".join(part for part in (one.text, *details) if part)


def _standing(one: EntryView) -> str:
    if one.ended is not None:
        return f"ended {day_text(one.ended)}"
    return f"lacks {len(one.lacks)}" if one.lacks else ""


def _line(one: EntryView) -> str:
    words = ": ".join(part for part in (one.title, plain(one.headline)) if part)
    of = f" of {plain(one.client)}" if one.client else ""
    return f"{words}{of}, {day_text(one.ended or one.on)} [{one.id}]"


def _lacking(one: EntryView) -> list[str]:
    return [f"still lacks: {'; '.join(one.lacks)}"] if one.lacks else []
