"""Coming in: the first run, the passphrase, the recovery key. Nothing is written before the end, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk.services.desk import Passphrase, RecoveryKey, open_desk
from coachdesk.ui.own_door import FolderDoor
from coachdesk.ui.screens.first_run import FirstRunScreen
from coachdesk.ui.widgets.form import FieldRow
from tests.driver import Story
from tests.ui.desks import CLOCK, new_desk

PASSPHRASE = "correct horse battery"


class DoorWithoutKeyring(FolderDoor):
    """A machine on which no keyring runs, whatever this one has."""

    def keyring_refusal(self) -> str:
        """Why not."""
        return "no keyring runs here"


class DoorWithLateAnswer(FolderDoor):
    """A machine on which a keyring seems to run until it is asked once more."""

    refusal = ""

    def keyring_refusal(self) -> str:
        """Why not, if it is not."""
        return self.refusal


def _first(folder: Path) -> DoorWithoutKeyring:
    return DoorWithoutKeyring(folder, clock=CLOCK)


async def _to_the_passphrase(desk: Story) -> None:
    await desk.sees("Who you are", "step 1 of 6").types("Vera Stone").does("first_run.open")
    await desk.sees("Where you are", "Time zone").does("first_run.open").sees("When you work").does("first_run.open")
    await desk.sees("How it opens", "no keyring runs here")


async def _to_the_recovery_key(desk: Story) -> str:
    await _to_the_passphrase(desk)
    await desk.types(PASSPHRASE).press("tab").types(PASSPHRASE).does_not_see("correct").does("first_run.open")
    screen = desk.app.screen
    assert isinstance(screen, FirstRunScreen)
    await desk.sees("Your recovery key", "1 " + screen._key[:5], "7 " + screen._key[-5:])
    return screen._key


async def test_all_that_is_wrong_in_a_step_is_said_at_once_and_an_hour_alone_is_one(tmp_path: Path) -> None:
    async with Story(_first(tmp_path / "desk")) as desk:
        await (
            desk.sees("Who you are").types("Vera Stone").does("first_run.open", "first_run.open").sees("When you work")
        )
        for text in ("some days", "early", "late"):
            await desk.press("end", "ctrl+u").types(text).press("tab")
        await desk.does("first_run.open").sees(
            "some days does not name days", "early is not a time of day", "late is not a time of day"
        )
        for text in ("mon-fri", "17", "9"):
            await desk.press("end", "ctrl+u").types(text).press("tab")
        await desk.does("first_run.open").sees("the working day would end before it begins")
        await desk.press("end", "ctrl+u").types("18").does("first_run.open").does_not_see("When you work")


async def test_the_first_run_makes_a_desk_that_both_keys_open(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    async with Story(_first(folder)) as desk:
        key = await _to_the_recovery_key(desk)
        await desk.does("first_run.open").sees("One look at the paper")
        assert not folder.exists(), "nothing is written before the end"
        group = desk.app.screen._group  # type: ignore[attr-defined]
        await desk.types("wrong").does("first_run.open").sees(f"that is not group {group} of the key")
        await desk.press(*["backspace"] * 5).types(key.split("-")[group - 1].lower()).does("first_run.open")
        await desk.sees("▸1 Today", "Your desk is empty and ready")
    for opener in (RecoveryKey(key), Passphrase(PASSPHRASE)):
        opened = open_desk(folder, opener, CLOCK)
        assert opened.settings().get("name") == "Vera Stone"
        opened.close()


async def test_going_back_loses_nothing_and_leaving_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    async with Story(_first(folder)) as desk:
        key = await _to_the_recovery_key(desk)
        await desk.does("first_run.back").sees("How it opens").does(*["first_run.back"] * 3)
        await desk.sees("Who you are", "Vera Stone").does("first_run.open", "first_run.open", "first_run.open")
        await desk.does("first_run.open").sees(key[:5])
        await desk.does(*["first_run.back"] * 5)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("typed", "again", "said"),
    [
        ("a", "a", "at least 8 characters"),
        ("", "", "at least 8 characters"),
        ("x" * 4_000, "x" * 4_000, "at most 1,024 bytes"),
        (PASSPHRASE, "something else", "the two passphrases differ"),
    ],
)
async def test_a_passphrase_that_will_not_do_is_said_in_one_line(
    tmp_path: Path, typed: str, again: str, said: str
) -> None:
    async with Story(_first(tmp_path / "desk")) as desk:
        await _to_the_passphrase(desk)
        await desk.pastes(typed)
        await desk.press("tab")
        await desk.pastes(again)
        await desk.does("first_run.open").sees(said, "How it opens")


async def _to_how_it_opens(desk: Story) -> FirstRunScreen:
    """The step that depends on the keyring, where one seems to run."""
    await desk.types("Vera Stone").does(*["first_run.open"] * 3).sees("How it opens", "Use the keyring")
    screen = desk.app.screen
    assert isinstance(screen, FirstRunScreen)

    async def at_once(job: Callable[[], str]) -> str:
        return job()

    desk.app.bridge.outside = at_once  # type: ignore[method-assign]
    return screen


def _values(screen: FirstRunScreen) -> dict[str, str]:
    return {row.spec.name: row.value for row in screen.query(FieldRow)}


async def test_no_letter_is_lost_while_the_answer_of_the_keyring_exchanges_the_fields(tmp_path: Path) -> None:
    door = DoorWithLateAnswer(tmp_path / "desk", clock=CLOCK)
    async with Story(door) as desk:
        screen = await _to_how_it_opens(desk)
        await desk.press("tab", "tab")
        door.refusal = "no keyring runs here"
        for before in range(0, len(PASSPHRASE), 4):
            desk.sends(*PASSPHRASE[:before])
            desk.app.beside(screen._look_for_keyring())
            desk.sends(*PASSPHRASE[before:])
            await desk.rests()
            assert _values(screen) == {"passphrase": "", "again": PASSPHRASE}, before
            await desk.press("ctrl+u")
        await desk.sees("How it opens", "no keyring runs here")


async def test_a_step_that_was_left_without_a_passphrase_comes_back_where_there_is_no_keyring(tmp_path: Path) -> None:
    door = DoorWithLateAnswer(tmp_path / "desk", clock=CLOCK)
    async with Story(door) as desk:
        screen = await _to_how_it_opens(desk)
        await desk.does("first_run.open").sees("Your recovery key")
        door.refusal = "no keyring runs here"
        desk.app.beside(screen._look_for_keyring())
        await desk.rests()
        await desk.sees("How it opens", "so a passphrase opens the desk").types(PASSPHRASE).press("tab")
        await desk.types(PASSPHRASE).does("first_run.open").sees("Your recovery key")
        desk.app.beside(screen._look_for_keyring())
        await desk.rests()
        await desk.sees("Your recovery key")


async def test_going_on_and_back_in_one_burst_shows_the_fields_of_one_step(tmp_path: Path) -> None:
    async with Story(_first(tmp_path / "desk")) as desk:
        await desk.types("Vera Stone").bursts("ctrl+s", "escape", "ctrl+s", "escape").sees("Who you are")
        screen = desk.app.screen
        assert isinstance(screen, FirstRunScreen)
        assert [row.spec.name for row in screen.query(FieldRow)] == ["name", "business"]


async def test_a_name_is_needed_and_an_unknown_zone_is_said(tmp_path: Path) -> None:
    async with Story(_first(tmp_path / "desk")) as desk:
        await desk.does("first_run.open").sees("!", "Who you are").types("Vera").does("first_run.open")
        await desk.press(*["ctrl+u"]).types("Atlantis").does("first_run.open").sees("!", "Where you are")


async def test_a_city_is_enough_for_the_zone(tmp_path: Path) -> None:
    async with Story(_first(tmp_path / "desk")) as desk:
        await desk.types("Vera").does("first_run.open").press("ctrl+u").types("taip").sees("▸ Taipei · Asia/Taipei")
        await desk.press("enter").sees("Asia/Taipei", "the clock of Taipei")


async def test_a_desk_opens_with_its_passphrase_and_a_wrong_one_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    new_desk(folder, passphrase=PASSPHRASE)
    async with Story(FolderDoor(folder, clock=CLOCK)) as desk:
        await desk.sees("passphrase").types("correct hors").does("unlock.open").sees("does not open this desk")
        await desk.press("end").types("e battery").does_not_see("does not open").does("unlock.open").sees("▸1 Today")


async def test_a_desk_opens_with_the_recovery_key_typed_as_people_type_it(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    key = new_desk(folder)
    typed = key.lower().replace("-", " ")
    wrong = typed[:12] + ("2" if typed[12] != "2" else "3") + typed[13:]
    async with Story(FolderDoor(folder, clock=CLOCK), size=(100, 30)) as desk:
        await desk.does("unlock.recovery").sees("recovery key").types(wrong).does("unlock.open").sees("group 3")
        await desk.press("ctrl+u").types(typed).does("unlock.open").sees("▸1 Today")


async def test_no_key_reaches_a_screen_behind_the_lock(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    new_desk(folder)
    async with Story(FolderDoor(folder, clock=CLOCK), locked=True) as desk:
        await desk.sees("This desk is locked.", "passphrase")
        await desk.press("ctrl+p", "ctrl+l", "f9", "tab").sees("This desk is locked.").does_not_see("Which command")
        assert len(desk.app.screen_stack) == 2
