"""The overview of a client: every field that is known, in the order in which a coach asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.content import Content

from coachdesk.domain.money import format_money
from coachdesk.domain.times import duration_words, local
from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.domain.views.clients import ClientFields, ClientPage
from coachdesk.domain.zones import city_of
from coachdesk.ui.screens.goal_words import course
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.screens.person_sessions import TheirSessions, next_words
from coachdesk.ui.screens.person_tasks import Theirs, owed_words
from coachdesk.ui.text import HIDDEN, caution, joined, quiet, shown, shown_lines

Words = Callable[[object], Content]
FIELD_WORDS = {
    "full_name": "Full name",
    "former_names": "Former names",
    "pronouns": "Pronouns",
    "email": "E-mail",
    "phone": "Phone",
    "contact_how": "Contact",
    "expects_reply_minutes": "Answer within",
    "language": "Language",
    "zone": "Time zone",
    "organisation": "Organisation",
    "how_came": "How they came",
    "referred_by": "Referred by",
    "ask_before": "Ask before",
    "emergency": "In an emergency",
    "location": "Where they are",
    "emergency_number": "Emergency no.",
    "note": "Note",
}
_ASKED_ELSEWHERE = ("former_names", "note", "location", "emergency_number")
_UNKNOWN_WORDS = {"email": "e-mail", "expects_reply_minutes": "answer within", "contact_how": "how to contact"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is known: its id (`field:…`, `agreement:…`, `goals`), label and words. `group` begins a group."""

    id: str
    label: str
    words: Content
    group: str = ""


def entries(
    page: ClientPage,
    clock: Clock,
    agreed: AgreementPage | None,
    owed: Theirs,
    sessions: TheirSessions,
    words: Words,
    asks_cut: bool,
) -> Iterator[Entry]:
    """All entries of the overview. `words` hides a person's words where privacy asks for it; `asks_cut` says that what
    to ask before doing did not fit above the tabs."""
    if asks_cut:
        yield Entry("field:ask_before", FIELD_WORDS["ask_before"], _many("\n".join(page.fields.ask_before), words))
    yield from _next(sessions, clock, words)
    yield from _standing(page, clock, agreed, owed, words)
    yield from _fields(page, clock, words)
    yield from _stages(page, clock, words)


def _next(sessions: TheirSessions, clock: Clock, words: Words) -> Iterator[Entry]:
    """The next session; or that a past one waits to be marked."""
    private = words("where").plain == HIDDEN
    said, line = next_words(sessions, clock, private), sessions.following(clock)
    if said:
        yield Entry(f"session:{line.id}" if line else "sessions", "Next" if line else "Sessions", said)


def unknown(fields: ClientFields) -> list[str]:
    """What is not known of a client yet, in words."""
    missing = [name for name in FIELD_WORDS if not getattr(fields, name) and name not in _ASKED_ELSEWHERE]
    return [_UNKNOWN_WORDS.get(name, FIELD_WORDS[name].lower()) for name in missing]


def _standing(
    page: ClientPage, clock: Clock, agreed: AgreementPage | None, owed: Theirs, words: Words
) -> Iterator[Entry]:
    """How things stand: what is agreed, what I promised, the goals, the clocks."""
    if agreed is not None:
        yield Entry(f"agreement:{agreed.id}", "Agreed", agreement_words(agreed, clock, words))
    elif page.stage == "active":
        yield Entry("agreements", "Agreed", caution("nothing yet"))
    for label, said in owed_words(owed):
        yield Entry("owed", label, said)
    open_goals = [goal for goal in page.goals if goal.state == "open"]
    for at, goal in enumerate(open_goals):
        label = "" if at else "Goals" if len(open_goals) > 1 else "Goal"
        yield Entry(f"goal:{goal.id}", label, joined(words(goal.text), course(goal), by="  "))
    if page.zone_now:
        yield Entry("field:zone", "Their clock", clock_words(page.zone_now, clock, words))
    away = away_words(page, clock)
    if away:
        yield Entry("field:away_zone", "Away", words(away))


def clock_words(zone: str, clock: Clock, words: Words) -> Content:
    """`10:42 there now in Lagos; your 09:00–17:30 is …`; where privacy hides words, without the city."""
    city = words(f"in {city_of(zone)}")
    there = joined(f"{clock.there(zone)} there now", "" if city.plain == HIDDEN else city, by=" ")
    return joined(there, quiet(clock.hours(zone)), by="; ")


def agreement_words(agreed: AgreementPage, clock: Clock, words: Words) -> Content:
    """`6 sessions of 60 min, 1,200.00 EUR · signed · 2 left · review 15 Dec`."""
    terms, parts = agreed.terms, []
    if terms.sessions:
        parts.append(f"{terms.sessions} sessions" + (f" of {terms.minutes} min" if terms.minutes else ""))
    if terms.fee is not None:
        parts.append(format_money(terms.fee))
    said: list[object] = [words(", ".join(parts) or agreed.title), _state(agreed.state)]
    if agreed.state == "signed":
        said.append(f"{agreed.sessions.left} left" if terms.sessions else "")
        said.append(f"ends {clock.day(terms.end)}" if terms.end else "")
        said.append(f"review {clock.day(terms.review)}" if terms.review and terms.review >= clock.today else "")
    return joined(*said, by=" · ")


def _state(state: str) -> Content:
    return (
        caution({"draft": "a draft", "sent": "sent, not signed"}[state]) if state in ("draft", "sent") else shown(state)
    )


def away_words(page: ClientPage, clock: Clock) -> str:
    """`in Oslo until 16 Dec, then Taipei`; nothing once it is over."""
    fields = page.fields
    if not fields.away_zone:
        return ""
    there = city_of(fields.away_zone)
    day = local(clock.now, fields.away_zone).date()
    if fields.away_until and fields.away_until < day:
        return ""
    until = f" until {clock.day(fields.away_until)}" if fields.away_until else ""
    home = f", then {city_of(fields.zone)}" if fields.zone and fields.away_until else ""
    if fields.away_from and fields.away_from > day:
        return f"from {clock.day(fields.away_from)} in {there}{until}{home}"
    return f"in {there}{until}{home}"


def _fields(page: ClientPage, clock: Clock, words: Words) -> Iterator[Entry]:
    fields = page.fields
    reach = (
        ("email", words(fields.email)),
        ("phone", words(fields.phone)),
        ("contact_how", words(fields.contact_how)),
        (
            "expects_reply_minutes",
            shown(duration_words(fields.expects_reply_minutes)) if fields.expects_reply_minutes else Content.empty(),
        ),
        ("language", words(fields.language)),
        ("emergency", _many(fields.emergency, words)),
        ("emergency_number", words(fields.emergency_number)),
        ("location", words(fields.location)),
    )
    about = (
        ("full_name", words(fields.full_name)),
        ("pronouns", words(fields.pronouns)),
        ("organisation", words(fields.organisation)),
        ("zone", words(f"{city_of(fields.zone)} ({fields.zone})" if fields.zone else "")),
        ("former_names", words("; ".join(fields.former_names))),
        ("how_came", words(fields.how_came)),
        ("referred_by", words(page.referred_by_name)),
        ("note", _many(fields.note, words)),
    )
    for group, known in (("Reaching them", reach), ("Who they are", about)):
        named = group
        for name, value in known:
            if value:
                yield Entry(f"field:{name}", FIELD_WORDS[name], value, named)
                named = ""
    missing = unknown(fields)
    if missing:
        yield Entry("unknown", "Not known yet", quiet(", ".join(missing)))


def _many(text: str, words: Words) -> Content:
    """Text of several lines, or what privacy shows of it."""
    hidden = words(text)
    return shown_lines(text) if hidden.plain == shown(text).plain else hidden


def _stages(page: ClientPage, clock: Clock, words: Words) -> Iterator[Entry]:
    group = "Stages"
    for one in reversed(page.stages):
        yield Entry("stage", one.stage, joined(f"since {clock.day(one.at)}", words(one.why), by=" · "), group)
        group = ""
