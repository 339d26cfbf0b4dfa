"""`coachdesk tasks`: the one list, its pages and records; other words, an answer, a reason to leave one open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli import task_lines
from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import fields, plain
from coachdesk.cli.promises import Ref
from coachdesk.cli.running import opened, show
from coachdesk.domain.errors import failure
from coachdesk.domain.promises import KINDS, STATES
from coachdesk.domain.times import both, city_of, clock
from coachdesk.services import people
from coachdesk.services import tasks as service

if TYPE_CHECKING:
    from coachdesk.domain.views.tasks import Record

NOUN = Noun("tasks", "The one list: promises, tasks of your own, replies.", bare="list")

KEYS = task_lines.KEYS
PAGE_KEYS = (*KEYS, "zone", "history", "leads_to")
WORDS_KEYS = (*KEYS, "words")
RECORD_KEYS = (
    "client", "client_name", "contact", "contact_name", "kept", "late", "broken", "renegotiated", "released", "open",
    "early_replies", "in_time_replies", "late_replies", "words", "reply_words",
)  # fmt: skip


@NOUN.verb("list", example="tasks --client amara --state open", keys=KEYS, array=True)
def list_(
    ctx: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="only owed to this client or contact")] = "",
    state: Annotated[list[str] | None, typer.Option("--state", metavar="|".join(STATES), help="repeatable")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="|".join(KINDS), help="only of this kind")] = None,
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="only with these words")] = "",
    every: Annotated[bool, typer.Option("--all", help="ended ones too")] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="at most so many")] = None,
) -> None:
    """List what is open by when it is due, or what is in a state: open, asked, renegotiated, kept, late, broken,
    released or undone."""
    with opened(ctx) as desk:
        whom = people.find(desk, client) if client.strip() else None
        states = frozenset(STATES) if every else _states(state)
        found = service.lines(desk, to=whom, kind=kind, states=states, text=text, limit=limit)
        home = desk.settings().zone
        none = 'nothing is here: coachdesk add "LINE"' if not state and not kind and not text else "nothing fits"
        lines = [f"times in {city_of(home)}", *task_lines.grouped(found, desk.clock(), home)] if found else [none]
        if whom is not None:
            lines += ["", *_record_lines(service.record(desk, *whom))]
        show(ctx, [task_lines.task_json(one, home) for one in found], lines)


def _states(typed: list[str] | None) -> frozenset[str] | None:
    """The states that were named, case aside; all open ones where none was."""
    return frozenset(one.strip().lower() for one in typed) if typed else None


@NOUN.verb("show", example='tasks show "values exercise"', keys=PAGE_KEYS)
def show_(ctx: typer.Context, ref: Ref) -> None:
    """Show a task and all that ever happened to it; nothing is rewritten, and what was undone shows as undone."""
    with opened(ctx) as desk:
        page = service.page(desk, service.find(desk, ref))
        one, home = page.line, desk.settings().zone
        history = [
            {"at": event.at, "kind": event.kind, "said": event.said, "undone": event.undone} for event in page.history
        ]
        leads_to = [{"record": kind, "id": id_, "what": what} for kind, id_, what in page.leads_to]
        pairs = (
            ("what", f"{one.text} [{one.id}]"),
            ("kind", one.kind),
            ("to", one.to.title if one.to is not None else ""),
            ("due", both(one.due, home, one.to.zone if one.to is not None else "") if one.due is not None else ""),
            ("stands", task_lines.standing(one, home) or one.state),
            ("about", f"{one.minutes} min" if one.minutes else ""),
            ("repeats", one.repeat),
            ("belongs to", "\n".join(f"{what} [{id_}]" for _, id_, what in page.leads_to)),
        )
        lines = [*fields(pairs), "", f"times in {city_of(home)}"]
        for event in page.history:
            undone = " (undone)" if event.undone else ""
            lines.append(f"{clock(event.at, home, year=True)}  {plain(event.said)}{undone}")
        more = {"zone": page.zone, "history": history, "leads_to": leads_to}
        show(ctx, task_lines.task_json(one, home) | more, lines)


@NOUN.verb("edit", example='tasks edit k7m2 "send the values exercise and a note" --minutes 45m', keys=KEYS)
def edit(
    ctx: typer.Context,
    ref: Ref,
    text: Annotated[str | None, typer.Argument(metavar='["WORDS"]', help="what is to be done, in other words")] = None,
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="TIME", help="how long it takes, such as 45m; empty clears it")
    ] = None,
) -> None:
    """Give an open task other words or another estimate. Another deadline is a matter of `coachdesk renegotiate`."""
    if text is None and minutes is None:
        raise failure("usage.nothing", verb="tasks edit")
    with opened(ctx) as desk:
        found = service.find(desk, ref)
        words = service.line(desk, found).text if text is None else text
        task = service.edit_text(desk, found, words, minutes)
        show(ctx, task_lines.task_json(task, desk.settings().zone), [f"changed {task_lines.in_words(desk, task)}"])


@NOUN.verb("answer", example='tasks answer "values exercise" --yes --said "Monday is fine"', keys=WORDS_KEYS)
def answer(
    ctx: typer.Context,
    ref: Ref,
    said: Annotated[str, typer.Option("--said", metavar="TEXT", help="what they answered, in their words")],
    agreed: Annotated[bool | None, typer.Option("--yes/--no", help="whether they agreed to the new deadline")] = None,
) -> None:
    """Enter what they said to the deadline that was asked for. A yes counts from the asking, also when it is entered
    after the old deadline; a no leaves the old one."""
    if agreed is None:
        raise failure("usage.wrong", what="say --yes or --no", verb="tasks answer")
    with opened(ctx) as desk:
        outcome = service.answer_ask(desk, service.find(desk, ref), agreed=agreed, said=said)
        task = service.line(desk, outcome.id)
        value = task_lines.task_json(task, desk.settings().zone) | {"words": outcome.words}
        show(ctx, value, [f"{plain(task.text)}: {plain(outcome.words)} [{task.id}]"])


@NOUN.verb("leave", example='tasks leave "values exercise" --why "waiting for her list"', keys=WORDS_KEYS)
def leave(
    ctx: typer.Context,
    ref: Ref,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="the reason, in a few words")],
) -> None:
    """Leave a task open for a reason: that is the word which the day's review asks for."""
    with opened(ctx) as desk:
        outcome = service.leave_open(desk, service.find(desk, ref), why)
        task = service.line(desk, outcome.id)
        value = task_lines.task_json(task, desk.settings().zone) | {"words": outcome.words}
        show(ctx, value, [f"{plain(task.text)}: {plain(outcome.words)} [{task.id}]"])


@NOUN.verb("record", example="tasks record --client amara", keys=RECORD_KEYS)
def record(
    ctx: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="the client or contact it is about")],
) -> None:
    """Show what became of all promises to one person and of their messages, counted by the ends."""
    with opened(ctx) as desk:
        whom = people.find(desk, client)
        found, owed = service.record(desk, *whom), people.people(desk).owed(whom, desk.clock())
        value = task_lines.person_json(owed) | task_lines.record_json(found)
        show(ctx, value, [plain(owed.title if owed is not None else ""), *_record_lines(found)])


def _record_lines(found: Record) -> list[str]:
    return fields((("promises", found.words), ("replies", found.reply_words.removeprefix("replies "))))
