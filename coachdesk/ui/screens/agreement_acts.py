"""What is done with an agreement for good: sent, signed, handed over. Each says beforehand that it cannot be undone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.file_names import typed_file
from coachdesk.domain.text import fold
from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.ui.say import say
from coachdesk.ui.screens.agreement_words import PARTY
from coachdesk.ui.screens.consent_form import allowed
from coachdesk.ui.screens.people import Clock, past_day, reading_of
from coachdesk.ui.text import caution, joined, name_for, quiet, shown_lines, strong, words_for
from coachdesk.ui.widgets.dialogs import ask_yes_no, tell
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

FORMATS = (("pdf", "PDF, to read and sign"), ("html", "HTML, to open in any browser"), ("md", "Markdown, plain text"))
WAYS = (("e-signature", "with an e-signature"), ("email", "by e-mail"), ("paper", "on paper"))
LOOKS = (("classic", "classic"), ("plain", "plain: closer set, black on white"))
REASON = Field(
    "override",
    "Why all the same",
    note="only where it is for somebody else and they did not allow it",
)
_DAYS = ("agreement.signed-in-future", "agreement.signed-before-sent", "agreement.same-day")
ENDINGS = tuple(f".{one}" for one, _ in FORMATS)
_FOR_GOOD = "It is recorded for good: u does not take it back."


async def send(app: CoachdeskApp, page: AgreementPage) -> None:
    """Freeze a draft as it is sent, once the person says so."""
    question = joined(
        f"Mark version {page.version} as sent to ",
        strong(name_for(app.private, page.client_title)),
        "? From then on its words stay as they are, every value and goal in it too; a change makes the next version. ",
        _FOR_GOOD,
    )
    if await ask_yes_no(app, question, yes="sends it", no="leaves it a draft"):
        await app.do("agreements.send", page.id)
        say(
            app,
            f"version {page.version} is sent and stays as it is",
            "X hands it over, S signs",
            about=page.client_title,
        )


async def sign(app: CoachdeskApp, page: AgreementPage, clock: Clock, coach: str, party: str = "") -> None:
    """Record who signed, as whom, when and how."""
    names = {"client": page.client_name, "coach": coach, "payer": page.sponsor}
    who = party or page.to_sign[0]

    async def save(values: Values) -> AgreementPage:
        with said_at("signed_on", *_DAYS), said_at("party", "agreement.signed-already"):
            done: AgreementPage = await app.bridge.ask(_sign, page.id, values)
        return done

    form = Form(
        title=joined(strong("Signature with "), strong(name_for(app.private, page.client_title))),
        words=quiet(_FOR_GOOD),
        fields=(
            Field("party", "Signed as", "choice", choices=tuple((one, _party(one, names)) for one in page.to_sign)),
            Field("by_name", "Name", hint="as it was signed"),
            Field("signed_on", "On", "date", echo=past_day(clock)),
            Field("how", "How", "choice", choices=WAYS),
        ),
        values={"party": who, "by_name": names[who], "signed_on": clock.today.isoformat(), "how": "e-signature"},
        adapt=lambda name, values: {"by_name": names[values["party"]]} if name == "party" else {},
        check=lambda values: app.bridge.ask(_problems, values),
        save=save,
        name=f"signature {page.id}",
        about=page.client_id,
    )
    signed: AgreementPage | None = await app.fill_in(form)
    if signed is None:
        return
    missing = ", ".join(PARTY[one] for one in signed.to_sign)
    what = f"signature recorded; still to sign: {missing}" if missing else "signed by all"
    say(app, what, "S records the next" if missing else "X hands the signed one over", about=page.client_title)


def _party(party: str, names: Mapping[str, str]) -> str:
    words = {"client": "the client", "coach": "the coach", "payer": "the payer"}
    return words[party] if not names[party] else f"{words[party]}, {names[party]}"


async def hand_over(app: CoachdeskApp, page: AgreementPage, may_hear: str = "") -> None:
    """Write the summary of the version that is read as a file for somebody, and say where it is. Where somebody else
    pays, it is asked whose copy it is, and what the payer may be told stands beside."""
    name = f"agreement-{page.id[:6]}-version-{page.version}"
    first = {"format": "pdf", "file": str(free_place(app, name, "pdf")), "recipient": page.client_name, "replace": ""}
    known: _Known = await app.bridge.ask(_know, page)
    first |= {"copy": "client", "language": known.language, "layout": known.layout}
    whom = {"client": page.client_name, "payer": page.sponsor}

    def adapt(name: str, values: Values) -> Mapping[str, str]:
        if name == "copy":
            return {"recipient": whom[values["copy"]]}
        if name != "format":
            return {}
        typed = Path(values["file"].strip())
        return {"file": str(typed.with_suffix(f".{values['format']}"))} if typed.suffix in ENDINGS else {}

    form = Form(
        title=joined(strong("Hand over to "), strong(name_for(app.private, page.client_title))),
        words=_told(app, page, may_hear),
        fields=(
            *_copies(app, page),
            Field("format", "As", "choice", choices=FORMATS),
            Field("file", "File", hint="where it is written", note="only you can open it on this computer"),
            Field("replace", "Replace a file there", "yes_no"),
            Field("recipient", "For", hint="the client"),
            REASON,
            Field("language", "Fixed words in", "choice", choices=known.languages),
            Field("layout", "Look", "choice", choices=LOOKS),
        ),
        values=first,
        adapt=adapt,
        check=lambda values: {} if values["file"].strip() else {"file": "no file is named"},
        save=lambda values: _save(app, page, values),
        focus="file",
        name=f"export {page.id}",
        about=page.client_id,
    )
    done = await app.fill_in(form)
    if done is not None:
        await _say_where(app, page, *done)


async def _save(app: CoachdeskApp, page: AgreementPage, values: Values) -> tuple[Path, tuple[str, ...]]:
    """Hand it over: where it is, and notes. The pages are made in a thread of their own, and the screens go on
    meanwhile; where a consent is missing, their answer can be entered."""
    target = typed_file(values["file"], "file")
    wanted = {
        "recipient": values["recipient"],
        "overwrite": bool(values["replace"]),
        "copy": values.get("copy", "client"),
        "number": page.version,
        "language": values["language"],
        "layout": values["layout"],
        "override": values["override"] or None,
    }
    to_payer = wanted["copy"] == "payer" and fold(values["recipient"]) == fold(page.sponsor)
    kind = "sponsor-report" if to_payer else "name-release"

    async def written() -> tuple[Path, tuple[str, ...]]:
        paper = await app.bridge.ask("agreement_papers.begin", page.id, values["format"], target, **wanted)
        rendered = await app.bridge.outside(lambda: _make(paper))
        place, _, notes = await app.bridge.ask("agreement_papers.finish", paper, rendered)
        return place, notes

    with (
        said_at("file", "file."),
        said_at("recipient", "agreement.payers-copy"),
        said_at("override", "disclosure."),
    ):
        done: tuple[Path, tuple[str, ...]] = await allowed(app, written, page.client_id, page.client_title, kind)
    return done


async def _say_where(app: CoachdeskApp, page: AgreementPage, place: Path, notes: tuple[str, ...]) -> None:
    app.export_folder = place.parent
    if notes:
        lines = [joined("It is in ", strong(place)), "It is in the register too.", *notes]
        await tell(app, joined("Handed over, with ", strong("a note" if len(notes) == 1 else "notes")), lines)
    else:
        say(app, f"handed over, and in the register: {place}", "y: an e-mail to go with it", about=page.client_title)


def _told(app: CoachdeskApp, page: AgreementPage, may_hear: str) -> Content:
    """That it is kept in the register; and what may be told to whoever pays."""
    lines = [quiet("What went to whom is kept in the register for good.")]
    if page.sponsor_id:
        told = shown_lines(words_for(app.private, shown_lines(may_hear)))
        lines += [joined(caution("What the payer may be told: "), told)]
    return Content("\n").join(lines)


def _copies(app: CoachdeskApp, page: AgreementPage) -> tuple[Field, ...]:
    """Whose copy it is, where there are two."""
    if not page.sponsor_id:
        return ()
    payer = name_for(app.private, page.sponsor).plain
    goals = "the terms and the goals" if page.terms.share_goals else "the terms, no goals"
    choices = (("client", "the client’s, with everything"), ("payer", f"{payer}’s own: {goals}"))
    return (Field("copy", "Copy", "choice", choices=choices),)


def free_place(app: CoachdeskApp, name: str, fmt: str) -> Path:
    """A file that is not there yet, without the client's name, in the folder used last or at home."""
    folder = app.export_folder or Path.home()
    number = 1
    place = folder / f"{name}.{fmt}"
    while os.path.lexists(place):
        number += 1
        place = folder / f"{name}-{number}.{fmt}"
    return place


def _make(paper: Any) -> Any:
    from coachdesk.services import agreement_papers

    return agreement_papers.make(paper)


async def delete(app: CoachdeskApp, page: AgreementPage) -> bool:
    """Delete a draft, once the person says so; whether it was."""
    question = joined("Delete this draft for ", strong(name_for(app.private, page.client_title)), "?")
    if not await ask_yes_no(app, question, yes="deletes it; u brings it back", no="keeps it"):
        return False
    await app.bridge.ask("agreements.delete", page.id)  # its page cannot be read anew: whoever shows it leaves it
    say(app, "draft deleted", "u brings it back", about=page.client_title)
    return True


@dataclass(frozen=True, slots=True)
class _Known:
    """The languages there are, and the language and look that a summary has unless others are chosen."""

    languages: tuple[tuple[str, str], ...]
    language: str
    layout: str


# in the desk thread


def _know(desk: Desk, page: AgreementPage) -> _Known:
    from coachdesk.domain.settings import LANGUAGES

    settings = desk.settings()
    return _Known(tuple(LANGUAGES.items()), page.terms.language or settings.language, settings.layout)


def _problems(desk: Desk, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs.agreements import SignatureInput
    from coachdesk.domain.inputs.validate import problems

    return problems(SignatureInput, values, reading_of(desk, lean="past"))


def _sign(desk: Desk, agreement_id: str, values: Values) -> AgreementPage:
    from coachdesk.domain.inputs.agreements import SignatureInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import agreements

    signed = validated(SignatureInput, values, reading_of(desk, lean="past"))
    return agreements.sign(desk, agreement_id, by=signed.by_name, on=signed.on, how=signed.how, party=signed.party)
