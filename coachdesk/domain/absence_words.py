"""What people hear while the coach is away: the auto-reply, the voicemail, and the sheet for who stands in.

Dates are in words, in the coach's zone, with those of every client's zone where the days are others. Why the coach is
away is never said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coachdesk.domain.spans import is_day_edge, on_clock
from coachdesk.domain.spoken import ENGLISH, day_words, listed
from coachdesk.domain.times import city_of, clock_text, local


@dataclass(frozen=True, slots=True)
class Reachable:
    """Someone by name and numbers: who stands in, or a client on the sheet for them."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """What the texts need to know: the span (UTC; no end while it is not known), the coach's name and zone, the zones
    of the clients, who stands in, and from when to when the coach works on a day."""

    since: datetime
    until: datetime | None
    coach: str
    home: str
    zones: tuple[str, ...] = ()
    cover: Reachable | None = None
    workday: tuple[time, time] = (time(9), time(17, 30))

    def days(self, zone: str) -> tuple[date, date | None]:
        """The first and the last day of it there. One that ends at midnight ends with the day before.

        Of whole days it is the coach's working hours that are looked for there: their midnight is the evening before
        in the next country west, where nobody means that evening.
        """
        begins, ends = self.since, self.until - timedelta(seconds=1) if self.until is not None else None
        if is_day_edge(self.since, self.home):
            begins = on_clock(local(self.since, self.home).date(), self.workday[0], self.home)
        if ends is not None and self.until is not None and is_day_edge(self.until, self.home):
            last = local(ends, self.home).date()
            ends = on_clock(last, self.workday[1], self.home, is_end=True) - timedelta(seconds=1)
        return local(begins, zone).date(), local(ends, zone).date() if ends is not None else None


_WORDS = {
    "en": {
        "days": "from {first} until {last}",
        "day": "on {first}",
        "hours": "on {first} from {begins} until {ends} ({city} time)",
        "elsewhere": "In {cities} that is {span}.",
        "thanks": "Thank you for your message.",
        "away": "I am away {span} and will answer when I am back.",
        "open": "I am away from {first} on and cannot say yet when I will be back. You will hear from me"
        " as soon as I can.",
        "cover": "If it cannot wait, please turn to {cover}.",
        "emergency": "In an emergency, please call your local emergency number.",
        "this-is": "Hello, this is {coach}.",
        "away-call": "I am away {span}.",
        "open-call": "I am away from {first} on and cannot say yet when I will be back.",
        "call-cover": "If it cannot wait, please call {name} on {phone}.",
        "or": " or ",
        "leave-word": "Otherwise please leave your name and your number, and I will call you when I am back.",
        "leave-word-alone": "Please leave your name and your number, and I will call you when I am back.",
        "goodbye": "Thank you.",
    },
    "de": {
        "days": "von {first}, bis {last},",
        "day": "am {first},",
        "hours": "am {first}, von {begins} bis {ends} Uhr (Zeit in {city})",
        "elsewhere": "In {cities} ist das {span}.",
        "thanks": "Vielen Dank für Ihre Nachricht.",
        "away": "Ich bin {span} nicht erreichbar und antworte nach meiner Rückkehr.",
        "open": "Ich bin ab {first}, nicht erreichbar und kann noch nicht sagen, wann ich zurück bin. Ich melde mich,"
        " sobald ich kann.",
        "cover": "Wenn es nicht warten kann, wenden Sie sich bitte an {cover}.",
        "emergency": "Im Notfall rufen Sie bitte die Notrufnummer Ihres Landes an.",
        "this-is": "Guten Tag, hier ist {coach}.",
        "away-call": "Ich bin {span} nicht erreichbar.",
        "open-call": "Ich bin ab {first}, nicht erreichbar und kann noch nicht sagen, wann ich zurück bin.",
        "call-cover": "Wenn es nicht warten kann, rufen Sie bitte {name} an: {phone}.",
        "or": " oder ",
        "leave-word": "Sonst hinterlassen Sie bitte Ihren Namen und Ihre Nummer, und ich rufe Sie nach meiner Rückkehr"
        " an.",
        "leave-word-alone": "Bitte hinterlassen Sie Ihren Namen und Ihre Nummer, und ich rufe Sie nach meiner Rückkehr"
        " an.",
        "goodbye": "Vielen Dank.",
    },
}


_MOST_NAMED = 3


def auto_reply(leave: Leave, tags: Sequence[str] = (ENGLISH,)) -> str:
    """The text of an e-mail or messaging auto-reply, in each of those languages (`en`, `de`), one after another."""
    return "\n\n".join(f"{_auto_reply(leave, tag)}\n\n{leave.coach}".strip() for tag in tags)


def voicemail(leave: Leave, tags: Sequence[str] = (ENGLISH,)) -> str:
    """The text to be spoken for callers, in each of those languages, one after another."""
    return "\n\n".join(_voicemail(leave, tag) for tag in tags)


def sheet_lines(leave: Leave, clients: Iterable[Reachable]) -> tuple[str, ...]:
    """The sheet for who stands in: names and numbers only, of those clients alone who consented (the caller knows)."""
    there = [f"{one.name}  {one.phone or 'no number'}" for one in sorted(clients, key=lambda one: one.name.casefold())]
    agreed = ["", "Each of them agreed to be on this sheet. Please destroy it when you no longer stand in."]
    return (
        f"Standing in for {leave.coach}, {_span(leave, ENGLISH)}",
        "",
        *([*there, *agreed] if there else ["None of the clients consented to be named here."]),
    )


def unnamed_words(names: Sequence[str], cover: str) -> str:
    """That those clients, whom somebody is to stand in for, have not agreed to be named to them; empty for nobody."""
    if not names:
        return ""
    who = [*names[:_MOST_NAMED], *([f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else [])]
    one = len(names) == 1
    return (
        f"{listed(who, ENGLISH)} {'has' if one else 'have'} not agreed to be named to {cover}: "
        f"the sheet leaves {'their name' if one else 'them'} out"
    )


def _auto_reply(leave: Leave, tag: str) -> str:
    words = _WORDS[tag]
    cover = leave.cover
    ways = words["or"].join(way for way in (cover.phone, cover.email) if way) if cover else ""
    who = f"{cover.name} ({ways})" if cover and ways else cover.name if cover else ""
    return _joined(
        words["thanks"],
        words["away"].format(span=_span(leave, tag)) if leave.until else words["open"].format(first=_first(leave, tag)),
        *_elsewhere(leave, tag),
        words["cover"].format(cover=who) if who else "",
        words["emergency"],
    )


def _voicemail(leave: Leave, tag: str) -> str:
    words = _WORDS[tag]
    cover = leave.cover if leave.cover and leave.cover.phone else None
    first = _first(leave, tag)
    return _joined(
        words["this-is"].format(coach=leave.coach) if leave.coach else "",
        words["away-call"].format(span=_span(leave, tag)) if leave.until else words["open-call"].format(first=first),
        *_elsewhere(leave, tag),
        words["call-cover"].format(name=cover.name, phone=cover.phone) if cover else "",
        words["leave-word" if cover else "leave-word-alone"],
        words["emergency"],
        words["goodbye"],
    )


def _span(leave: Leave, tag: str) -> str:
    """The span on the coach's calendar; within one day its hours."""
    first, last = leave.days(leave.home)
    if leave.until is not None and first == last:
        begins, ends = (clock_text(local(at, leave.home)) for at in (leave.since, leave.until))
        if begins == ends == "00:00":
            return _days(first, last, tag)
        words = _WORDS[tag]["hours"]
        return words.format(first=day_words(first, tag), begins=begins, ends=ends, city=city_of(leave.home))
    return _days(first, last, tag)


def _first(leave: Leave, tag: str) -> str:
    return day_words(leave.days(leave.home)[0], tag)


def _days(first: date, last: date | None, tag: str) -> str:
    if last is None:
        open_end = {"en": "from {first} on, with no end yet", "de": "ab {first}"}
        return open_end[tag].format(first=day_words(first, tag))
    words = _WORDS[tag]["day" if first == last else "days"]
    return words.format(first=day_words(first, tag), last=day_words(last, tag))


def _elsewhere(leave: Leave, tag: str) -> list[str]:
    """The days where clients are, wherever they are others than the coach's; zones with the same days together."""
    mine = leave.days(leave.home)
    found: dict[tuple[date, date | None], list[str]] = {}
    for zone in leave.zones:
        if zone and (days := leave.days(zone)) != mine:
            cities = found.setdefault(days, [])
            if city_of(zone) not in cities:
                cities.append(city_of(zone))
    words = _WORDS[tag]["elsewhere"]
    spans = {days: _days(*days, tag).rstrip(",").removesuffix(", with no end yet") for days in found}
    return [words.format(cities=listed(sorted(found[days]), tag), span=spans[days]) for days in sorted(found, key=str)]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
