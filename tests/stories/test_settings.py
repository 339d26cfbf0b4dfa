"""Settings: each one seen, changed and refused in words; and the ways to open the desk, added, renewed, removed."""

from __future__ import annotations

import re

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.settings import GROUPS, SETTINGS
from coachdesk.services.desk import Passphrase, RecoveryKey, open_desk
from coachdesk.ui import theme
from coachdesk.ui.own_door import DemoDoor
from tests.driver import Story
from tests.stories.paper import groups_on
from tests.ui.desks import CLOCK, OpenDoor
from tests.ui.test_lock import PASSPHRASE

WAYS = ("shell.settings", "move.right")


def to(key: str) -> list[str]:
    """From the first setting to that one."""
    return ["move.down"] * [one.key for one in SETTINGS].index(key)


async def test_every_setting_is_there_with_its_help_and_value(door: OpenDoor) -> None:
    async with Story(door, size=(80, 24)) as desk:
        await desk.does("shell.settings").sees("Settings", "1 way to open this desk", GROUPS[0])
        for setting in SETTINGS:
            words = f"{setting.title} {setting.help}"
            await desk.sees(setting.title[:30]).sees(*words.split()).does("move.down")
        await desk.does("shell.settings", "shell.back").sees("▸1 Today")


async def test_a_setting_is_changed_and_undone(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.settings").sees("Vera Stone").does("settings.open").sees("As clients read it on")
        await desk.press("end", "ctrl+u").press("enter").sees("cannot be empty").types("Vera Stein").press("enter")
        await desk.sees_toast("Your name: saved · u undoes").sees("Vera Stein")
        await desk.does("shell.undo").sees("Vera Stone")


async def test_what_a_setting_refuses_is_said_beside_it_and_how_it_is_understood(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.settings", *to("workdays")).sees("such as mon-fri").does("settings.open")
        await desk.press("end", "ctrl+u").types("mon, someday").press("enter").sees("does not name days of the week")
        await desk.press("ctrl+u").types("mon-wed").sees("understood as mon, tue, wed").press("enter")
        await desk.sees("mon, tue, wed").does("move.down", "settings.open").press("end", "ctrl+u").types("23:00")
        await desk.press("enter").sees("! the working day would end before it begins")


async def test_a_zone_is_found_by_its_city(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.settings", *to("zone"), "settings.open").press("end", "ctrl+u")
        await desk.types("taip").sees("Taipei").press("enter", "enter").sees_toast("Home time zone: saved")
        await desk.sees("Asia/Taipei")


async def test_the_theme_is_applied_at_once_and_taken_back_by_undo(door: OpenDoor) -> None:
    async with Story(door) as desk:
        before = desk.app.theme
        await desk.does("shell.settings", *to("theme")).sees("the colours of the screen").does("settings.open")
        await desk.sees("system as it is now").does("found.down", "found.down", "pick.open").sees_toast("Theme: saved")
        assert desk.app.theme == theme.LIGHT
        await desk.does("shell.undo")
        assert desk.app.theme == before


async def test_an_edition_is_chosen_among_those_there_are(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.settings", *to("edition"), "settings.open").sees("2025 as it is now", "2020", "2005")
        await desk.does_not_see("2015")
        await desk.does("found.down", "pick.open").sees_toast("Edition of the ICF code: saved").does("shell.undo")


async def test_idle_lock_holds_as_soon_as_it_is_set(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.settings", *to("idle.lock"), "settings.open").press("end", "ctrl+u")
        await desk.types("5m").press("enter").sees("5m")
        assert desk.app.idle.after == 300


async def test_a_passphrase_is_set_and_then_changed(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does(*WAYS).sees("Recovery key on paper", "Not set up", "without it the desk cannot be locked")
        await desk.does("slots.passphrase").types("short").press("tab").types("short").does("form.save")
        await desk.sees("at least 8 characters").press("ctrl+u").types(PASSPHRASE).press("tab").press("ctrl+u")
        await desk.types("another one").does("form.save").sees("the two passphrases differ").press("ctrl+u")
        await desk.types(PASSPHRASE).does("form.save").sees_toast("the passphrase is set").sees("2 ways to open")
        assert PASSPHRASE not in desk.screen()
    open_desk(door.folder_here, Passphrase(PASSPHRASE), CLOCK).close()


async def test_a_new_recovery_key_counts_once_a_group_was_typed_back(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does(*WAYS, "slots.recovery").sees("shown only now")
        key = "-".join(groups_on(desk.screen()))
        await desk.does("tell.open").sees("One look at the paper").does_not_see(key[:5]).types("wrong").press("enter")
        asked = re.search(r"Type group (\d)", desk.screen())
        assert asked is not None
        await desk.sees(f"that is not group {asked[1]} of the key").press("ctrl+u")
        await desk.types(key.split("-")[int(asked[1]) - 1].lower()).press("enter").sees_toast("the old sheet opens")
    open_desk(door.folder_here, RecoveryKey(key), CLOCK).close()
    with pytest.raises(CoachdeskError, match="does not open"):
        open_desk(door.folder_here, RecoveryKey(door.key), CLOCK)


async def test_a_recovery_key_that_was_not_looked_at_changes_nothing(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does(*WAYS, "slots.open", "tell.open", "form.leave").sees_toast("the old one still opens this desk")
    open_desk(door.folder_here, RecoveryKey(door.key), CLOCK).close()


async def test_a_way_is_removed_after_asking_and_the_last_one_never(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does(*WAYS, "slots.delete").sees_toast("it is the last way to open this desk")
        await desk.does("slots.passphrase").types(PASSPHRASE).press("tab").types(PASSPHRASE).does("form.save")
        await desk.sees("2 ways to open").does("slots.delete").sees("Then only the passphrase opens")
        await desk.does("dialog.no").sees("2 ways to open").does("move.last", "slots.delete", "dialog.yes")
        await desk.sees_toast("Passphrase: removed").sees("1 way to open")
    open_desk(door.folder_here, RecoveryKey(door.key), CLOCK).close()


async def test_the_demo_touches_no_keyring() -> None:
    async with Story(DemoDoor()) as desk:
        await desk.does(*WAYS).sees("the demo touches no keyring").does("slots.keyring")
        await desk.sees_toast("Add this computer's keyring: the demo touches no keyring")
