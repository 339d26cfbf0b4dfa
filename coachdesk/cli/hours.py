"""`coachdesk hours`: the log of coaching hours, the way to a credential, and hours from before this desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import hours_lines as lines_of
from coachdesk.cli import people
from coachdesk.cli.nouns import Field, Noun, typed, with_fields
from coachdesk.cli.output import plain, say_aside, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.hours import hours_of, hours_text, left_off_line
from coachdesk.domain.hours_words import log_data, path_data, renewal_data
from coachdesk.domain.inputs.hours import PastHoursInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import clients, hours_export, hours_groups, past_hours
from coachdesk.services import hours as service

if TYPE_CHECKING:
    from coachdesk.domain.views.hours import LogRow, PastLine

NOUN = Noun("hours", "Coaching hours, and the way to a credential.", bare="log")

KEYS = (
    "on", "rows", "listed", "left_off", "all", "says", "caution", "rules_stored_on", "credential", "renewal", "files",
    "recipient",
)  # fmt: skip
OFF_KEYS = ("client", "name", "minutes", "hours", "why", "past")
PAST_KEYS = (
    "id", "client", "name", "kind", "group_size", "contact", "start", "end", "paid_minutes", "pro_bono_minutes",
    "hours", "internal", "listed", "source", "note", "overlap",
)  # fmt: skip
IMPORT_KEYS = ("file", "new", "same", "bad", "imported", "lines", "unread_columns")
GROUP_KEYS = ("agreement", "group_size")

FIELDS = (
    Field("name", "whom you coached, or a member of the group", "NAME"),
    Field("start", "the day of the first session", "DATE"),
    Field("end", "the day of the last session", "DATE"),
    Field("paid", "paid hours: 12.5, 12:30 or 90m", "HOURS"),
    Field("pro_bono", "hours given free of charge", "HOURS"),
    Field("kind", "individual or group", "individual|group"),
    Field("group_size", "how many were in the group", "N", "--people"),
    Field("contact", "e-mail address or phone number", "TEXT"),
    Field("internal", "whether you had the same employer", "yes|no"),
    Field("listed", "whether they agreed to be listed by name", "yes|no"),
    Field("note", "anything else", "TEXT"),
)
TO_WHOM = "who gets it, `myself` for your own copy; else the credentialing body"
Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, a part of the name, or the beginning of the id")]


@NOUN.verb("log", example="hours --credential PCC --pdf log.pdf --recipient ICF", keys=KEYS)
def log(
    ctx: typer.Context,
    credential: Annotated[str, typer.Option(metavar="ACC|PCC|MCC", help="show the way to this credential")] = "",
    csv: Annotated[str, typer.Option("--csv", metavar="FILE", help="hand the log over as CSV")] = "",
    pdf: Annotated[str, typer.Option("--pdf", metavar="FILE", help="hand the log over as PDF")] = "",
    json_to: Annotated[str, typer.Option("--json-to", metavar="FILE", help="hand the log over as JSON")] = "",
    to: Annotated[str, typer.Option("--recipient", "--to", metavar="WHO", help=TO_WHOM)] = "",
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of a file that is there")] = False,
) -> None:
    """Show the log of hours: who agreed to be listed, the sums of all, how many are left off. A file of it is a
    disclosure of each client who is named in it. An organisation's letter in place of names is not made here."""
    with opened(ctx) as desk:
        shown = service.log(desk)
        path = service.path(desk, credential or service.next_credential(desk))
        renewal = service.renewal(desk)
        formats = (("csv", csv), ("pdf", pdf), ("json", json_to))
        wanted = [(fmt, typed_file(file)) for fmt, file in formats if file]
        made = [hours_export.export(desk, fmt, file, recipient=to, overwrite=replace) for fmt, file in wanted]
        for one in made:
            for note in one.notes:
                say_aside(note)
        value = log_data(shown, service.rules()) | {
            "credential": path_data(path) if credential else None,
            "renewal": renewal_data(renewal) if renewal else None,
            "files": [one.file for one in made],
            "recipient": made[0].recipient if made else None,
        }
        told = [f"wrote {plain(one.file)} for {plain(one.recipient)}" for one in made]
        show(ctx, value, told or lines_of.log_lines(shown, path, renewal, service.rules(), whole=bool(credential)))
        if made and shown.off:
            say_aside(f"{left_off_line(shown.left_off)} (coachdesk hours left-off names them)")


@NOUN.verb("left-off", example="hours left-off", keys=OFF_KEYS, array=True)
def left_off(ctx: typer.Context) -> None:
    """List who is left off the log, and why: they did not agree to be named in it, or were never asked."""
    with opened(ctx) as desk:
        found = service.left_off(desk)
        rows = [(one.name, hours_text(one.minutes), one.off, "here" if one.client_id else "before") for one in found]
        hint = "coachdesk consents give --client REF --kind hours-log --on DATE enters a yes"
        shown = [*table(("client", "hours", "why", "coached"), rows), hint] if rows else ["nobody is left off"]
        show(ctx, [_off_json(one) for one in found], shown)


@NOUN.verb("list", example="hours list", keys=PAST_KEYS, array=True)
def list_(ctx: typer.Context) -> None:
    """List hours from before this desk, by name."""
    with opened(ctx) as desk:
        found = past_hours.lines(desk)
        none = "no hours from before: coachdesk hours add --name NAME --start DATE --paid HOURS, or hours import FILE"
        show(ctx, [past_json(one) for one in found], lines_of.past_lines(found) if found else [none])


@NOUN.verb(
    "add", example="hours add --name 'Jonas Weber' --start 2024-01-10 --end 2024-06-10 --paid 12.5", keys=PAST_KEYS
)
@with_fields(FIELDS)
def add(
    ctx: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="a client of this desk")] = "",
    **entered: Any,
) -> None:
    """Enter hours with somebody from before this desk."""
    with opened(ctx) as desk:
        data = typed(entered)
        whose = clients.find(desk, client) if client else ""
        if whose and "name" not in data:
            data["name"] = clients.page(desk, whose).title
        one = past_hours.add(desk, validated(PastHoursInput, data, people.reading(desk, "past")), whose)
        show(ctx, past_json(one), _added(one))


@NOUN.verb("edit", example="hours edit jonas --paid 14 --listed yes", keys=PAST_KEYS)
@with_fields(FIELDS)
def edit(ctx: typer.Context, ref: Ref, **entered: Any) -> None:
    """Change what was entered of hours from before this desk."""
    given = people.changed(entered, "hours edit")
    with opened(ctx) as desk:
        was = past_hours.view(desk, past_hours.find(desk, ref))
        data = past_hours.entered_of(was, given)
        one = past_hours.change(desk, was.id, validated(PastHoursInput, data, people.reading(desk, "past")))
        show(ctx, past_json(one), [f"changed {_told(one)}"])


@NOUN.verb("remove", example="hours remove jonas", keys=PAST_KEYS)
def remove(ctx: typer.Context, ref: Ref) -> None:
    """Take hours from before this desk away; undo brings them back."""
    with opened(ctx) as desk:
        one = past_hours.view(desk, past_hours.find(desk, ref))
        past_hours.remove(desk, one.id)
        show(ctx, past_json(one), [f"took away {_told(one)}; coachdesk undo brings it back"])


@NOUN.verb("import", example="hours import log.csv --dry-run", keys=IMPORT_KEYS)
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="a log as CSV, with a header")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what is in it, line by line")] = False,
    good_only: Annotated[bool, typer.Option("--good-only", help="import what can be read, leave the rest")] = False,
    agreed: Annotated[bool, typer.Option("--agreed", help="whoever it does not say it of agreed to be listed")] = False,
) -> None:
    """Import a log of hours from before this desk: all of it or nothing. Lines that are here already are recognised."""
    with opened(ctx) as desk:
        seen = past_hours.import_csv(desk, Path(file), dry_run=dry_run, good_only=good_only, agreed=agreed)
        value = {
            "file": seen.file,
            "new": len(seen.new),
            "same": len(seen.same),
            "bad": [{"line": number, "why": why} for number, why in seen.bad],
            "imported": len(seen.imported),
            "lines": [{"line": number, **past_json(one)} for number, one in seen.new],
            "unread_columns": list(seen.unread),
        }
        show(ctx, value, lines_of.import_lines(seen, dry_run=dry_run))


@NOUN.verb("group", example="hours group 'team nord' 8", keys=GROUP_KEYS)
def group(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="an agreement, or the client whose it is")],
    people_in_it: Annotated[str, typer.Argument(metavar="N|none", help="how many people, or none for one person")],
) -> None:
    """Say that the sessions of an agreement are with a group, of which the client is the member who is listed."""
    from coachdesk.services import agreements

    bare = people_in_it.strip().lower()
    if bare != "none" and not (bare.isascii() and bare.isdigit() and len(bare) < 6):
        raise failure("input.wrong", where="N", why="a whole number is expected here, or none")
    with opened(ctx) as desk:
        agreement_id = agreements.find(desk, ref)
        size = hours_groups.set_size(desk, agreement_id, None if bare == "none" else int(bare))
        said = f"its sessions are with a group of {size}" if size else "its sessions are with one person"
        show(ctx, {"agreement": agreement_id, "group_size": size}, [f"{said} [{agreement_id}]"])


def past_json(one: PastLine) -> dict[str, object]:
    """An entry as JSON has it; the keys are `PAST_KEYS`."""
    return {
        "id": one.id,
        "client": one.client_id or None,
        "name": one.name,
        "kind": one.kind,
        "group_size": one.people,
        "contact": one.contact,
        "start": one.start,
        "end": one.end,
        "paid_minutes": one.paid,
        "pro_bono_minutes": one.pro_bono,
        "hours": hours_text(one.minutes),
        "internal": one.internal,
        "listed": one.listed,
        "source": one.source,
        "note": one.note,
        "overlap": one.overlap,
    }


def _off_json(one: LogRow) -> dict[str, object]:
    return {
        "client": one.client_id or None,
        "name": one.name,
        "minutes": one.minutes,
        "hours": hours_text(one.minutes),
        "why": one.off,
        "past": list(one.past),
    }


def _told(one: PastLine) -> str:
    return f"{plain(one.name)}, {hours_of(one.minutes)} [{one.id}]"


def _added(one: PastLine) -> list[str]:
    found = [f"added {_told(one)}"]
    if one.client_id:
        found.append("it goes into the row of that client of this desk, whose consent counts")
    elif not one.listed:
        found.append(f"left off by name until they agree: coachdesk hours edit {one.short} --listed yes")
    if one.overlap:
        found.append(f"look at the dates: sessions on this desk begin {day_text(one.overlap)}, and count themselves")
    return found
