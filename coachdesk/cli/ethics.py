"""`coachdesk ethics`: the questions of now, one client's, the coach's answers and their history."""

from __future__ import annotations

from typing import Annotated

import typer

from coachdesk.cli import dilemmas, ethics_editions, ethics_noun  # verbs of the same noun
from coachdesk.cli.ethics_noun import ANSWER_KEYS, ITEM_KEYS, Client, answer_json, item_json, item_lines
from coachdesk.cli.output import plain, say_aside, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.checklists import ANSWERS, EVENTS, MOMENTS
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.times import clock
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import clients
from coachdesk.services import ethics as service

NOUN = ethics_noun.NOUN
__all__ = ["NOUN", "dilemmas", "ethics_editions"]

EXPORT_KEYS = ("file", "recipient", "format", "named")
LOOK_KEYS = ("recipient", "named", "caution", "text")

Item = Annotated[str, typer.Argument(metavar="ITEM", help="its id, such as agreement.clear.signed, or a part of it")]

Recipient = Annotated[str, typer.Option("--recipient", metavar="NAME", help="who gets it; else it is yours")]


@NOUN.verb("now", example="ethics now", keys=ITEM_KEYS, array=True)
def now(ctx: typer.Context) -> None:
    """Show the checklists of the moments that have come, those with waiting questions first."""
    with opened(ctx) as desk:
        found, zone = service.now(desk), desk.settings().zone
        lines = [f"{found.waiting} waiting · {found.edition_title}"]
        lines += [f"({found.edition_note})"] if found.edition_note else []
        for one in found.checklists:
            lines += ["", f"{plain(one.heading)} · {one.waiting} of {len(one.items)} waiting"]
            lines += [
                line
                for item in one.items
                for line in item_lines(item, zone, client=item.subject.client_id not in ("", one.subject.client_id))
            ]
        show(ctx, [item_json(item) for one in found.checklists for item in one.items], lines)


@NOUN.verb(
    "show", example="ethics show --client amara --moment before_first_session", keys=ITEM_KEYS, array=True
)  # fmt: skip
def show_(
    ctx: typer.Context,
    client: Client = "",
    moment: Annotated[str, typer.Option("--moment", metavar="M", help=", ".join(MOMENTS))] = "",
    edition: Annotated[str, typer.Option("--edition", metavar="ID", help="another edition, such as 2020")] = "",
) -> None:
    """Show every item as it is asked of a client, or else of the practice, with what the records say."""
    with opened(ctx) as desk:
        client_id = clients.find(desk, client) if client else ""
        found = service.show(desk, client_id=client_id, moment=moment, edition=edition)
        zone = desk.settings().zone
        lines: list[str] = []
        for heading in dict.fromkeys((one.moment, one.event) for one in found):
            own = [one for one in found if (one.moment, one.event) == heading]
            title = EVENTS[heading[1]] if heading[1] else MOMENTS[heading[0]]
            lines += ["", title, *(line for one in own for line in item_lines(one, zone))]
        show(ctx, [item_json(one) for one in found], lines[1:] or ["no item of this edition is asked at that moment"])


@NOUN.verb(
    "answer", example="ethics answer power.influence.whose_lead yes --note 'she sets the aims'", keys=ANSWER_KEYS
)
def answer(
    ctx: typer.Context,
    item: Item,
    said: Annotated[str, typer.Argument(metavar="|".join(ANSWERS), help="your own answer")],
    client: Client = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="anything to remember with it")] = "",
) -> None:
    """Keep your own answer to an item. Of a client, the agreement, session or entry at hand is meant; of a monthly
    item, that it is otherwise for this client."""
    with opened(ctx) as desk:
        subject = Subject(clients.find(desk, client)) if client else Subject()
        kept = service.answer(desk, item, said, subject, note)
        about = f" for {plain(kept.about)}" if kept.about else ""
        show(ctx, answer_json(kept), [f"{kept.words} {kept.answer}{about}"])


@NOUN.verb("history", example="ethics history power.influence.whose_lead", keys=ANSWER_KEYS, array=True)
def history(ctx: typer.Context, item: Item, client: Client = "") -> None:
    """Show what you answered to an item, the last answer first, in the words and numbers of then."""
    with opened(ctx) as desk:
        found = service.history(desk, item, Subject(clients.find(desk, client)) if client else None)
        zone = desk.settings().zone
        rows = [
            (
                clock(one.at, zone, year=True),
                one.answer,
                one.about,
                f"{one.edition}: {', '.join(one.standards)}",
                one.note,
            )
            for one in found
        ]
        none = "nothing was answered to it yet: coachdesk ethics answer ITEM yes"
        lines = table(("when", "answer", "about", "edition", "note"), rows) if rows else [none]
        show(ctx, [answer_json(one) for one in found], lines)


@NOUN.verb("look", example="ethics look --client amara --recipient 'My supervisor'", keys=LOOK_KEYS)
def look(ctx: typer.Context, client: Client = "", recipient: Recipient = "") -> None:
    """Read what `export` would hand over, before it leaves: names are taken out, but only you see what else tells who
    somebody is."""
    from coachdesk.services import ethics_record

    with opened(ctx) as desk:
        seen = ethics_record.look(desk, Subject(clients.find(desk, client) if client else ""), recipient)
        value = {"recipient": seen.recipient, "named": seen.named, "caution": seen.caution, "text": seen.text}
        lines: list[str] = []
        for one in seen.passages:
            lines += ["", plain(one.text)] if one.kind in ("heading", "subheading") else [plain(one.text)]
        show(ctx, value, lines)
        say_aside(seen.caution)


@NOUN.verb(
    "export", example="ethics export --client amara --to checklist.pdf --recipient 'My supervisor'", keys=EXPORT_KEYS
)
def export(
    ctx: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="where it is written, as .md or .pdf")],
    client: Client = "",
    recipient: Recipient = "",
    fmt: Annotated[str, typer.Option("--format", metavar="md|pdf", help="else as the file is named")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="in place of a file that is there")] = False,
) -> None:
    """Write the checklist of a client, or else of the practice, for a supervisor: without who they are, unless they
    consented to be named (name-release)."""
    from coachdesk.services import ethics_record

    with opened(ctx) as desk:
        client_id = clients.find(desk, client) if client else ""
        target = typed_file(to)
        chosen = fmt.strip().lower() or target.suffix.lower().removeprefix(".") or "md"
        done = ethics_record.export(desk, Subject(client_id), chosen, target, recipient, overwrite=replace)
        value = {"file": done.place, "recipient": done.recipient, "format": chosen, "named": done.named}
        whom = "names the client" if done.named else "names no client"
        show(ctx, value, [f"{plain(done.place)}: for {plain(done.recipient)}, {whom}"])
        say_aside(done.caution)
        for one in done.notes:
            say_aside(one)
