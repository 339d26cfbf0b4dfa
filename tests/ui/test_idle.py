"""A desk that nobody touches: it locks, or hides its words where only paper would open it again. No time is waited."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachdesk.services import settings, slots
from coachdesk.services.desk import KeyringSecret, RecoveryKey, new_recovery_key
from coachdesk.ui.door import Stand
from coachdesk.ui.idle import Idle
from tests.driver import Story
from tests.stories.people import with_client
from tests.ui.desks import OpenDoor, new_desk
from tests.ui.test_lock import PASSPHRASE, pty_story


class KeyringDoor(OpenDoor):
    """A desk that this computer's keyring opened (no test asks a real one here)."""

    def stand(self) -> Stand:
        """A keyring may open it."""
        return "keyring"

    def wait_for_keyring(self) -> str:
        """It answered."""
        return ""

    def by_keyring(self, secret: str) -> object:
        """Open."""
        return self.by_recovery_key(self.key)


@pytest.fixture
def keyring_door(door: OpenDoor) -> KeyringDoor:
    """The door of a desk with a slot for the keyring and the recovery key, and no passphrase."""
    desk = door.other()
    slots.add(desk, KeyringSecret.new())
    desk.close()
    return KeyringDoor(door.folder_here, door.key)


def test_idle_counts_from_the_last_sign_of_life() -> None:
    now = [100.0]
    idle = Idle(lambda: now[0])
    now[0] += 10_000
    assert not idle.is_over, "never, unless a time is set"
    idle.after = 60
    assert idle.is_over
    idle.touch()
    now[0] += 59.9
    assert not idle.is_over
    now[0] += 0.1
    assert idle.is_over


async def test_a_desk_that_only_the_keyring_opens_hides_its_words_and_says_why(keyring_door: KeyringDoor) -> None:
    with_client(keyring_door, "Amara Okonkwo")
    async with Story(keyring_door) as desk:
        await desk.does("go.clients").sees("Amara").idles(899).sees("Amara").press("j").idles(899).sees("Amara")
        await desk.idles(1).sees("private").does_not_see("Amara").sees_toast("nobody was here")
        desk.app.clear_notifications()
        await desk.press("j").sees_toast("set a passphrase with ctrl+l · F9 shows the words")
        await desk.does("shell.private").sees("Amara").idles(900).does_not_see("Amara")


async def test_the_demo_never_locks(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        await desk.does("go.clients").idles(100_000).sees("Amara")


async def test_the_time_is_that_of_the_setting_even_where_another_process_sets_it(keyring_door: KeyringDoor) -> None:
    with_client(keyring_door, "Amara Okonkwo")
    async with Story(keyring_door) as desk:
        other = keyring_door.other()
        settings.change(other, "idle.lock", "off")
        other.close()
        await desk.does("go.clients").looks_again().idles(100_000).sees("Amara")


async def test_an_idle_desk_locks_and_keeps_what_is_half_typed(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    door = OpenDoor(folder, new_desk(folder, passphrase=PASSPHRASE))
    desk = door.other()
    settings.change(desk, "idle.lock", "2s")
    desk.close()
    async with pty_story(folder) as story:
        await story.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("Today")
        await story.sees("This desk is locked.").does_not_see("Today")
        await story.does("unlock.quit").ends(0)


async def test_new_keys_from_another_process_lock_the_desk_and_lose_nothing(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new").types("Half a na")
        other = door.other()
        slots.add(other, RecoveryKey(new_recovery_key()))
        other.close()
        await desk.does("form.save").sees("This desk is locked.", "The keys of this desk were changed", "nothing is")
        await desk.does_not_see("Half a na").does("unlock.recovery").types(door.key).does("unlock.open")
        await desk.sees("1 client", "Amara").does("clients.new").sees("Half a na", "is back").does("form.save")
        await desk.sees_toast("Half a na: added")


async def test_new_keys_are_noticed_before_anything_is_written(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients")
        other = door.other()
        slots.add(other, RecoveryKey(new_recovery_key()))
        other.close()
        await desk.looks_again().sees("This desk is locked.", "The keys of this desk were changed")
