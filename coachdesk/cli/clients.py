"""`coachdesk clients`: who they are, and everything they need you to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import people
from coachdesk.cli.nouns import Field, Noun, typed, with_fields
from coachdesk.cli.output import fields, plain, say_aside, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.clients import kept_words, yes_no
from coachdesk.domain.days import day_text
from coachdesk.domain.inputs.clients import ClientChange, ClientInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.times import city_of, clock, clock_text, duration_text, local
from coachdesk.services import clients as service

if TYPE_CHECKING:
    from coachdesk.domain.views.clients import ClientPage, GoalView
    from coachdesk.services.desk import Desk

NOUN = Noun("clients", "The people you coach, from enquiry to ended.", bare="list")

STAGE = Field("stage", "enquiry, active, paused or ended", "STAGE")
FIELDS = (
    people.NAME,
    people.CALLED,
    Field(
        "former_names", "an earlier name, found by search; repeatable, and replaces all", "NAME", "--former-name", True
    ),
    Field("pronouns", "such as she/her", "TEXT"),
    people.EMAIL,
    people.PHONE,
    people.ORGANISATION,
    people.ZONE,
    Field("away_zone", "a zone for a while", "ZONE"),
    Field("away_from", "the first day in that zone", "DATE"),
    Field("away_until", "the last day in that zone", "DATE"),
    STAGE,
    Field("language", "the language you write in", "TEXT"),
    Field("contact_how", "how they want to be contacted", "TEXT"),
    Field("expects_reply_minutes", "the time in which they expect an answer, such as 24h", "TIME", "--expects-reply"),
    Field("how_came", "how they came to you", "TEXT"),
    Field("referred_by", "the client or contact who sent them", "REF"),
    Field("ask_before", "what to ask before doing; repeatable, and replaces all", "TEXT", "", True),
    Field("emergency", "where to reach someone in an emergency", "TEXT"),
    Field("location", "the country and place where they are", "TEXT"),
    Field("emergency_number", "the number of the emergency services there", "TEXT"),
    Field("other_ties", "friend, family, customer or the like; none, if there are none", "TEXT"),
    Field("shares_employer", "whether you two have the same employer", "yes|no"),
    Field("conflict_check_on", "the day on which you looked for conflicts of interest", "DATE"),
    Field("conflict_check", "what you found; none, if there was none", "TEXT"),
    Field("keep_years", "years to keep their records after the ending", "N"),
    Field("keep_until", "the day until which their records are kept", "DATE"),
    Field("coached_since", "their first session with you, if it was before this desk", "DATE"),
    people.NOTE,
)
KEYS = (
    "id", "name", "called", "full_name", "former_names", "pronouns", "email", "phone", "organisation", "zone",
    "away_zone", "away_from", "away_until", "zone_now", "local_date", "local_time", "stage", "language", "contact_how",
    "expects_reply_minutes", "how_came", "referred_by", "referred_by_name", "ask_before", "emergency", "location",
    "emergency_number", "other_ties", "shares_employer", "conflict_check_on", "conflict_check", "keep_years",
    "keep_until", "coached_since", "note",
    "created", "stages", "goals", "agreements", "record",
)  # fmt: skip
LINE_KEYS = ("id", "name", "called", "full_name", "told_apart", "stage", "organisation", "zone", "agreement", "created")

Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of a name, or the beginning of an id")]


@NOUN.verb("add", example='clients add --name "Amara Okonkwo" --zone lagos --expects-reply 12h', keys=KEYS)
@with_fields(FIELDS, required=frozenset({"full_name"}))
def add(ctx: typer.Context, **entered: Any) -> None:
    """Add a client. A likely duplicate is pointed out, and added all the same."""
    with opened(ctx) as desk:
        client = validated(ClientInput, _referred(desk, typed(entered)), people.reading(desk))
        likely = service.likely_duplicates(desk, client)
        page = service.add(desk, client)
        show(ctx, page_json(desk, page), [f"added {plain(page.title)} [{page.id}]"])
        people.warn_of(likely, "client")


@NOUN.verb("list", example="clients list --stage active --json", keys=LINE_KEYS, array=True)
def list_(
    ctx: typer.Context,
    stage: Annotated[str | None, typer.Option(metavar="STAGE", help="enquiry, active, paused or ended")] = None,
) -> None:
    """List clients by name; namesakes are told apart."""
    from coachdesk.domain.clients import known_stage

    with opened(ctx) as desk:
        found = service.lines(desk, None if stage is None else known_stage(stage))
        now = desk.clock()
        rows = [
            (
                one.short,
                one.title,
                one.stage,
                f"{clock_text(local(now, one.zone))} in {city_of(one.zone)}" if one.zone else "",
                one.organisation,
                one.agreement,
            )
            for one in found
        ]
        values = [
            {key: one.full_name or one.called if key == "name" else getattr(one, key) for key in LINE_KEYS}
            for one in found
        ]
        headings = ("id", "client", "stage", "there now", "organisation", "agreement")
        show(ctx, values, table(headings, rows) if rows else ["no clients here yet: coachdesk clients add --name NAME"])


@NOUN.verb("show", example="clients show amara", keys=KEYS)
def show_(ctx: typer.Context, ref: Ref) -> None:
    """Show a client: all fields, the time there now, goals, stages, agreements, and what became of your promises."""
    with opened(ctx) as desk:
        page = service.page(desk, service.find(desk, ref))
        show(ctx, page_json(desk, page), _page_lines(desk, page))


@NOUN.verb("edit", example="clients edit amara --zone london --stage paused", keys=KEYS)
@with_fields((*FIELDS, Field("why", "why the stage changes", "TEXT")))
def edit(ctx: typer.Context, ref: Ref, **entered: Any) -> None:
    """Change fields of a client; an empty text clears one."""
    from coachdesk.services.session_zones import planned_elsewhere

    given = people.changed(entered, "clients edit")
    stage, why = given.pop("stage", None), given.pop("why", "")
    with opened(ctx) as desk:
        client_id = service.find(desk, ref)
        change = validated(ClientChange, _referred(desk, given), people.reading(desk))
        # the stage first: all else is known to be right, so either everything is changed or nothing
        page = service.set_stage(desk, client_id, stage, why) if stage is not None else service.page(desk, client_id)
        page = service.edit(desk, client_id, change) if given else page
        elsewhere = len(planned_elsewhere(desk, client_id))
        if elsewhere:
            which = "1 session was" if elsewhere == 1 else f"{elsewhere} sessions were"
            say_aside(f"{which} planned for another zone: sessions keep {page.short} --hour coach or client")
        show(ctx, page_json(desk, page), [f"changed {plain(page.title)} [{page.id}]"])


@NOUN.verb(
    "history", example="clients history amara", keys=("id", "at", "what", "changes", "undone", "can_undo"), array=True
)
def history(ctx: typer.Context, ref: Ref) -> None:
    """Show what ever changed about a client, newest first."""
    from coachdesk.services.history import history as changes_of

    with opened(ctx) as desk:
        found = changes_of(desk, service.find(desk, ref))
        zone = desk.settings().zone
        lines = []
        for one in found:
            undone = " (undone)" if one.undone else ""
            lines.append(f"{one.action_id[:8]}  {clock(one.at, zone, year=True)}  {plain(one.what)}{undone}")
            lines += [f"          {plain(change)}" for change in one.changes]
        values = [
            {
                "id": one.action_id,
                "at": one.at,
                "what": one.what,
                "changes": one.changes,
                "undone": one.undone,
                "can_undo": one.can_undo,
            }
            for one in found
        ]
        show(ctx, values, [f"times in {city_of(zone)}", *lines])


def _referred(desk: Desk, entered: dict[str, Any]) -> dict[str, Any]:
    """The entered fields, with who sent them as an id."""
    if "referred_by" not in entered:
        return entered
    return entered | {"referred_by": people.either(desk, entered["referred_by"])}


def page_json(desk: Desk, page: ClientPage) -> dict[str, object]:
    """A client as JSON has it; the keys are `KEYS`."""
    from coachdesk.cli.agreement_noun import line_json
    from coachdesk.cli.task_lines import record_json
    from coachdesk.services import agreements
    from coachdesk.services.records import record

    entered = {name: getattr(page.fields, name) for name in service.FIELDS}
    there = local(desk.clock(), page.zone_now) if page.zone_now else None
    found: dict[str, object] = {
        **entered,
        "id": page.id,
        "name": page.fields.full_name or page.fields.called,
        "zone_now": page.zone_now,
        "local_date": there.date() if there else None,
        "local_time": clock_text(there) if there else None,
        "stage": page.stage,
        "referred_by_name": page.referred_by_name,
        "created": page.created,
        "stages": [{"at": one.at, "stage": one.stage, "why": one.why} for one in page.stages],
        "goals": [goal_json(one) for one in page.goals],
        "agreements": [line_json(one) for one in agreements.lines(desk, client_id=page.id)],
        "record": record_json(record(desk, "client", page.id)),
    }
    return {key: found[key] for key in KEYS}


def goal_json(goal: GoalView) -> dict[str, object]:
    """A goal as JSON has it."""
    return {
        "id": goal.id,
        "text": goal.text,
        "measure": goal.measure,
        "state": goal.state,
        "ratings": [{"at": at, "by": by, "value": value} for at, by, value in goal.ratings],
    }


def _page_lines(desk: Desk, page: ClientPage) -> list[str]:
    from coachdesk.services import agreements
    from coachdesk.services.records import record

    one, zone = page.fields, desk.settings().zone
    there = f"{clock(desk.clock(), page.zone_now)} in {city_of(page.zone_now)} now" if page.zone_now else ""
    away = " ".join(
        part
        for part in (
            city_of(one.away_zone) if one.away_zone else "",
            f"from {one.away_from}" if one.away_from else "",
            f"until {one.away_until}" if one.away_until else "",
        )
        if part
    )
    promises = record(desk, "client", page.id)
    shown = [
        ("client", page.title),
        ("id", page.id),
        ("full name", one.full_name),
        ("former names", ", ".join(one.former_names)),
        ("pronouns", one.pronouns),
        ("stage", page.stage),
        ("there", there),
        ("zone", one.zone),
        ("away", away),
        ("e-mail", one.email),
        ("phone", one.phone),
        ("organisation", one.organisation),
        ("language", one.language),
        ("contact", one.contact_how),
        ("answers within", duration_text(one.expects_reply_minutes) if one.expects_reply_minutes else ""),
        ("how they came", one.how_came),
        ("referred by", page.referred_by_name),
        ("ask before", "\n".join(one.ask_before)),
        ("emergency", one.emergency),
        ("where they are", one.location),
        ("emergency number", one.emergency_number),
        ("other ties", one.other_ties),
        ("same employer", yes_no(one.shares_employer)),
        ("conflict check", f"{day_text(one.conflict_check_on)}: {one.conflict_check}" if one.conflict_check_on else ""),
        ("records kept", kept_words(one.keep_years, one.keep_until)),
        ("coached since", day_text(one.coached_since) if one.coached_since else ""),
        ("note", one.note),
        ("goals", "\n".join(_goal_line(goal) for goal in page.goals)),
        ("stages", "\n".join(f"{clock(s.at, zone, year=True)} {s.stage} {s.why}" for s in page.stages)),
        (
            "agreements",
            "\n".join(f"{a.title}: {a.standing}" for a in agreements.lines(desk, client_id=page.id)),
        ),
        ("promises", promises.words),
        ("replies", promises.reply_words.removeprefix("replies ")),
    ]
    return fields(shown)


def _goal_line(goal: GoalView) -> str:
    rated = f" ({goal.ratings[-1][2]} of 10, by the {goal.ratings[-1][1]})" if goal.ratings else ""
    dropped = ", dropped" if goal.state == "dropped" else ""
    return f"{goal.text} :: {goal.measure}{rated}{dropped}" if goal.measure else f"{goal.text}{rated}{dropped}"
