"""How an agreement lives on, asked of the person: amended, withdrawn, ended, renewed, paid for, kept as a template."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.domain.views.templates import TemplateView
from coachdesk.ui.say import say
from coachdesk.ui.screens.agreement_form import some_terms
from coachdesk.ui.screens.agreement_words import WHO, count
from coachdesk.ui.screens.people import Clock, past_day, reading_of
from coachdesk.ui.text import joined, name_for, quiet, strong
from coachdesk.ui.widgets.dialogs import ask_text, ask_yes_no, choose, tell
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp


async def amend(app: CoachdeskApp, page: AgreementPage) -> None:
    """Draft the next version of what was sent or signed."""
    written: AgreementPage = await app.do("agreement_versions.amend", page.id)
    holds = f"version {page.holds} holds until all have signed it" if page.holds else "nothing holds yet"
    say(app, f"version {written.version} is a draft; {holds}", "t changes its terms", about=page.client_title)


async def withdraw(app: CoachdeskApp, page: AgreementPage) -> None:
    """Take back the version that waits for signatures, once the person says so."""
    number = next(one.number for one in page.all_versions if one.state == "sent")
    question = joined(
        f"Withdraw version {number}, sent to ",
        strong(name_for(app.private, page.client_title)),
        "? Nobody can sign it any more; it stays in the record. It is recorded for good: u does not take it back.",
    )
    if await ask_yes_no(app, question, yes="withdraws it", no="lets it wait"):
        await app.do("agreement_versions.withdraw", page.id)
        say(app, f"version {number} is withdrawn", "N writes the next version", about=page.client_title)


# the end


async def end(app: CoachdeskApp, page: AgreementPage, clock: Clock) -> None:
    """End it: from when, by whom, why, what is given back."""
    by = ("client", "coach", *(("payer",) if page.sponsor_id else ()))

    async def save(values: Values) -> AgreementPage:
        with said_at("ended_on", "agreement.end-", "agreement.ended"):
            done: AgreementPage = await app.bridge.ask(_end, page.id, values)
        return done

    left = page.sessions
    unused = f"{count(left.left, 'session')} of {left.agreed} will be noted as not used." if left.agreed else ""
    form = Form(
        title=joined(strong("End the agreement with "), strong(name_for(app.private, page.client_title))),
        sentence="u takes it back",
        words=quiet(f"{unused} Its words, and what was signed, stay as they are.".strip()),
        fields=(
            Field("ended_on", "Over from", "date", note="the first day on which it no longer holds",
                  echo=past_day(clock)),
            Field("ended_by", "Ended by", "choice", choices=tuple((one, WHO[one]) for one in by)),
            Field("end_why", "Why", "lines", note="the client needs no reason"),
            Field("refund", "Given back", "money", hint="such as 400.00; 0 where nothing is"),
        ),
        values={"ended_on": clock.today.isoformat(), "ended_by": "coach"},
        check=lambda values: app.bridge.ask(_problems, page.id, values),
        save=save,
        name=f"ending {page.id}",
        about=page.client_id,
    )  # fmt: skip
    done = await app.fill_in(form)
    if done is not None:
        _say_ended(app, done)


async def end_now(app: CoachdeskApp, page: AgreementPage, clock: Clock) -> None:
    """The client ends it: today, or on its first day where that is still to come, so that it never begins."""
    done: AgreementPage = await app.do("agreement_versions.end", page.id, on=_soonest(page, clock), by="client")
    _say_ended(app, done)


def _soonest(page: AgreementPage, clock: Clock) -> date:
    begins = [one.since for one in page.all_versions if one.since]
    start = page.terms.start
    first = min([*begins, *([start] if start else [])], default=clock.today)
    return max(clock.today, first)


def _say_ended(app: CoachdeskApp, page: AgreementPage) -> None:
    ending = page.ending
    if ending is not None:
        said = f"; {ending.said}" if ending.said else ""
        say(app, f"ended by {WHO[ending.by]}{said}", "u takes it back", about=page.client_title)


async def renew(app: CoachdeskApp, page: AgreementPage) -> str:
    """Draft the next agreement from this one: its id."""
    written: AgreementPage = await app.do("agreement_versions.renew", page.id)
    next_key = "f fills what is missing" if written.missing else "t changes its terms, s sends it"
    say(app, "the next agreement is a draft with the same terms", next_key, about=page.client_title)
    return written.id


# who pays, copies, templates


async def set_payer(app: CoachdeskApp, page: AgreementPage) -> None:
    """Who pays for a draft that was never sent, and whether they may see the goals."""
    if not page.sponsor_id and not await app.bridge.ask("contacts.lines", "sponsor"):
        say(app, "whoever pays is a contact of the role sponsor, and there is none yet", "ctrl+p, Contacts, then n")
        return
    title = joined(strong("Who pays for "), strong(name_for(app.private, page.client_title)))
    words = quiet(
        "Whoever pays signs too, and has a copy of its own: the terms, and what the clause “What the payer hears” lets "
        "it see."
    )
    if await some_terms(app, page, ("sponsor", "share_goals"), title, words=words):
        say(app, "saved who pays", "u undoes", about=page.client_title)


async def which_copy(app: CoachdeskApp, page: AgreementPage, question: str) -> str:
    """`client` or `payer`, asked only where somebody else pays; empty where it was left."""
    if not page.sponsor_id:
        return "client"
    names = (("client", name_for(app.private, page.client_name)), ("payer", name_for(app.private, page.sponsor)))
    words = [(key, joined(name, quiet("  the client" if key == "client" else "  who pays"))) for key, name in names]
    return await choose(app, question, words) or ""


async def save_template(app: CoachdeskApp, page: AgreementPage) -> None:
    """Keep the version that is read as a template, without its client."""
    question = joined(
        "A template of ", strong(page.title), ", without its client, dates and what is about this deal alone."
    )
    name = await ask_text(app, question, "What it is called", "" if app.private else page.title)
    if name is None:
        return
    saved: TemplateView = await app.do("templates.save", page.id, name, page.version)
    if saved.left_out:
        lines = [
            "These stay behind, since they are about this client or this deal:",
            *(f"· {x}" for x in saved.left_out),
        ]
        await tell(app, joined("Template saved: ", strong(saved.name)), lines)
    else:
        say(app, f"template saved: {saved.name}", "5 then T lists them")


# in the desk thread


def _problems(desk: Desk, agreement_id: str, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs.agreements import EndInput
    from coachdesk.domain.inputs.validate import problems

    return problems(EndInput, _whole(desk, agreement_id, values), reading_of(desk, lean="past"))


def _whole(desk: Desk, agreement_id: str, values: Values) -> dict[str, str]:
    from coachdesk.services import agreements

    fee = agreements.terms(desk, agreement_id).fee
    return values | ({"currency": fee.currency} if fee else {})


def _end(desk: Desk, agreement_id: str, values: Values) -> AgreementPage:
    from coachdesk.domain.errors import failure
    from coachdesk.domain.inputs.agreements import EndInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import agreement_versions

    found = validated(EndInput, _whole(desk, agreement_id, values), reading_of(desk, lean="past"))
    if found.ended_on is None:
        raise failure("text.empty", where="ended_on")
    return agreement_versions.end(
        desk, agreement_id, on=found.ended_on, by=found.ended_by, why=found.end_why, refund=found.refund
    )
