"""The keyring from end to end: a real Secret Service, the real program in a real terminal. The desk opens without
asking; where the keyring is locked or slow, the passphrase does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coachdesk.services.desk import kinds_of
from coachdesk.ui.door import Stand
from coachdesk.ui.own_door import FolderDoor
from tests.driver import PtyStory, Story
from tests.stories.paper import copied
from tests.terminal import bare_environment
from tests.ui.desks import CLOCK, new_desk

PASSPHRASE = "correct horse battery"
MISSING = [tool for tool in ("gnome-keyring-daemon", "dbus-run-session") if shutil.which(tool) is None]
real = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of somebody who is logged in: a D-Bus of their own, their keyring unlocked."""
    home = tmp_path / "home"
    for folder in (home, home / "run"):
        folder.mkdir(mode=0o700)
    environment = bare_environment(home, PYTHONPATH=os.getcwd(), XDG_RUNTIME_DIR=str(home / "run"))
    # it says its address, and lives until its standard input ends
    told = ["dbus-run-session", "--", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec cat"]
    with subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True) as bus:
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        login = ["gnome-keyring-daemon", "--replace", "--unlock", "--components=secrets"]
        subprocess.run(login, input=b"login", capture_output=True, check=True, env=environment)
        yield environment
        assert bus.stdin is not None
        bus.stdin.close()


def story(session: dict[str, str]) -> PtyStory:
    """The real program, in that session."""
    return PtyStory([sys.executable, "-P", "-m", "coachdesk"], env=session, cwd=Path(session["HOME"]))


async def first_run(desk: PtyStory, passphrase: str = "") -> None:
    """From nothing to a desk that the keyring opens; with a passphrase where one is given."""
    await desk.sees("Who you are", "step 1 of 6").types("Nadia Petrova").does("first_run.open").sees("Where you are")
    await desk.does("form.save").sees("When you work").does("form.save").sees("How it opens", "Use the keyring", "yes:")
    if passphrase:
        await desk.press("tab").types(passphrase).press("tab").types(passphrase)
    await desk.does("form.save").sees("Your recovery key")
    groups = await copied(desk)
    await desk.does("form.save").sees("One look at the paper", "Type group")
    asked = re.search(r"Type group (\d)", desk.screen())
    assert asked is not None
    await desk.types(groups[int(asked[1]) - 1]).does("first_run.open").sees("Your desk is empty and ready")


@real
async def test_the_keyring_opens_the_desk_without_asking(session: dict[str, str]) -> None:
    async with story(session) as desk:
        await first_run(desk)
        await desk.does("shell.quit").ends(0)
    assert set(kinds_of(Path(session["HOME"]) / ".local" / "share" / "coachdesk")) == {"recovery", "keyring"}
    async with story(session) as desk:
        await desk.sees("Your desk is empty and ready").does_not_see("passphrase").does("shell.quit").ends(0)


@real
async def test_a_locked_keyring_leads_to_the_passphrase(
    session: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with story(session) as desk:
        await first_run(desk, PASSPHRASE)
        await desk.does("shell.lock").sees("This desk is locked.").types(PASSPHRASE).does("unlock.open")
        await desk.sees("Your desk is empty and ready").does("shell.quit").ends(0)
    lock_collection(session, monkeypatch)
    async with story(session) as desk:
        await desk.sees("keyring", "passphrase").types(PASSPHRASE).does("unlock.open")
        await desk.sees("Your desk is empty and ready").does("shell.quit").ends(0)


@real
async def test_the_keyring_is_added_and_removed_in_the_settings(session: dict[str, str]) -> None:
    folder = Path(session["HOME"]) / ".local" / "share" / "coachdesk"
    new_desk(folder, passphrase=PASSPHRASE)
    async with story(session) as desk:
        await desk.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("empty and ready")
        await desk.does("shell.settings").sees("ways to open").does("move.right").sees("Not set up")
        await desk.does("slots.keyring").sees("3 ways to open this desk").does("shell.quit").ends(0)
    async with story(session) as desk:
        await desk.sees("empty and ready").does("shell.settings").sees("ways to open").does("move.right")
        await desk.sees("opens the desk without").does("move.last", "slots.delete").sees("Remove “This computer's")
        await desk.does("dialog.yes").sees("2 ways to open this desk").does("shell.quit").ends(0)
    async with story(session) as desk:
        await desk.sees("passphrase").does("unlock.quit").ends(0)


def lock_collection(session: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock the collection, as leaving one's desk does."""
    secretstorage = pytest.importorskip("secretstorage")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session["DBUS_SESSION_BUS_ADDRESS"])
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


class SlowKeyring(FolderDoor):
    """A keyring whose prompt nobody answers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, clock=CLOCK)
        self.answered = threading.Event()

    def stand(self) -> Stand:
        """It is being asked."""
        return "keyring"

    def wait_for_keyring(self) -> Any:
        """Until the story is over."""
        self.answered.wait()
        return super().wait_for_keyring()

    def close(self) -> None:
        """The prompt goes away."""
        self.answered.set()
        super().close()


async def test_esc_goes_to_the_passphrase_while_the_keyring_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    new_desk(folder, passphrase=PASSPHRASE)
    door = SlowKeyring(folder)
    async with Story(door) as desk:
        await desk.does_not_see("passphrase").does("shell.back").sees("the keyring is still being asked")
        await desk.types(PASSPHRASE).does("unlock.open").sees("▸1 Today", "empty and ready")
        door.answered.set()
        await desk.sees("empty and ready")
