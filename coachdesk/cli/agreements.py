"""`coachdesk agreements`: written from clauses, sent, signed, handed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import people
from coachdesk.cli.nouns import Field, Noun, typed, with_fields
from coachdesk.cli.output import fields, plain, say_aside, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.agreements import STATES
from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.agreements import AgreementInput, SignatureInput, TermsInput, terms_data
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.times import city_of, clock, day_text
from coachdesk.services import agreements as service
from coachdesk.services import clients, contacts, goals

if TYPE_CHECKING:
    from datetime import date

    from coachdesk.domain.views.agreements import AgreementLine, AgreementPage
    from coachdesk.services.desk import Desk

NOUN = Noun("agreements", "Coaching agreements: draft, sent, signed, handed over.")

TERMS = (
    Field("sessions", "how many sessions", "N"),
    Field("minutes", "how long each is", "N"),
    Field("fee", "the fee, for the basis", "1200.00"),
    Field("currency", "its currency; else yours", "CODE"),
    Field("basis", "what the fee is for: package, session or month", "BASIS"),
    Field("start", "the first day", "DATE"),
    Field("end", "the last day", "DATE"),
    Field("review", "when you look together whether it serves them", "DATE"),
    Field("cancel_hours", "hours of notice to cancel free of charge", "N"),
    Field("frequency", "such as every two weeks", "TEXT"),
    Field("medium", "such as by video", "TEXT"),
    Field(
        "instalments", 'a part of the fee and its day: "DATE AMOUNT"; repeatable', '"DATE AMOUNT"', "--instalment", True
    ),
)
TITLE = Field("title", "its title", "TEXT")
KEYS = (
    "id", "client", "client_name", "title", "state", "version", "versions", "terms", "clauses", "goals", "fills",
    "missing", "signatures", "sessions", "created", "sent", "fingerprint",
)  # fmt: skip
LINE_KEYS = ("id", "client", "client_name", "title", "state", "version", "start", "end", "missing")

Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of its title or client, or beginning of an id")]


@NOUN.verb(
    "new",
    example="agreements new --client amara --sessions 6 --minutes 60 --fee 1200.00 --start 2027-01-11",
    keys=KEYS,
)
@with_fields((TITLE, *TERMS))
def new(
    ctx: typer.Context,
    client: Annotated[str, typer.Option(metavar="REF", help="whose agreement it is")],
    goal: Annotated[
        list[str] | None, typer.Option(metavar='"GOAL :: MEASURE"', help="a goal, added to the client's; repeatable")
    ] = None,
    sponsor: Annotated[str | None, typer.Option(metavar="REF", help="the contact who pays")] = None,
    fill: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="the text of a placeholder; repeatable")
    ] = None,
    **entered: Any,
) -> None:
    """Write an agreement: every required clause is in, and it says what is missing and why that matters."""
    given = typed(entered)
    about = validated(AgreementInput, {"title": given.pop("title", ""), "goals": goal or [], "fills": fill or []})
    with opened(ctx) as desk:
        client_id = clients.find(desk, client)
        terms = validated(TermsInput, given, people.reading(desk)).terms()
        sponsor_id = contacts.find(desk, sponsor) if sponsor else None
        page = service.new(desk, client_id, terms, title=about.title, fills=about.fills, sponsor_id=sponsor_id)
        if goals.add_new(desk, client_id, about.goals):
            page = service.page(desk, page.id)
        show(ctx, page_json(page), [f"wrote {_named(page)}", *_missing_lines(page)])


@NOUN.verb("list", example="agreements list --state sent", keys=LINE_KEYS, array=True)
def list_(
    ctx: typer.Context,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="draft, sent, signed or ended")] = None,
    client: Annotated[str | None, typer.Option(metavar="REF", help="only of this client")] = None,
) -> None:
    """List agreements by client."""
    if state is not None and state not in STATES:
        raise failure("setting.choice", where="state", text=state, choices=", ".join(STATES))
    with opened(ctx) as desk:
        client_id = clients.find(desk, client) if client else None
        found = service.lines(desk, state=state, client_id=client_id)
        rows = [
            (
                one.id[:6],
                one.client,
                one.title,
                f"{one.state}, version {one.version}",
                _span(one.start, one.end),
                one.gaps or "",
            )
            for one in found
        ]
        headings = ("id", "client", "agreement", "state", "from and to", "missing")
        none = "no agreements here yet: coachdesk agreements new --client REF"
        show(ctx, [line_json(one) for one in found], table(headings, rows) if rows else [none])


@NOUN.verb("show", example="agreements show amara", keys=KEYS)
def show_(
    ctx: typer.Context,
    ref: Ref,
    version: Annotated[int | None, typer.Option(metavar="N", help="else the latest")] = None,
) -> None:
    """Show an agreement: its terms, clauses as they read, signatures, what is missing, sessions left."""
    with opened(ctx) as desk:
        page = service.page(desk, service.find(desk, ref), version)
        show(ctx, page_json(page), _page_lines(desk, page))


@NOUN.verb("edit", example="agreements edit amara --fee 1350.00", keys=KEYS)
@with_fields((TITLE, *TERMS))
def edit(ctx: typer.Context, ref: Ref, **entered: Any) -> None:
    """Change the title or terms of a draft."""
    given = people.changed(entered, "agreements edit")
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        title = given.pop("title", None)
        kept = terms_data(service.terms(desk, agreement_id))
        terms = validated(TermsInput, kept | given, people.reading(desk)).terms()
        page = service.edit(desk, agreement_id, terms, title=title)
        show(ctx, page_json(page), [f"changed {_named(page)}", *_missing_lines(page)])


@NOUN.verb("clause", example='agreements clause amara fee --text "All of it costs {fee_amount} {currency}."', keys=KEYS)
def clause(
    ctx: typer.Context,
    ref: Ref,
    key: Annotated[str, typer.Argument(metavar="KEY", help="the clause, as `agreements show` lists it")],
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="its new wording, in your own words")] = None,
    take_in: Annotated[bool | None, typer.Option("--in/--out", help="take it into the agreement, or out of it")] = None,
) -> None:
    """Reword a clause of a draft, take it in, or leave it out."""
    if text is None and take_in is None:
        raise failure("usage.nothing", verb="agreements clause")
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        if text is not None:
            page = service.reword(desk, agreement_id, key, text)
        if take_in is not None:
            page = service.include(desk, agreement_id, key, take_in)
        show(ctx, page_json(page), [f"changed {_named(page)}", *_missing_lines(page)])


@NOUN.verb("fill", example='agreements fill amara response_time="two working days"', keys=KEYS)
def fill(
    ctx: typer.Context,
    ref: Ref,
    values: Annotated[list[str], typer.Argument(metavar="KEY=VALUE…", help="placeholders and their text")],
) -> None:
    """Fill placeholders of a draft; an empty text opens one again."""
    fills = validated(AgreementInput, {"fills": values}).fills
    with opened(ctx) as desk:
        page = service.fill(desk, service.find(desk, ref), fills)
        show(ctx, page_json(page), [f"changed {_named(page)}", *_missing_lines(page)])


@NOUN.verb("delete", example="agreements delete amara", keys=("id", "title", "client", "client_name"))
def delete(ctx: typer.Context, ref: Ref) -> None:
    """Delete a draft that was never sent; undo brings it back."""
    with opened(ctx) as desk:
        page = service.page(desk, service.find(desk, ref))
        service.delete(desk, page.id)
        value = {"id": page.id, "title": page.title, "client": page.client_id, "client_name": page.client}
        show(ctx, value, [f"deleted {_named(page)}"])


@NOUN.verb("send", example="agreements send amara", keys=KEYS)
def send(ctx: typer.Context, ref: Ref) -> None:
    """Mark a draft as sent. From then on its words stay as they are."""
    with opened(ctx) as desk:
        page = service.send(desk, service.find(desk, ref))
        show(ctx, page_json(page), [f"sent {_named(page)}"])


@NOUN.verb("sign", example='agreements sign amara --by "Amara Okonkwo" --on 2027-01-09 --how e-signature', keys=KEYS)
def sign(
    ctx: typer.Context,
    ref: Ref,
    by: Annotated[str, typer.Option(metavar="NAME", help="who signed")],
    on: Annotated[str, typer.Option(metavar="DATE", help="the day they signed")],
    how: Annotated[str, typer.Option(metavar="HOW", help="paper, email or e-signature")],
    party: Annotated[str, typer.Option("--as", metavar="PARTY", help="client, coach or payer; else by the name")] = "",
) -> None:
    """Record a signature of a sent agreement."""
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        values = {"by": by, "on": on, "how": how} | ({"as": party} if party else {})
        signed = validated(SignatureInput, values, people.reading(desk, lean="past"))
        page = service.sign(
            desk, agreement_id, by=signed.by_name, on=signed.on, how=signed.how, party=signed.party if party else ""
        )
        show(ctx, page_json(page), [f"{plain(signed.by_name)} signed: {_named(page)}"])


@NOUN.verb("export", example="agreements export amara --format pdf --to summary.pdf", keys=("file", "fingerprint"))
def export(
    ctx: typer.Context,
    ref: Ref,
    to: Annotated[str, typer.Option(metavar="FILE", help="the file to write")],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="pdf or md")] = "pdf",
    recipient: Annotated[str, typer.Option(metavar="NAME", help="who receives it; else the client")] = "",
    version: Annotated[int | None, typer.Option(metavar="N", help="else the latest")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of a file that is there")] = False,
) -> None:
    """Write the summary that a client can hold, and enter the hand-over in the register."""
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        place, fingerprint, notes = service.export(
            desk, agreement_id, format_, Path(to), number=version, recipient=recipient, overwrite=replace
        )
        show(ctx, {"file": place, "fingerprint": fingerprint or None}, [f"wrote {plain(place)}"])
        for note in notes:
            say_aside(note)


def page_json(page: AgreementPage) -> dict[str, object]:
    """An agreement as JSON has it; the keys are `KEYS`."""
    terms, count = page.terms, page.sessions
    return {
        "id": page.id,
        "client": page.client_id,
        "client_name": page.client,
        "title": page.title,
        "state": page.state,
        "version": page.version,
        "versions": page.versions,
        "terms": {name: getattr(terms, name) for name in terms.__dataclass_fields__}
        | {"instalments": [{"on": on, "amount": amount} for on, amount in terms.instalments]},
        "clauses": [
            {
                "key": one.key,
                "title": one.title,
                "guidance": one.guidance,
                "wording": one.wording,
                "text": one.filled,
                "required": one.required,
                "included": one.included,
            }
            for one in page.clauses
        ],
        "goals": [{"text": one.text, "measure": one.measure} for one in page.goals],
        "fills": dict(page.fills),
        "missing": [
            {"clause": one.clause, "placeholder": one.placeholder, "what": one.what, "why": one.why}
            for one in page.missing
        ],
        "signatures": [
            {"party": one.party, "by": one.by_name, "on": one.on, "how": one.how} for one in page.signatures
        ],
        "sessions": {name: getattr(count, name) for name in count.__dataclass_fields__},
        "created": page.created,
        "sent": page.sent,
        "fingerprint": page.fingerprint or None,
    }


def line_json(line: AgreementLine) -> dict[str, object]:
    """A line of the list as JSON has it; the keys are `LINE_KEYS`, `missing` is how much is."""
    return {
        "id": line.id,
        "client": line.client_id,
        "client_name": line.client,
        "title": line.title,
        "state": line.state,
        "version": line.version,
        "start": line.start,
        "end": line.end,
        "missing": line.gaps,
    }


def _named(page: AgreementPage) -> str:
    return f"{plain(page.title)} with {plain(page.client)} [{page.id}], {page.state}, version {page.version}"


def _missing_lines(page: AgreementPage) -> list[str]:
    if not page.missing:
        return ["nothing is missing"] if page.state == "draft" else []
    return ["missing:", *(f"  {plain(gap.what)}: {plain(gap.why)}" for gap in page.missing)]


def _span(start: date | None, end: date | None) -> str:
    if start is None:
        return f"until {day_text(end)}" if end else ""
    return f"{day_text(start)} to {day_text(end)}" if end else f"from {day_text(start)}"


def _page_lines(desk: Desk, page: AgreementPage) -> list[str]:
    terms, zone = page.terms, desk.settings().zone
    signed = [f"{one.by_name} as {one.party}, {day_text(one.on)}, by {one.how}" for one in page.signatures]
    length = f" of {terms.minutes} minutes" if terms.minutes else ""
    shown = [
        ("agreement", page.title),
        ("id", page.id),
        ("client", page.client),
        ("state", f"{page.state}, version {page.version} of {page.versions}"),
        ("sessions", f"{terms.sessions}{length}" if terms.sessions else ""),
        ("left", f"{page.sessions.left}, and {page.sessions.booked} booked" if terms.sessions else ""),
        ("fee", f"{terms.fee}, for the {terms.basis}" if terms.fee else ""),
        ("dates", _span(terms.start, terms.end)),
        ("review", day_text(terms.review) if terms.review else ""),
        ("notice", f"{terms.cancel_hours} hours" if terms.cancel_hours is not None else ""),
        ("frequency", terms.frequency),
        ("medium", terms.medium),
        ("goals", "\n".join(f"{one.text} :: {one.measure}" if one.measure else one.text for one in page.goals)),
        ("sent", f"{clock(page.sent, zone, year=True)} in {city_of(zone)}" if page.sent else ""),
        ("signed", "\n".join(signed)),
        ("fingerprint", page.fingerprint),
    ]
    lines = [*fields(shown), *_missing_lines(page)]
    for one in page.clauses:
        if one.included:
            lines += ["", f"{plain(one.title)} ({one.key})", *(f"  {line}" for line in one.filled.splitlines())]
    offered = [one.key for one in page.clauses if not one.included]
    return [*lines, "", f"not in it: {', '.join(offered)}"] if offered else lines
