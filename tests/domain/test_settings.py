"""The settings list: every entry reads what it shows, and refuses the rest in one line."""

from __future__ import annotations

from datetime import date, time

import pytest

from coachdesk.catalogue import names
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.settings import BY_KEY, GROUPS, SETTINGS, Settings, check_together, format_setting, parse_setting


@pytest.mark.parametrize("key", BY_KEY)
def test_every_default_is_shown_and_can_be_typed_back(key: str) -> None:
    one = BY_KEY[key]
    assert one.title
    assert one.help
    assert one.group in GROUPS
    if one.default or not one.needed:
        assert parse_setting(key, format_setting(key, one.default)) == one.default


def test_keys_are_unique_and_those_scripts_rely_on_are_there() -> None:
    assert len(BY_KEY) == len(SETTINGS)
    promised = "name zone currency workdays workday.start workday.end days-off eod reply.default edition idle.lock"
    assert set(promised.split()) <= set(BY_KEY)


@pytest.mark.parametrize(
    ("key", "typed", "stored", "shown"),
    [
        ("workdays", "mon-fri", "mon,tue,wed,thu,fri", "mon, tue, wed, thu, fri"),
        ("workdays", "Monday, wed – Thu", "mon,wed,thu", "mon, wed, thu"),
        ("workdays", "fri to mon", "mon,fri,sat,sun", "mon, fri, sat, sun"),
        ("days-off", "2027-12-24..2027-12-31, 2027-03-03", "2027-03-03,2027-12-24..2027-12-31",
         "2027-03-03, 2027-12-24..2027-12-31"),
        ("days-off", "", "", ""),
        ("eod", "5:30pm", "17:30", "17:30"),
        ("reply.default", "1d", "1440", "24h"),
        ("idle.lock", "off", "0", "off"),
        ("idle.lock", "90s", "90", "90s"),
        ("idle.lock", "10m", "600", "10m"),
        ("theme", "DARK", "dark", "dark"),
        ("paper", "letter", "Letter", "Letter"),
        ("zone", "sofia", "Europe/Sofia", "Europe/Sofia"),
        ("currency", "usd", "USD", "USD"),
        ("agreement.cancel-hours", "48h", "48", "48"),
        ("agreement.training", "  200 hours,\t2019 ", "200 hours, 2019", "200 hours, 2019"),
    ],
)  # fmt: skip
def test_a_value_is_read_and_shown(key: str, typed: str, stored: str, shown: str) -> None:
    assert parse_setting(key, typed) == stored
    assert format_setting(key, stored) == shown


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("nme", "x", "setting.unknown"),
        ("", "x", "setting.unknown"),
        ("name", "  ", "setting.needed"),
        ("name", "a" * 10_000, "text.long"),
        ("zone", "", "setting.needed"),
        ("zone", "Mars/Base", "zone.unknown"),
        ("currency", "EURO", "money.currency"),
        ("workdays", "", "setting.workdays"),
        ("workdays", "mon-fri-sun", "setting.workdays"),
        ("workdays", "someday", "setting.workdays"),
        ("days-off", "2027-02-30", "setting.days-off"),
        ("days-off", "2027-12-31..2027-12-24", "setting.days-off"),
        ("eod", "25:00", "clock.unknown"),
        ("reply.default", "soon", "duration.unknown"),
        ("idle.lock", "0s", "duration.unknown"),
        ("agreement.cancel-hours", "900", "setting.number"),
        ("agreement.cancel-hours", "-1", "setting.number"),
    ],
)
def test_a_wrong_value_is_refused(key: str, typed: str, code: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        parse_setting(key, typed)
    assert refused.value.code == code
    assert "\n" not in refused.value.line


def test_near_keys_are_named() -> None:
    with pytest.raises(CoachdeskError, match="workday"):
        parse_setting("workday.strat", "9:00")


def test_the_working_day_has_a_length() -> None:
    check_together({})
    with pytest.raises(CoachdeskError, match="end before it begins"):
        check_together({"workday.end": "08:00"})


def test_settings_are_typed_and_fall_back_to_their_defaults() -> None:
    desk = Settings({"name": "Ann", "workdays": "mon,wed", "days-off": "2027-03-03,2027-12-24..2027-12-31"})
    assert (desk.name, desk.zone, desk.currency, desk.reply_minutes) == ("Ann", "UTC", "EUR", 1440)
    assert desk.workdays == {0, 2}
    assert desk.days_off == (
        (date(2027, 3, 3), date(2027, 3, 3)),
        (date(2027, 12, 24), date(2027, 12, 31)),
    )
    assert (desk.workday_start, desk.workday_end, desk.eod) == (time(9), time(17, 30), time(17, 30))
    assert desk.with_value("eod", "18:00").eod == time(18)
    assert desk.shown("reply.default") == "24h"


def test_the_default_edition_is_in_the_catalogue() -> None:
    assert BY_KEY["edition"].default in names("editions")
