"""`coachdesk absence`: going away without vanishing, and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import fields, plain, plain_lines, say_aside, table
from coachdesk.cli.running import opened, show
from coachdesk.cli.task_lines import hours_of, person_json
from coachdesk.domain.absence_words import unnamed_words
from coachdesk.domain.absences import CHANNELS, COVER, DECISIONS
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.times import city_of, clock, local
from coachdesk.services import absences as service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachdesk.domain.views.absences import AbsenceView, Touched
    from coachdesk.services.desk import Desk

NOUN = Noun("absence", "Time away: what it touches, the texts for it, and coming back.", bare="list")

LINE_KEYS = ("id", "from", "until", "state", "cover", "cover_name", "why", "words", "undecided")
KEYS = (*LINE_KEYS, "sessions", "tasks", "auto_reply", "voicemail", "channels", "told")
SHEET_KEYS = ("file", "clients", "left_out")

Ref = Annotated[str, typer.Argument(metavar="REF", help="now, next, its days or why, or the beginning of its id")]
Until = Annotated[str | None, typer.Option("--to", metavar="WHEN", help="the last day or the instant it ends")]
Cover = Annotated[str | None, typer.Option("--cover", metavar="REF", help="the contact who stands in")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="for yourself: the reason")]


@NOUN.verb("add", example="absence add --from 'mon' --to 'fri' --cover bo", keys=KEYS)
def add(
    ctx: typer.Context,
    since: Annotated[str, typer.Option("--from", metavar="WHEN", help="a day, an instant, or now")],
    until: Until = None,
    cover: Cover = None,
    why: Why = None,
) -> None:
    """Go away, from now or later, to a day or with no end yet: see every session and promise it touches, and the texts
    for your auto-reply and voicemail."""
    with opened(ctx) as desk:
        added = service.add(desk, since, until, cover or "", why or "")
        _answer(ctx, desk, added)
        _say_unnamed(desk, added)


@NOUN.verb("list", example="absence list", keys=LINE_KEYS, array=True)
def list_(ctx: typer.Context) -> None:
    """List absences: what is now or comes first, then what is over."""
    with opened(ctx) as desk:
        found = service.lines(desk)
        rows = [
            (one.short, one.state, one.words, one.cover.title if one.cover is not None else "", _left(one), one.why)
            for one in found
        ]
        head = ("id", "state", f"when ({city_of(desk.settings().zone)})", "stands in", "touches", "why")
        none = "no absences: coachdesk absence add --from WHEN --to WHEN"
        show(ctx, [_line_json(one) for one in found], table(head, rows) if rows else [none])


@NOUN.verb("show", example="absence show now", keys=KEYS)
def show_(ctx: typer.Context, ref: Ref) -> None:
    """Show an absence: what it touches and what becomes of each, the texts, and where an auto-reply is on."""
    with opened(ctx) as desk:
        _answer(ctx, desk, service.view(desk, service.find(desk, ref)))


@NOUN.verb("edit", example="absence edit now --to 'fri 12:00'", keys=KEYS)
def edit(
    ctx: typer.Context,
    ref: Ref,
    since: Annotated[str | None, typer.Option("--from", metavar="WHEN", help="when it begins")] = None,
    until: Until = None,
    cover: Cover = None,
    why: Why = None,
) -> None:
    """Change when it begins or ends, who stands in, or why; an empty --to leaves the end open."""
    if since is None and until is None and cover is None and why is None:
        raise failure("usage.nothing", verb="absence edit")
    with opened(ctx) as desk:
        found = service.find(desk, ref)
        changed = service.change(desk, found, since=since, until=until, cover_ref=cover, why=why)
        _answer(ctx, desk, changed)
        if cover:
            _say_unnamed(desk, changed)


@NOUN.verb("decide", example="absence decide now k7m2 --as move", keys=KEYS)
def decide(
    ctx: typer.Context,
    ref: Ref,
    item: Annotated[list[str], typer.Argument(metavar="ITEM…", help="ids, or beginnings of ids, of what it touches")],
    decision: Annotated[
        str, typer.Option("--as", metavar="|".join(DECISIONS), help="what becomes of it; empty takes it back")
    ],
) -> None:
    """Say what becomes of a session or a task that an absence touches. It is noted here; the session is moved, or the
    promise renegotiated, with the verbs of those."""
    with opened(ctx) as desk:
        view = service.view(desk, service.find(desk, ref))
        wanted = [_touched_by(view, one) for one in item]
        decided = service.decide(desk, view.id, wanted, decision)
        _answer(ctx, desk, decided)
        if decision.strip().lower() == COVER:
            _say_unnamed(desk, decided, wanted)


@NOUN.verb("switch", example="absence switch now email --on", keys=KEYS)
def switch(
    ctx: typer.Context,
    ref: Ref,
    channel: Annotated[str, typer.Argument(metavar="|".join(CHANNELS), help="where the auto-reply is")],
    on: Annotated[bool | None, typer.Option("--on/--off", help="whether it is on now")] = None,
) -> None:
    """Tick where you switched an auto-reply on, or off again on your return."""
    if on is None:
        raise failure("usage.wrong", what="say --on or --off", verb="absence switch")
    with opened(ctx) as desk:
        _answer(ctx, desk, service.switch(desk, service.find(desk, ref), channel.strip().lower(), on))


@NOUN.verb("told", example="absence told next --all --on today", keys=KEYS)
def told(
    ctx: typer.Context,
    ref: Ref,
    client: Annotated[
        list[str] | None, typer.Option("--client", metavar="REF", help="who was told; may be given again")
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="all whom you coach now and who were not told yet")] = False,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="the day they were told; empty takes it back")]
    = "today",
) -> None:  # fmt: skip
    """Say which clients were told of an absence, and when."""
    from coachdesk.cli.people import reading
    from coachdesk.domain.inputs.absences import ToldInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import clients

    with opened(ctx) as desk:
        view = service.view(desk, service.find(desk, ref))
        day = validated(ToldInput, {"on": on}, reading(desk)).on
        named = [clients.find(desk, one) for one in client or ()]
        every = [one.client_id for one in view.told if one.on is None] if everybody else []
        if everybody and not every:
            raise failure("absence.all-told")
        _answer(ctx, desk, service.tell(desk, view.id, [*named, *every], day))


@NOUN.verb("back", example="absence back now", keys=KEYS)
def back(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="else the one that is now")] = "now",
) -> None:
    """Say that you are back, now; what is still switched on is named."""
    with opened(ctx) as desk:
        _answer(ctx, desk, service.back(desk, service.find(desk, ref)))


@NOUN.verb("sheet", example="absence sheet next --to sheet.txt", keys=SHEET_KEYS)
def sheet(
    ctx: typer.Context,
    ref: Ref,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="the file to write")],
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of a file that is there")] = False,
) -> None:
    """Write the sheet for who stands in: names and numbers, of those clients alone who consented to it. Each has a line
    in the register of what was handed over."""
    from coachdesk.services.absence_sheet import hand_over, left_out

    with opened(ctx) as desk:
        absence_id = service.find(desk, ref)
        file, count = hand_over(desk, absence_id, typed_file(to), overwrite=replace)
        left = left_out(desk, absence_id)
        said = f"wrote {count} client{'s' if count != 1 else ''} to {plain(file)}"
        show(ctx, {"file": file, "clients": count, "left_out": [one.client_id for one in left]}, [said])
        if left:
            say_aside(f"left out, without consent: {', '.join(plain(one.words) for one in left)}")


def _say_unnamed(desk: Desk, view: AbsenceView, items: Sequence[str] = ()) -> None:
    """Who is to be stood in for and did not agree to be named to whoever does."""
    from coachdesk.services.absence_sheet import unnamed

    left = unnamed(desk, view.id, items)
    if left and view.cover is not None:
        names = [one.client for one in left]
        say_aside(plain(unnamed_words(names, view.cover.title)))


def _touched_by(view: AbsenceView, ref: str) -> str:
    """The id of what is touched that begins so; raises `absence.not-touched` and `ref.several`."""
    found = [one.id for one in view.touched if ref.strip() and one.id.startswith(ref.strip())]
    if not found:
        raise failure("absence.not-touched", what=ref)
    if len(found) > 1:
        raise failure("ref.several", ref=ref, which=", ".join(one[:8] for one in found))
    return found[0]


def _answer(ctx: typer.Context, desk: Desk, view: AbsenceView) -> None:
    home = desk.settings().zone
    value = _line_json(view) | {
        "sessions": [_touched_json(one, home) for one in view.touched if one.kind == "session"],
        "tasks": [_touched_json(one, home) for one in view.touched if one.kind != "session"],
        "auto_reply": view.auto_reply,
        "voicemail": view.voicemail,
        "channels": [{"channel": one.channel, "on": one.on, "off": one.off} for one in view.channels],
        "told": [{"client": one.client_id, "client_name": one.client, "on": one.on} for one in view.told],
    }
    show(ctx, value, _page_lines(view, home))


def _line_json(one: AbsenceView) -> dict[str, object]:
    return {
        "id": one.id,
        "from": one.since,
        "until": one.until,
        "state": one.state,
        "cover": one.cover.id if one.cover is not None else None,
        "cover_name": one.cover.title if one.cover is not None else None,
        "why": one.why,
        "words": one.words,
        "undecided": one.undecided,
    }


def _touched_json(one: Touched, home: str) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        **person_json(one.to),
        "at": one.at,
        "at_local": hours_of(one.at, home),
        "what": one.what,
        "decision": one.decision or None,
    }


def _left(one: AbsenceView) -> str:
    count = len(one.touched)
    return f"{count}, {one.undecided} not decided" if one.undecided else str(count or "")


def _page_lines(one: AbsenceView, home: str) -> list[str]:
    switched = [
        f"{channel.channel} {'off again' if channel.off else 'on'}"
        for channel in one.channels
        if channel.on is not None
    ]
    pairs = (
        ("away", f"{one.words} [{one.id}]"),
        ("state", one.state),
        ("stands in", one.cover.title if one.cover is not None else ""),
        ("why", one.why),
        ("auto-replies", ", ".join(switched)),
        ("told", ", ".join(f"{each.client} ({day_text(each.on)})" for each in one.told if each.on)),
        ("not told", ", ".join(each.client for each in one.told if each.on is None)),
    )
    rows = [
        (
            item.id[:6],
            item.kind,
            clock(item.at, home, year=local(item.at, home).year != local(one.since, home).year),
            item.to.title if item.to is not None else "",
            item.what,
            item.decision or "not decided",
        )
        for item in one.touched
    ]
    lines = fields(pairs)
    if rows:
        lines += ["", *table(("id", "kind", f"when ({city_of(home)})", "with", "what", "becomes"), rows)]
    for heading, text in (("auto-reply", one.auto_reply), ("voicemail", one.voicemail)):
        lines += ["", f"{heading}:", *(f"  {line}" for line in plain_lines(text))]
    return lines
