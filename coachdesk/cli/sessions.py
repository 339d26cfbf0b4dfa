"""`coachdesk sessions`: planned, moved, held, missed, cancelled; what stands on the calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import task_lines
from coachdesk.cli.nouns import Field, Noun, typed, with_fields
from coachdesk.cli.output import fields, plain, say_aside, table
from coachdesk.cli.people import changed, reading
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text, parse_day
from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.sessions import CancelInput, EndingInput, HeldInput, MoveInput, SessionChange, SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.session_words import move_words, there_words, when_words
from coachdesk.domain.sessions import KEEPS, STATES, which_words
from coachdesk.domain.times import clock
from coachdesk.domain.whens import EITHER
from coachdesk.services import agreements, clients, session_rows, session_zones
from coachdesk.services import sessions as service

if TYPE_CHECKING:
    from coachdesk.domain.views.sessions import Planned, SessionLine, SessionPage
    from coachdesk.services.desk import Desk

NOUN = Noun("sessions", "Conversations on the calendar: planned, held, missed, cancelled.", bare="list")

LINE_KEYS = task_lines.SESSION_KEYS
KEYS = (*LINE_KEYS, "zone", "medium", "link", "fallback", "held_minutes", "charged", "by", "why", "count", "moves")
PLANNED_KEYS = (*KEYS, "warnings")

_PLAN = (
    Field("minutes", "how long, such as 60 or 1h30; else as agreed", "N"),
    Field("kind", "coaching; or chemistry, three-way, review, which count nowhere (of a group: hours add)", "KIND"),
    Field("agreement", "which agreement it belongs to, where there are several", "REF"),
    Field("medium", "such as video, phone, or a place"),
    Field("link", "where to meet, or the number to call"),
    Field("fallback", "the number to call if that fails"),
)
_SERIES = (
    Field("zone", "read the time on the clock of this zone", "AREA/CITY"),
    Field("every", "plan a series: week or fortnight", "HOW OFTEN"),
    Field("times", "how many in all, or `end` for as long as the agreement goes", "N"),
    Field("keep", "whose local hour a series keeps when clocks change: coach or client", "WHOSE"),
)

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="whole id, beginning of an id, or a client with one such session")
]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="client or coach")]
Charge = Annotated[str, typer.Option("--charge", metavar="yes|no", help="else as the signed terms say")]

ENDED = ("held", "missed", "cancelled")


@NOUN.verb("add", example="sessions add --client amara --at 'fri 17:00' --minutes 60", keys=PLANNED_KEYS)
@with_fields((*_PLAN, *_SERIES))
def add(
    ctx: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="whose session")],
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="such as 'fri 17:00', 'tom 9:00' or '17:00 theirs'")],
    **entered: str | None,
) -> None:
    """Plan a session, or a series of them. What speaks against it is said and stops nothing."""
    with opened(ctx) as desk:
        client_id = clients.find(desk, client)
        data = _entered(desk, {"at": at, **typed(entered)})
        planned = service.add(desk, client_id, validated(SessionInput, data, reading(desk)))
        lines = [f"planned {_in_words(desk, planned.line)}"]
        if planned.series:
            last = service.line(desk, planned.series[-1])
            lines.append(f"{len(planned.series)} sessions, the last {_when(desk, last)}")
        _answer(ctx, desk, planned, lines, {"series": planned.series})


@NOUN.verb("move", example="sessions move k7m2 --to 'mon 10:00' --by client", keys=PLANNED_KEYS)
def move(
    ctx: typer.Context,
    ref: Ref,
    to: Annotated[str, typer.Option("--to", metavar="WHEN", help="its new time, such as 'mon 10:00'")],
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="who asked for it: coach or client")] = "coach",
    zone: Annotated[str, typer.Option("--zone", metavar="AREA/CITY", help="read the time on this zone's clock")] = "",
) -> None:
    """Give a planned session another time; the others of its series stay. Who asked for it is kept."""
    entered = validated(MoveInput, {"to": to, "by": by, "zone": zone})
    with opened(ctx) as desk:
        moved = service.move(desk, service.find(desk, ref, ("planned",), ahead=True), entered)
        _answer(ctx, desk, moved, [f"moved to {_in_words(desk, moved.line)}"], {})


@NOUN.verb("edit", example="sessions edit k7m2 --medium phone --fallback '+359 2 555 0101'", keys=KEYS)
@with_fields(_PLAN)
def edit(ctx: typer.Context, ref: Ref, **entered: str | None) -> None:
    """Change how long it is, its kind or agreement, or where you meet. Its time changes with move."""
    given = changed(entered, "sessions edit")
    with opened(ctx) as desk:
        change = validated(SessionChange, _entered(desk, given), reading(desk))
        line = service.edit(desk, service.find(desk, ref), change)
        show(ctx, session_json(desk, line), [f"changed {_in_words(desk, line)}"])


@NOUN.verb("cancel", example="sessions cancel k7m2 --by client --why 'a cold'", keys=KEYS)
def cancel(
    ctx: typer.Context,
    ref: Ref,
    by: By,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="the reason, in a few words")],
    charge: Charge = "",
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="when it was said, if that is not now")] = "",
) -> None:
    """Cancel a planned session. A client's late one is charged if the signed terms say so, unless you let it go; what
    was said in time is in time, also where you enter it afterwards."""
    entered = validated(CancelInput, {"by": by, "why": why, "charge": charge, "at": at})
    with opened(ctx) as desk:
        line = service.cancel(desk, service.find(desk, ref, ("planned",), ahead=True), entered)
        show(ctx, session_json(desk, line), _told("cancelled", desk, line))


@NOUN.verb("miss", example="sessions miss k7m2 --by client", keys=KEYS)
def miss(
    ctx: typer.Context,
    ref: Ref,
    by: By,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="what happened, in a few words")] = "",
    charge: Charge = "",
) -> None:
    """Say that somebody did not come. A client's is charged if the signed terms ask for notice; you may let it go."""
    entered = validated(EndingInput, {"by": by, "why": why, "charge": charge})
    with opened(ctx) as desk:
        line = service.miss(desk, service.find(desk, ref, ("planned",), ahead=False), entered)
        show(ctx, session_json(desk, line), _told("missed", desk, line))


@NOUN.verb("hold", example="sessions hold k7m2 --minutes 55", keys=KEYS)
def hold(
    ctx: typer.Context,
    ref: Ref,
    minutes: Annotated[str, typer.Option("--minutes", metavar="N", help="how long it really was")] = "",
) -> None:
    """Say that a session took place, and how long it was."""
    entered = validated(HeldInput, {"minutes": minutes})
    with opened(ctx) as desk:
        line = service.hold(desk, service.find(desk, ref, ("planned",), ahead=False), entered)
        show(ctx, session_json(desk, line), _told("held", desk, line))


@NOUN.verb("reopen", example="sessions reopen k7m2", keys=KEYS)
def reopen(ctx: typer.Context, ref: Ref) -> None:
    """Take back that a session was held, missed or cancelled: it is planned again."""
    with opened(ctx) as desk:
        line = service.reopen(desk, service.find(desk, ref, ENDED))
        show(ctx, session_json(desk, line), _told("planned again", desk, line))


@NOUN.verb("keep", example="sessions keep amara --hour client", keys=LINE_KEYS, array=True)
def keep(
    ctx: typer.Context,
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="a client whose time zone has changed")],
    hour: Annotated[str, typer.Option("--hour", metavar="WHOSE", help="coach: yours stays, or client: theirs")],
) -> None:
    """Say which hour stays of the sessions that were planned for where a client was before."""
    whose = hour.strip().lower()
    if whose not in KEEPS:
        raise failure("session.keep", where="hour", text=whose or "nothing")
    with opened(ctx) as desk:
        found = session_zones.keep_hour(desk, clients.find(desk, client), whose)
        none = "every session that is planned is at an hour that was agreed"
        lines = [_in_words(desk, one) for one in found] or [none]
        show(ctx, [line_json(desk, one) for one in found], lines)


@NOUN.verb("list", example="sessions list --from today --to +7d", keys=LINE_KEYS, array=True)
def list_(
    ctx: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="only this client's")] = "",
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="the first day, on your calendar")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="the last day, on your calendar")] = "",
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="planned, held, missed or cancelled")] = "",
) -> None:
    """List sessions by time, whatever became of them."""
    if state and state not in STATES:
        raise failure("session.state", where="state", text=state, choices=", ".join(STATES))
    with opened(ctx) as desk:
        zone = desk.settings().zone
        found = span_lines(desk, client, since, until, states=(state,) if state else ())
        rows = [
            (
                one.short,
                clock(one.at, zone, year=True),
                one.client.title,
                there_words(one.at, zone, one.client.zone),
                f"{one.minutes}m",
                one.state + (", charged" if one.charged else ""),
                one.kind if one.kind != "coaching" else _of(one),
            )
            for one in found
        ]
        head = ("id", "when", "client", "theirs", "length", "state", "which")
        none = "no sessions: coachdesk sessions add --client REF --at 'fri 17:00'"
        show(ctx, [line_json(desk, one) for one in found], table(head, rows) if rows else [none])


@NOUN.verb("show", example="sessions show k7m2", keys=KEYS)
def show_(ctx: typer.Context, ref: Ref) -> None:
    """Show all that is known of a session."""
    with opened(ctx) as desk:
        page = service.page(desk, service.find(desk, ref))
        one = page.line
        pairs = (
            ("session", f"{one.client.title}, {one.kind} [{one.id}]"),
            ("when", f"{_when(desk, one)}, {one.minutes} min"),
            ("state", _state(one)),
            ("under", one.agreement + (f": {page.count}" if page.count else "")),
            ("which", _of(one)),
            ("medium", one.medium),
            ("link", one.link),
            ("if it fails", one.fallback),
            ("lacks", ", ".join(one.lacks)),
            ("moved", "\n".join(move_words(move, desk.settings().zone) for move in page.moves)),
        )
        show(ctx, session_json(desk, one, page), fields(pairs))


def span_lines(
    desk: Desk, client: str, since: str, until: str, where: str = "to", states: tuple[str, ...] = ()
) -> list[SessionLine]:
    """The sessions from a day to a day, as typed, of a client; empty text leaves that open. `where` names the last day.

    Raises `session.range`, `day.…`, `ref.…`.
    """
    zone = desk.settings().zone
    first, last = _day(desk, since, "from"), _day(desk, until, where)
    if first and last and last < first:
        raise failure("session.range", where=where, since=day_text(first), until=day_text(last))
    begins = session_rows.day_span(first, 1, zone)[0] if first else None
    ends = session_rows.day_span(last, 1, zone)[1] if last else None
    return service.lines(desk, begins, ends, clients.find(desk, client) if client else "", states)


def line_json(desk: Desk, one: SessionLine) -> dict[str, object]:
    """A session as lists have it in JSON; the keys are `LINE_KEYS`."""
    return task_lines.session_json(one, desk.settings().zone)


def session_json(desk: Desk, one: SessionLine, page: SessionPage | None = None) -> dict[str, object]:
    """A session, whole, as JSON has it; the keys are `KEYS`. `page` is the same session, where it was read already."""
    page = page or service.page(desk, one.id)
    return line_json(desk, one) | {
        "zone": one.client.zone or None,
        "medium": one.medium,
        "link": one.link,
        "fallback": one.fallback,
        "held_minutes": one.held_minutes,
        "charged": one.charged,
        "by": one.ended_by or None,
        "why": one.why,
        "count": page.count,
        "moves": [{"at": move.at, "by": move.by, "was": move.was, "late": move.late} for move in page.moves],
    }


def _answer(ctx: typer.Context, desk: Desk, planned: Planned, lines: list[str], more: dict[str, Any]) -> None:
    """What was planned; what speaks against it goes to standard error, a line each."""
    for warning in planned.warnings:
        say_aside(warning)
    show(ctx, session_json(desk, planned.line) | more | {"warnings": planned.warnings}, lines)


def _entered(desk: Desk, data: dict[str, Any]) -> dict[str, Any]:
    """The data with the id of the agreement that was named."""
    ref = data.get("agreement")
    return data | {"agreement": agreements.find(desk, ref)} if ref and ref.strip() else data


def _day(desk: Desk, text: str, where: str) -> date | None:
    """A day of a list, which may lie on both sides of today."""
    return parse_day(text, desk.today(), desk.settings().date_order, where, EITHER) if text.strip() else None


def _when(desk: Desk, one: SessionLine) -> str:
    return when_words(one.at, desk.settings().zone, one.client.zone, desk.clock())


def _in_words(desk: Desk, one: SessionLine) -> str:
    under = f" under “{plain(one.agreement)}”" if one.agreement else ""
    return f"{_when(desk, one)} · {one.minutes} min with {plain(one.client.title)}{under} [{one.id}]"


def _told(what: str, desk: Desk, one: SessionLine) -> list[str]:
    """What became of it, and how many sessions are left of its agreement, where it counts."""
    count = service.page(desk, one.id).count
    return [f"{what} {_in_words(desk, one)}", *([count] if count else [])]


def _of(one: SessionLine) -> str:
    if one.number is None:
        return ""
    return f"session {which_words(one.number, one.of)}"


def _state(one: SessionLine) -> str:
    if one.state == "held":
        return f"held, {one.held_minutes} min"
    if one.state == "planned":
        return "planned"
    charged = ", charged" if one.charged else ""
    return f"{one.state} by the {one.ended_by}{charged}" + (f": {one.why}" if one.why else "")


# the other verbs of this noun, in a file of their own
from coachdesk.cli import session_work  # noqa: E402, F401
