"""The forms of an agreement: a new one with its terms and goals, and the terms of a draft, whole or in part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.money import plain_text
from coachdesk.domain.settings import LANGUAGES
from coachdesk.domain.text import fold
from coachdesk.domain.times import duration_text
from coachdesk.domain.views.agreements import AgreementPage, GoalSnapshot
from coachdesk.domain.views.clients import ClientLine
from coachdesk.domain.views.templates import TemplateView
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Clock, Echoes, clock_of, reading_of
from coachdesk.ui.text import joined, name_for, quiet, strong, words_for
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import pick
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.domain.agreements import Terms
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

BASES = (("package", "the whole package"), ("session", "each session"), ("month", "each month"))
_DATES = ("start", "end", "review")
_ABOUT = ("title", "goals")  # fields that are not terms
_PICKED = (Column(most=40), Column(width=7), Column(flex=True, most=60))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the form needs to know: the clock, the client, their goals, who may pay, the values it begins with."""

    clock: Clock
    client: str
    goals: tuple[GoalSnapshot, ...]
    sponsors: tuple[tuple[str, str], ...]
    first: Values
    unsent: bool = True
    languages: tuple[tuple[str, str], ...] = ()


async def write_agreement(app: CoachdeskApp, client_id: str = "", template_id: str | None = None) -> str:
    """Write a new agreement, with that client or one who is asked for, beginning with that template or one that is
    asked for where there are any: its id, or empty where it was left."""
    client_id = client_id or await _ask_whom(app)
    if not client_id:
        return ""
    template_id = template_id if template_id is not None else await _ask_template(app)
    if template_id is None:
        return ""
    known: _Known = await app.bridge.ask(_know_new, client_id, template_id)
    form = Form(
        title=joined(strong("New agreement with "), strong(name_for(app.private, known.client))),
        sentence="what is not settled yet may stay empty",
        fields=_fields(known, _goals_there(app, known.goals)),
        values=known.first,
        check=lambda values: app.bridge.ask(_problems, values),
        save=lambda values: app.bridge.ask(_write, client_id, template_id, values),
        name=f"agreement {template_id}".strip(),
        about=client_id,
    )
    page: AgreementPage | None = await app.fill_in(form)
    if page is None:
        return ""
    say(app, "agreement written", "f fills what is missing" if page.missing else "s sends it", about=page.client_title)
    return page.id


async def edit_terms(app: CoachdeskApp, page: AgreementPage) -> bool:
    """Change title and terms of a draft; whether they were saved."""
    return await some_terms(
        app, page, (), joined(strong("Terms with "), strong(name_for(app.private, page.client_title)))
    )


async def some_terms(
    app: CoachdeskApp, page: AgreementPage, only: Sequence[str], title: object, sentence: str = "", words: object = ""
) -> bool:
    """Change those fields of a draft's terms (all where none is named); whether they were saved."""
    known: _Known = await app.bridge.ask(_know_terms, page.id)
    fields = [one for one in _fields(known, _goals_there(app, known.goals)) if not only or one.name in only]
    form = Form(
        title=title,
        sentence=sentence,
        words=words,
        fields=fields,
        values={one.name: known.first.get(one.name, "") for one in fields},
        check=lambda values: app.bridge.ask(_problems, known.first | values),
        save=lambda values: app.bridge.ask(_edit, page.id, known.first | values),
        name=f"terms {page.id}" if not only else "",
        about=page.client_id,
    )
    return await app.fill_in(form) is not None


async def _ask_whom(app: CoachdeskApp) -> str:
    """The client a new agreement is for; those with whom there is none yet come first."""
    clients: list[ClientLine] = await app.bridge.ask("clients.lines")
    if not clients:
        say(app, "an agreement is with a client, and there is none yet", "3 then n adds the first", tone="warning")
        return ""
    clients.sort(key=lambda one: (one.stage == "ended", bool(one.agreement)))

    def find(text: str) -> list[Row]:
        parts = fold(text).split()
        named = {one.id: fold(" ".join((one.title, one.full_name, *one.former_names))) for one in clients}
        return [
            Row(one.id, (name_for(app.private, one.title), quiet(one.stage), _agreed(one)))
            for one in clients
            if all(part in named[one.id] for part in parts)
        ]

    return await pick(app, "An agreement with whom?", find, _PICKED, empty="No client has this name.") or ""


async def _ask_template(app: CoachdeskApp) -> str | None:
    """The id of the template to begin with, empty for none; None where the question was left."""
    found: list[TemplateView] = await app.bridge.ask("templates.lines")
    if not found:
        return ""

    def find(text: str) -> list[Row]:
        parts = fold(text).split()
        known = [("-", "No template", "every clause that is needed, in the catalogue's words")]
        known += [(one.id, one.name, one.title) for one in found]
        return [Row(key, (name, quiet(more))) for key, name, more in known if all(part in fold(name) for part in parts)]

    columns = (Column(most=40), Column(flex=True, most=60))
    chosen = await pick(app, "Begin with which template?", find, columns, empty="No template has this name.")
    return None if not chosen else "" if chosen == "-" else chosen


def _agreed(line: ClientLine) -> Content:
    return quiet(f"has one: {line.agreement}" if line.agreement else "none yet")


def _goals_there(app: CoachdeskApp, goals: Sequence[GoalSnapshot]) -> str:
    """How goals are typed, and those that are there already, so that nobody types them again."""
    there = "; ".join(words_for(app.private, one.text, 60).plain for one in goals)
    return "one a line: goal :: how we will know" + (f" (there already: {there})" if there else "")


# the fields, and their values as text


def _fields(known: _Known, goals_note: str) -> tuple[Field, ...]:
    says = Echoes(known.clock)
    nobody = ("", "the client")
    offered = (
        Field("sponsor", "Who pays", "choice", choices=(nobody, *known.sponsors)),
        Field("share_goals", "They see the goals", "yes_no", note="in their own copy, where somebody else pays"),
    )
    payer = offered if known.sponsors and known.unsent else ()
    return (
        Field("title", "Title", hint="such as: Leading the new team"),
        Field("sessions", "Sessions", hint="how many", heading="The work"),
        Field("minutes", "Minutes each", hint="such as 60"),
        Field("frequency", "How often"),
        Field("medium", "By which means"),
        Field("fee", "Fee", "money", hint="such as 1200.00; 0 where it is pro bono", heading="Money"),
        Field("currency", "Currency", hint="such as EUR"),
        Field("basis", "What it is for", "choice", choices=BASES),
        Field("instalments", "Instalments", "lines", note="one a line: DATE AMOUNT, such as 1 dec 600.00"),
        Field("barter", "Swap", "yes_no", note="something else than money is given for all or part of it"),
        *payer,
        Field("start", "First day", "date", hint="such as mon, 11 jan, +2w", echo=says.begun_day, heading="Dates"),
        Field("end", "Last day", "date", hint="may stay open, such as +6m (months)", echo=says.day),
        Field("review", "Look back on", "date", hint="when you see whether it serves them", echo=says.day),
        Field("cancel_hours", "Hours to cancel", hint="before a session, free of charge"),
        Field(
            "reply_minutes",
            "Answers within",
            hint="such as 24h; empty: as they expect, or your settings say",
            echo=says.duration,
        ),
        Field("language", "Language", "choice", choices=known.languages, note="of the catalogue's words in it"),
        Field("goals", "Goals to add", "lines", note=goals_note, heading="Goals"),
    )


def _typed(values: Mapping[str, Any]) -> Values:
    typed = {name: _as_typed(value) for name, value in values.items()}
    return typed | ({"reply_minutes": duration_text(values["reply_minutes"])} if values.get("reply_minutes") else {})


def _as_typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return "\n".join(f"{part.on.isoformat()} {plain_text(part.amount)}" for part in value)
    return "" if value is None else str(value)


def _parted(values: Values) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The values of the form by what they are: about the agreement, its terms, who pays."""
    goals = [line for line in values.get("goals", "").splitlines() if line.strip()]
    about = {"title": values.get("title", ""), "goals": goals}
    terms = {name: text for name, text in values.items() if name not in (*_ABOUT, "sponsor")}
    return about, terms, values.get("sponsor", "")


# in the desk thread, where importing the inputs holds nothing up


def _know_new(desk: Desk, client_id: str, template_id: str) -> _Known:
    from coachdesk.domain.inputs.agreements import terms_data
    from coachdesk.services import clients, contacts, goals, templates

    settings = desk.settings()
    practice = settings.practice()
    first = {
        "currency": settings.currency,
        "basis": settings.get("agreement.basis"),
        "cancel_hours": str(settings.cancel_hours),
        "frequency": practice.get("frequency", ""),
        "medium": practice.get("medium", ""),
    }
    if template_id:
        begun = {
            name: value for name, value in terms_data(templates.terms(desk, template_id)).items() if name in _TERMS
        }
        first |= {name: text for name, text in _typed(begun).items() if text}
        first["title"] = templates.view(desk, template_id).title
    there = [GoalSnapshot(one.text, one.measure) for one in goals.of_client(desk, client_id) if one.state == "open"]
    sponsors = _sponsors(contacts.lines(desk, "sponsor"))
    title = clients.page(desk, client_id).title
    return _Known(clock_of(desk), title, tuple(there), sponsors, first, languages=_languages(desk))


def _know_terms(desk: Desk, agreement_id: str) -> _Known:
    from coachdesk.domain.inputs.agreements import terms_data
    from coachdesk.services import agreements, contacts

    page, terms = agreements.page(desk, agreement_id), agreements.terms(desk, agreement_id)
    settings = desk.settings()
    data = {name: value for name, value in terms_data(terms).items() if name in _TERMS}
    title = "" if page.title == agreements.DEFAULT_TITLE else page.title
    first = _typed({"currency": settings.currency} | data) | {"title": title, "goals": "", "sponsor": page.sponsor_id}
    unsent = all(one.sent is None for one in page.all_versions)
    sponsors = _sponsors(contacts.lines(desk, "sponsor"))
    return _Known(clock_of(desk), page.client_title, page.goals, sponsors, first, unsent, _languages(desk))


def _languages(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Those that the catalogue has words in; first the one that is taken where none is chosen."""
    return ("", f"as your settings say: {LANGUAGES[desk.settings().language]}"), *LANGUAGES.items()


def _sponsors(found: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.title) for one in found)


_TERMS = (
    "sessions", "minutes", "fee", "currency", "basis", *_DATES, "cancel_hours", "frequency", "medium",
    "instalments", "barter", "share_goals", "reply_minutes", "language",
)  # fmt: skip


def _problems(desk: Desk, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs.agreements import AgreementInput, TermsInput
    from coachdesk.domain.inputs.validate import problems

    about, terms, _ = _parted(values)
    return problems(AgreementInput, about) | problems(TermsInput, terms, reading_of(desk))


def _write(desk: Desk, client_id: str, template_id: str, values: Values) -> AgreementPage:
    from coachdesk.domain.inputs.agreements import AgreementInput, TermsInput, terms_data
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import agreements, goals, templates

    about, terms, sponsor = _parted(values)
    entered = validated(AgreementInput, about)
    kept = terms_data(templates.terms(desk, template_id)) if template_id else {}
    checked = validated(TermsInput, kept | terms, reading_of(desk)).terms()
    if template_id:
        page = templates.use(desk, client_id, template_id, checked, title=entered.title, sponsor_id=sponsor or None)
    else:
        page = agreements.new(desk, client_id, checked, title=entered.title, sponsor_id=sponsor or None)
    goals.add_new(desk, client_id, entered.goals)
    return agreements.page(desk, page.id)


def _edit(desk: Desk, agreement_id: str, values: Values) -> AgreementPage:
    from coachdesk.domain.inputs.agreements import AgreementInput, TermsInput, terms_data
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import agreements, goals

    about, terms, sponsor = _parted(values)
    entered = validated(AgreementInput, about)
    before = agreements.terms(desk, agreement_id)
    checked = validated(TermsInput, terms_data(before) | terms, reading_of(desk)).terms()
    page = agreements.page(desk, agreement_id)
    if checked != before or (entered.title or agreements.DEFAULT_TITLE) != page.title:
        agreements.edit(desk, agreement_id, checked, title=entered.title)
    if sponsor != page.sponsor_id:
        agreements.set_sponsor(desk, agreement_id, sponsor or None)
    goals.add_new(desk, page.client_id, entered.goals)
    return agreements.page(desk, agreement_id)


# the terms of a template, which knows neither days, goals nor who pays

_TIMELESS = ("instalments", *_DATES)


def template_fields(desk: Desk) -> tuple[Field, ...]:
    """The fields of terms that no client and no day is needed for."""
    known = _Known(clock_of(desk), "", (), (), {}, languages=_languages(desk))
    return tuple(one for one in _fields(known, "") if one.name not in (*_TIMELESS, "goals"))


def template_values(desk: Desk, template_id: str) -> Values:
    """Title and terms of a template, as typed."""
    from coachdesk.domain.inputs.agreements import terms_data
    from coachdesk.services import templates

    data = {name: value for name, value in terms_data(templates.terms(desk, template_id)).items() if name in _TERMS}
    first = _typed({"currency": desk.settings().currency} | data)
    kept = {name: text for name, text in first.items() if name not in (*_TIMELESS, "share_goals")}
    return kept | {"title": templates.view(desk, template_id).title}


def template_problems(desk: Desk, template_id: str, values: Values) -> dict[str, str]:
    """What is wrong with title and terms, by field."""
    return _problems(desk, {name: text for name, text in values.items() if name != "name"})


def template_terms(desk: Desk, template_id: str, values: Values) -> tuple[str, Terms]:
    """Title and terms as entered, over those that are kept."""
    from coachdesk.domain.inputs.agreements import AgreementInput, TermsInput, terms_data
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import templates

    about, terms, _ = _parted({name: text for name, text in values.items() if name != "name"})
    kept = terms_data(templates.terms(desk, template_id))
    return validated(AgreementInput, about).title, validated(TermsInput, kept | terms, reading_of(desk)).terms()
