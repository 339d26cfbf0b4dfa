"""`coachdesk agreements`, how they live on: amend, diff, withdraw, end, renew, verify, email."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import people
from coachdesk.cli.agreement_noun import KEYS, NOUN, TERMS, TITLE, Ref, missing_lines, named, page_json
from coachdesk.cli.nouns import with_fields
from coachdesk.cli.output import fields, plain, plain_lines
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.agreements import AgreementInput, EndInput, TermsInput, terms_data
from coachdesk.domain.inputs.fields import day
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreement_papers as papers
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements as service
from coachdesk.services import goals

if TYPE_CHECKING:
    from coachdesk.domain.views.verifying import Verdict

DIFF_KEYS = ("id", "title", "from", "to", "changes", "words")
VERDICT_KEYS = (
    "verdict", "says", "version", "id", "title", "client", "client_name", "since", "until", "fingerprint",
    "handed_over", "recipient", "format",
)  # fmt: skip


@NOUN.verb("amend", example="agreements amend amara --fee 1350.00", keys=KEYS)
@with_fields((TITLE, *TERMS))
def amend(
    ctx: typer.Context,
    ref: Ref,
    goal: Annotated[
        list[str] | None, typer.Option(metavar='"GOAL :: MEASURE"', help="a goal, added to the client's; repeatable")
    ] = None,
    fill: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="the text of a placeholder; repeatable")
    ] = None,
    **entered: Any,
) -> None:
    """Write the next version, with only these fields changed. The one in force holds until all have signed the new."""
    more = {"goals": goal or [], "fills": fill or []}
    given = people.changed(entered | {name: value for name, value in more.items() if value}, "agreements amend")
    about = validated(AgreementInput, more)
    given = {name: value for name, value in given.items() if name not in more}
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        title = given.pop("title", None)
        kept = terms_data(service.terms(desk, agreement_id))
        terms = validated(TermsInput, kept | given, people.reading(desk)).terms()
        page = versions.amend(desk, agreement_id, terms, title=title, fills=about.fills)
        if goals.add_new(desk, page.client_id, about.goals):
            page = service.page(desk, page.id)
        differs = [f"  {plain(one.line)}" for one in versions.diff(desk, page.id).changes if one.kind != "signer"]
        show(ctx, page_json(page), [f"wrote {named(page)}", *differs, *missing_lines(page)])


@NOUN.verb("diff", example="agreements diff amara --from 1 --to 2", keys=DIFF_KEYS)
def diff(
    ctx: typer.Context,
    ref: Ref,
    from_: Annotated[
        int | None, typer.Option("--from", metavar="N", help="the older version; else the last one signed before")
    ] = None,
    to: Annotated[int | None, typer.Option(metavar="N", help="the newer version; else the latest")] = None,
) -> None:
    """Say in words what differs between two versions."""
    with opened(ctx) as desk:
        found = versions.diff(desk, service.find(desk, ref), from_, to)
        value = {
            "id": found.agreement_id,
            "title": found.title,
            "from": found.old,
            "to": found.new,
            "changes": [
                {"kind": one.kind, "what": one.what, "line": one.line, "before": one.before, "after": one.after}
                for one in found.changes
            ],
            "words": found.words,
        }
        lines = [plain(one.line) for one in found.changes] or [found.words]
        show(ctx, value, [f"version {found.old} → version {found.new}", *(f"  {line}" for line in lines)])


@NOUN.verb("withdraw", example="agreements withdraw amara", keys=KEYS)
def withdraw(ctx: typer.Context, ref: Ref) -> None:
    """Take back the version that was sent and that not everyone has signed."""
    with opened(ctx) as desk:
        page = versions.withdraw(desk, service.find(desk, ref))
        show(ctx, page_json(page), [f"withdrew {named(page)}"])


@NOUN.verb("end", example='agreements end amara --on today --by coach --why "moving away"', keys=KEYS)
def end(
    ctx: typer.Context,
    ref: Ref,
    on: Annotated[str, typer.Option(metavar="DATE", help="the first day on which it no longer holds")],
    by: Annotated[str, typer.Option(metavar="WHO", help="client, coach or payer")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="the reason; a client needs none")] = "",
    refund: Annotated[str | None, typer.Option(metavar="AMOUNT", help="what is given back")] = None,
) -> None:
    """End an agreement. What is unused and given back is said; the client may end it at once and without a reason."""
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        values = {"on": on, "by": by, "why": why, "refund": refund}
        fee = service.terms(desk, agreement_id).fee
        values |= {"currency": fee.currency} if fee else {}
        given = validated(EndInput, values, people.reading(desk, lean="past"))
        if given.ended_on is None:
            raise failure("text.empty", where="on")
        page = versions.end(
            desk, agreement_id, on=given.ended_on, by=given.ended_by, why=given.end_why, refund=given.refund
        )
        said = page.ending.said if page.ending else ""
        show(ctx, page_json(page), [f"ended {named(page)}", *plain_lines(said)])


@NOUN.verb("renew", example="agreements renew amara --start 2027-07-01", keys=KEYS)
def renew(
    ctx: typer.Context,
    ref: Ref,
    start: Annotated[str | None, typer.Option(metavar="DATE", help="else the day after the old one ends")] = None,
) -> None:
    """Draft the next agreement from the terms, clauses and goals of this one."""
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        first = day(start, people.reading(desk)) if start else None
        page = versions.renew(desk, agreement_id, first)
        show(ctx, page_json(page), [f"wrote {named(page)}", *missing_lines(page)])


@NOUN.verb("verify", example="agreements verify summary.pdf", keys=VERDICT_KEYS)
def verify(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="a summary, as it was handed over")] = None,
    fingerprint: Annotated[
        str | None, typer.Option(metavar="TEXT", help="in place of a file: a fingerprint as it is printed")
    ] = None,
) -> None:
    """Say whether a file is what was agreed and is in force. Exit status 1 if it is changed or unknown."""
    from coachdesk.services import verifying

    if (file is None) == (fingerprint is None):
        raise failure("usage.wrong", what="a FILE or a --fingerprint is needed", verb="agreements verify")
    with opened(ctx) as desk:
        if fingerprint is not None:
            found = verifying.verify_fingerprint(desk, fingerprint)
        else:
            found = verifying.verify(desk, Path(file or ""))
        show(ctx, verdict_json(found), verdict_lines(found))
    if not found.genuine:
        raise typer.Exit(1)


@NOUN.verb("email", example="agreements email amara", keys=("to", "subject", "body"))
def email(
    ctx: typer.Context,
    ref: Ref,
    copy: Annotated[str, typer.Option(metavar="COPY", help="client, or payer: to whoever pays")] = "client",
    version: Annotated[int | None, typer.Option(metavar="N", help="else the latest")] = None,
) -> None:
    """Print an e-mail to go with a summary, ready to copy; nothing is sent."""
    with opened(ctx) as desk:
        found = papers.email(desk, service.find(desk, ref), version, copy)
        value = {"to": found.to, "subject": found.subject, "body": found.body}
        heading = fields([("to", found.to), ("subject", found.subject)])
        show(ctx, value, [*heading, "", *(plain(line) for line in found.body.splitlines())])


def verdict_json(found: Verdict) -> dict[str, object]:
    """A verdict as JSON has it; the keys are `VERDICT_KEYS`."""
    return {
        "verdict": found.verdict,
        "says": found.says,
        "version": found.version,
        "id": found.agreement_id or None,
        "title": found.title or None,
        "client": found.client_id or None,
        "client_name": found.client or None,
        "since": found.since,
        "until": found.until,
        "fingerprint": found.fingerprint or None,
        "handed_over": found.handed_over,
        "recipient": found.recipient or None,
        "format": found.format or None,
    }


def verdict_lines(found: Verdict) -> list[str]:
    """A verdict for a person."""
    until = f" to {day_text(found.until)}" if found.until else " on"
    days = f"from {day_text(found.since)}{until}" if found.since else ""
    more = [("days", days), ("given to", found.recipient), ("fingerprint", found.fingerprint)]
    return [f"{found.verdict}: {plain(found.says)}", *fields(more)]
