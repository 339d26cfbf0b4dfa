"""Time zones: IANA ids read from what a person types, and the cities they are known by."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from coachdesk.domain.errors import failure
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.text import fold
from coachdesk.domain.zone_names import ALIASES, OLD_NAMES, SPELLING

AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
"""The areas whose zones are named after cities; the others (Etc, US, …) are old or abstract."""

_LOCAL_ONLY = ("localtime", "posixrules", "posix/", "right/", "Factory")


class ZoneCity(NamedTuple):
    """A place and the IANA zone in force there."""

    city: str
    zone: str


def zone_of(name: str, where: str = "zone") -> ZoneInfo:
    """The zone of that IANA id, case aside, or `zone.unknown` with near matches."""
    found = _open(name)
    if found is None:
        right = _by_small().get(name.strip().casefold().replace(" ", "_"), "")
        found = _open(right) if right else None
    if found is None:
        raise failure("zone.unknown", where=where, text=name.strip() or "nothing", near=_hint(name))
    return found


def parse_zone(text: str, where: str = "zone") -> str:
    """The IANA id that a person means by an id or a city (`Europe/Sofia`, `sofia`, `San Francisco`)."""
    wanted = fold(text)
    if "/" not in text and wanted:
        zones = {place.zone for folded, place in _places() if folded == wanted}
        if len(zones) == 1:
            return zones.pop()
        if zones:
            raise failure("zone.several", where=where, text=text.strip(), zones=", ".join(sorted(zones)))
    return zone_of(text, where).key


def known(name: str) -> bool:
    """Whether that is the exact IANA id of a zone on this machine."""
    return _open(name) is not None


def search_zones(text: str, limit: int = 8) -> list[ZoneCity]:
    """Places whose name or zone holds what was typed, best first: the whole name, its beginning, any part of it."""
    wanted = fold(text.replace("_", " "))
    if not wanted:
        return []
    ranked = []
    for folded, place in _places():
        rank = _rank(wanted, folded, place)
        if rank is not None:
            ranked.append((rank, len(folded), folded, place.zone, place))
    found: dict[tuple[str, str], ZoneCity] = {}
    for _, _, folded, zone, place in sorted(ranked, key=lambda entry: entry[:4]):
        found.setdefault((folded, zone), place)
    return list(found.values())[:limit]


def city_of(zone: str) -> str:
    """The city that a zone is named after, as people write it: `Sofia`, `Buenos Aires`, `Knox, Indiana`."""
    if zone in SPELLING:
        return SPELLING[zone]
    area, _, rest = zone.partition("/")
    if not rest:
        return zone
    if area == "Etc":
        # the signs of Etc/GMT+5 are turned round: it is five hours behind
        return rest.translate(str.maketrans("+-", "-+")).replace("GMT", "UTC")
    region, _, city = rest.replace("_", " ").rpartition("/")
    return f"{city}, {region}" if region in ("Indiana", "Kentucky", "North Dakota") else city


@lru_cache(maxsize=1024)  # ZoneInfo itself keeps eight, and a list of people has more
def _open(name: str) -> ZoneInfo | None:
    """The zone of exactly that id. Zones that mean this machine's own clock are none."""
    if not name or len(name) > 60 or name.startswith(_LOCAL_ONLY) or not name.isascii() or not name.isprintable():
        return None
    if ".." in name or name.startswith("/") or name.endswith("/"):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(name for name in available_timezones() if not name.startswith(_LOCAL_ONLY)))


@cache
def _by_small() -> dict[str, str]:
    return {name.casefold(): name for name in _names()}


@cache
def _places() -> tuple[tuple[str, ZoneCity], ...]:
    """Every place that is offered, with its folded name; aliases only for zones that this machine has."""
    names = set(_names())
    cities = [ZoneCity(city_of(name), name) for name in _names() if name.startswith(AREAS) and name not in OLD_NAMES]
    cities = [place for place in cities if "/" in place.zone]
    aliases = [ZoneCity(place, zone) for place, zone in ALIASES if zone in names]
    return tuple((fold(place.city), place) for place in [*cities, *aliases, ZoneCity("UTC", "UTC")])


def _rank(wanted: str, folded: str, place: ZoneCity) -> int | None:
    if folded == wanted:
        return 0
    if folded.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in folded.replace(",", " ").replace("-", " ").split()):
        return 2
    if wanted in folded:
        return 3
    # by zone only the city it is named after is found, not all the places that share its clock
    named_after = place.city == city_of(place.zone)
    return 4 if named_after and wanted in fold(place.zone.replace("_", " ")) else None


def _hint(typed: str) -> str:
    """Near zones and cities, in words."""
    cities = search_zones(typed.rpartition("/")[2], 3) if typed.strip() else []
    if cities:
        return "did you mean " + " or ".join(dict.fromkeys(place.zone for place in cities))
    known_words = {place.city: place.zone for _, place in _places()} | {name: name for name in _names()}
    hint = did_you_mean(typed, known_words, "")
    return hint or "write it as Area/City, such as Europe/Sofia"
