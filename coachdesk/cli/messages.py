"""`coachdesk messages`: logged, so that no one is left waiting; acknowledged with a promise; answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain, table
from coachdesk.cli.promises import past
from coachdesk.cli.running import opened, show
from coachdesk.domain.messages import WAYS
from coachdesk.domain.times import both, city_of, clock
from coachdesk.services import messages as service
from coachdesk.services import people

if TYPE_CHECKING:
    from coachdesk.domain.views.messages import MessageView
    from coachdesk.services.desk import Desk

NOUN = Noun("messages", "Messages from clients and contacts, and who waits for an answer.", bare="list")

KEYS = (
    "id", "from", "from_name", "from_kind", "about", "by", "received", "aim", "expected", "acknowledged", "answered",
    "verdict", "breach", "covered", "covered_until", "clock", "open", "task", "promise",
)  # fmt: skip
ACK_KEYS = ("id", "task", "due", "due_local", "due_client", "sentence")
ANSWER_KEYS = (*KEYS, "words")

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="whole id, its sender or a part of what it is about, beginning of an id")
]


@NOUN.verb("log", example='messages log --from amara --by phone --at 9:40 "asks about the invoice"', keys=KEYS)
def log(
    ctx: typer.Context,
    about: Annotated[str, typer.Argument(metavar='"ABOUT"', help="what it is about, in a few words")],
    sender: Annotated[str, typer.Option("--from", metavar="REF", help="the client or contact who wrote")],
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="when it arrived, if that was earlier")] = "",
    by: Annotated[str, typer.Option("--by", metavar="|".join(WAYS), help="how it came")] = WAYS[0],
    zone: Annotated[str, typer.Option("--zone", metavar="AREA/CITY", help="read the time on this zone's clock")] = "",
) -> None:
    """Log a message: from now on it waits on the one list, due at half of the time in which they expect an answer."""
    with opened(ctx) as desk:
        key = people.find(desk, sender)
        there = people.people(desk).known(key).zone_at(desk.clock())
        received = service.received_at(desk, at, zone=zone, theirs=there, where="at") if at.strip() else None
        view = service.log(desk, key, about, how=by, at=received)
        show(ctx, message_json(view), [f"logged {_line(desk, view)}", plain(view.clock)])


@NOUN.verb("ack", example='messages ack "invoice" --reply-by "tom 12:00"', keys=ACK_KEYS)
def ack(
    ctx: typer.Context,
    ref: Ref,
    reply_by: Annotated[str, typer.Option("--reply-by", metavar="WHEN", help="when they will hear more")],
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="what you promise; else to answer it")] = "",
    zone: Annotated[str, typer.Option("--zone", metavar="AREA/CITY", help="read the time on this zone's clock")] = "",
) -> None:
    """Acknowledge a message: that closes the reply, makes a promise, and writes the sentence to send in their zone."""
    from coachdesk.cli.task_lines import hours_of
    from coachdesk.services import tasks

    with opened(ctx) as desk:
        done = service.acknowledge(desk, service.find(desk, ref), reply_by, zone, text)
        task, home = tasks.line(desk, done.task_id), desk.settings().zone
        there = task.to.zone if task.to is not None else ""
        value = {
            "id": done.message_id,
            "task": done.task_id,
            "due": task.due,
            "due_local": hours_of(task.due, home),
            "due_client": hours_of(task.due, there),
            "sentence": done.sentence,
        }
        due = f" by {both(task.due, home, there)}" if task.due is not None else ""
        show(ctx, value, [f"promised {plain(task.text)}{due} [{task.id}]", "", plain(done.sentence)])


@NOUN.verb("answer", example='messages answer "invoice"', keys=ANSWER_KEYS)
def answer(
    ctx: typer.Context,
    ref: Ref,
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="when it was answered, if that was earlier")] = "",
    zone: Annotated[str, typer.Option("--zone", metavar="AREA/CITY", help="read the time on this zone's clock")] = "",
) -> None:
    """Say that a message was answered, and hear whether that was early, in time or late. Once it was acknowledged, that
    keeps the promise."""
    with opened(ctx) as desk:
        found = service.find(desk, ref)
        when = past(desk, at, zone, service.view(desk, found).sender.zone) if at.strip() else None
        words = service.answer(desk, found, when).words
        view = service.view(desk, found)
        show(ctx, message_json(view) | {"words": words}, [f"{plain(view.about)}: {plain(words)} [{view.id}]"])


@NOUN.verb("list", example="messages list --open", keys=KEYS, array=True)
def list_(
    ctx: typer.Context,
    open_only: Annotated[bool, typer.Option("--open", help="only those that wait")] = False,
    client: Annotated[str, typer.Option("--from", metavar="REF", help="only from this client or contact")] = "",
) -> None:
    """List messages: those that wait for an answer first, by when it is expected; then the others, newest first."""
    with opened(ctx) as desk:
        whom = people.find(desk, client) if client.strip() else None
        found = [
            one for one in service.lines(desk, open_only) if whom is None or (one.sender.kind, one.sender.id) == whom
        ]
        home = desk.settings().zone
        rows = [
            ("!" if one.breach else "", one.short, one.sender.title, clock(one.received, home), one.about, one.clock)
            for one in found
        ]
        headings = ("", "id", "from", f"received ({city_of(home)})", "about", "stands")
        none = "nobody waits for an answer" if open_only else 'no messages: coachdesk messages log --from REF "ABOUT"'
        show(ctx, [message_json(one) for one in found], table(headings, rows) if rows else [none])


def message_json(one: MessageView) -> dict[str, object]:
    """A message and its reply clock as JSON has it; the keys are `KEYS`."""
    return {
        "id": one.id,
        "from": one.sender.id,
        "from_name": one.sender.title,
        "from_kind": one.sender.kind,
        "about": one.about,
        "by": one.how,
        "received": one.received,
        "aim": one.aim,
        "expected": one.expected,
        "acknowledged": one.acknowledged,
        "answered": one.answered,
        "verdict": one.verdict or None,
        "breach": one.breach,
        "covered": one.covered,
        "covered_until": one.covered_until,
        "clock": one.clock,
        "open": one.is_open,
        "task": one.task_id,
        "promise": one.promise_id or None,
    }


def _line(desk: Desk, one: MessageView) -> str:
    came = both(one.received, desk.settings().zone, one.sender.zone)
    return f"{plain(one.about)} · from {plain(one.sender.title)} · received {came} [{one.id}]"
