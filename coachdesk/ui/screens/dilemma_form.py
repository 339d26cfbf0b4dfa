"""The forms of a dilemma: written down, decided, looked back on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coachdesk.domain.text import fold
from coachdesk.domain.views.ethics import DilemmaView
from coachdesk.ui.screens.people import Clock, Echoes, clock_of, past_day, reading_of
from coachdesk.ui.text import joined, name_for, quiet, shown_lines, strong, words_for
from coachdesk.ui.widgets.fields import Field, Found
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the forms stand on: the clock, the clients, the topics."""

    clock: Clock
    clients: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]


async def add(app: CoachdeskApp) -> DilemmaView | None:
    """Write one down; None where the form was left."""
    asked: _Asked = await app.bridge.ask(_read)

    async def save(values: Values) -> DilemmaView:
        added: DilemmaView = await app.bridge.ask(_add, _entered(asked, values))
        return added

    form = Form(
        title="A dilemma",
        sentence="only what happened is needed; the rest can wait",
        fields=(
            Field("happened", "What happened", "lines", hint="and what is not clear"),
            Field("on", "On", "date", echo=past_day(asked.clock)),
            Field("client", "About", "search", hint="a client, or nobody", find=_clients(asked)),
            Field("topics", "Touches", hint="money, what stays private …", echo=lambda text: _echo(asked, text)),
            *_deciding(asked),
        ),
        values={"on": asked.clock.today.isoformat()},
        check=lambda values: app.bridge.ask(_problems, _entered(asked, values)),
        save=save,
        name="dilemma",
    )
    added: DilemmaView | None = await app.fill_in(form)
    return added


async def decide(app: CoachdeskApp, one: DilemmaView) -> DilemmaView | None:
    """Whom I asked and what I decided; None where the form was left."""
    asked: _Asked = await app.bridge.ask(_read)

    async def save(values: Values) -> DilemmaView:
        decided: DilemmaView = await app.bridge.ask(_decide, one.id, values)
        return decided

    form = Form(
        title="What did you decide?",
        words=quiet(shown_lines(words_for(app.private, one.happened))),
        fields=_deciding(asked),
        values={"consulted": one.consulted},
        check=lambda values: {} if values["decided"].strip() else {"decided": "say what you decided"},
        save=save,
        focus="decided" if one.consulted else "",
        name=f"dilemma {one.id}",
        about=one.client_id or None,
    )
    decided: DilemmaView | None = await app.fill_in(form)
    return decided


async def look_back(app: CoachdeskApp, one: DilemmaView) -> DilemmaView | None:
    """How it looks now; None where the form was left."""

    async def save(values: Values) -> DilemmaView:
        looked: DilemmaView = await app.bridge.ask("dilemmas.look_back", one.id, values["looked_back"])
        return looked

    about = joined(quiet(" about "), name_for(app.private, one.client)) if one.client else ""
    form = Form(
        title=joined(strong("Looking back"), about),
        words=quiet(shown_lines(words_for(app.private, f"{one.happened}\nDecided: {one.decided}"))),
        fields=(Field("looked_back", "How it looks now", "lines", hint="what came of it, what you would do again"),),
        values={"looked_back": one.looked_back},
        check=lambda values: {} if values["looked_back"].strip() else {"looked_back": "say how it looks now"},
        save=save,
        name=f"looking back {one.id}",
        about=one.client_id or None,
    )
    looked: DilemmaView | None = await app.fill_in(form)
    return looked


def _deciding(asked: _Asked) -> tuple[Field, ...]:
    return (
        Field("consulted", "Whom you asked", hint="your supervisor, a colleague, nobody", heading="The decision"),
        Field("decided", "What you decided", "lines", note="may wait"),
        Field("look_back_on", "Look back on it", "date", hint="+3m, 1 feb", echo=Echoes(asked.clock).day),
    )


def _clients(asked: _Asked) -> Any:
    def find(text: str) -> Found:
        wanted = fold(text)
        return [(title, title) for _, title in asked.clients if wanted and wanted in fold(title)]

    return find


def _echo(asked: _Asked, text: str) -> str:
    """The topics that were understood, in their titles."""
    titles = dict(asked.topics)
    found = [_topic(asked, word) for word in text.split(",") if word.strip()]
    return "; ".join(titles[one] if one else "no topic has these words" for one in found)


def _topic(asked: _Asked, text: str) -> str:
    """The first topic with these words in its title or its name."""
    wanted = fold(text).split()
    return next((key for key, title in asked.topics if all(word in fold(f"{title} {key}") for word in wanted)), "")


def _entered(asked: _Asked, values: Mapping[str, str]) -> dict[str, Any]:
    """The values with the id of the client and the ids of the topics; what is not understood stays as typed."""
    ids = {title: client_id for client_id, title in asked.clients}
    topics = [_topic(asked, word) or word.strip() for word in values["topics"].split(",") if word.strip()]
    return {**values, "client": ids.get(values["client"], values["client"]), "topics": tuple(dict.fromkeys(topics))}


# in the desk thread


def _read(desk: Desk) -> _Asked:
    from coachdesk.services import clients, ethics_catalogue

    everyone = tuple((one.id, one.title) for one in clients.lines(desk))
    topics = tuple((one.id, one.title) for one in ethics_catalogue.topics().values())
    return _Asked(clock_of(desk), everyone, topics)


def _problems(desk: Desk, entered: Mapping[str, Any]) -> dict[str, str]:
    from coachdesk.domain.inputs.dilemmas import DilemmaInput
    from coachdesk.domain.inputs.validate import problems

    return problems(DilemmaInput, entered, reading_of(desk))


def _add(desk: Desk, entered: Mapping[str, Any]) -> DilemmaView:
    from coachdesk.domain.inputs.dilemmas import DilemmaInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import dilemmas

    added: DilemmaView = dilemmas.add(desk, validated(DilemmaInput, entered, reading_of(desk)))
    return added


def _decide(desk: Desk, dilemma_id: str, values: Values) -> DilemmaView:
    from coachdesk.domain.inputs.dilemmas import DecisionInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import dilemmas

    decided: DilemmaView = dilemmas.decide(desk, dilemma_id, validated(DecisionInput, values, reading_of(desk)))
    return decided
