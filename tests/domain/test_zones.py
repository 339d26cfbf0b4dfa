"""Zones are found by id and by the cities people name."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.zone_names import ALIASES, OLD_NAMES
from coachdesk.domain.zones import city_of, known, parse_zone, search_zones, zone_of


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Sofia", "Europe/Sofia"),
        ("europe/sofia", "Europe/Sofia"),
        ("America/new york", "America/New_York"),
        ("sofia", "Europe/Sofia"),
        ("Bangalore", "Asia/Kolkata"),
        ("san francisco", "America/Los_Angeles"),
        ("Beijing", "Asia/Shanghai"),
        ("Mumbai", "Asia/Kolkata"),
        ("Genève", "Europe/Zurich"),
        ("geneve", "Europe/Zurich"),
        ("sao paulo", "America/Sao_Paulo"),
        ("UTC", "UTC"),
        ("Asia/Calcutta", "Asia/Calcutta"),
    ],
)
def test_a_zone_by_its_id_or_a_city(typed: str, zone: str) -> None:
    assert parse_zone(typed) == zone


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "Mars/Base",
        "Europe",
        "Europe/",
        "../etc/passwd",
        "/etc/localtime",
        "localtime",
        "a\0b",
        "x" * 9000,
        "[/b]",
        "‮",
    ],
)
def test_no_zone(typed: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        zone_of(typed)
    assert refused.value.code == "zone.unknown"
    assert "\n" not in refused.value.line


def test_a_near_miss_is_helped() -> None:
    with pytest.raises(CoachdeskError, match="did you mean Europe/Sofia"):
        parse_zone("Europe/Sophia")


@pytest.mark.parametrize(
    ("typed", "first"), [("sof", "Sofia"), ("new y", "New York"), ("zür", "Zurich"), ("são", "São Tomé")]
)
def test_search_as_typed(typed: str, first: str) -> None:
    assert search_zones(typed, 5)[0].city == first


def test_search_is_bounded_and_needs_something() -> None:
    assert search_zones("") == []
    assert len(search_zones("a", 7)) == 7


def test_cities_read_as_people_write_them() -> None:
    names = ("America/Argentina/Buenos_Aires", "America/Indiana/Knox", "Etc/GMT+5", "UTC", "America/Sao_Paulo")
    assert [city_of(name) for name in names] == ["Buenos Aires", "Knox, Indiana", "UTC-5", "UTC", "São Paulo"]


def test_every_alias_leads_to_a_zone_and_old_names_still_open() -> None:
    assert [zone for _, zone in ALIASES if not known(zone)] == []
    assert {zone for _, zone in ALIASES} & OLD_NAMES == set()
    assert available_timezones() >= OLD_NAMES
    assert len(ALIASES) > 120
