"""What is half-typed is kept while it is typed, not only on the way out; other windows take no notice of that."""

from __future__ import annotations

from coachdesk.services import unsaved
from coachdesk.ui.widgets.form import FormScreen
from tests.driver import Story
from tests.stories.people import fill, with_client
from tests.ui.desks import OpenDoor


async def passes(desk: Story) -> None:
    """The moment passes at which a form keeps what is typed."""
    screen = desk.app.screen
    assert isinstance(screen, FormScreen)
    screen.keep()
    await desk.rests()


def kept(door: OpenDoor) -> dict[str, str]:
    """What another process finds, as one that is started after a crash would."""
    other = door.other()
    try:
        return unsaved.kept(other, "client", None)
    finally:
        other.close()


async def test_a_crash_loses_nothing_that_stood_for_a_few_seconds(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new")
        await fill(desk, Called="Amara")
        await passes(desk)
        assert kept(door)["called"] == "Amara"
        await desk.press(*["backspace"] * 5)
        await passes(desk)
        assert kept(door) == {}
        await desk.types("Mei")
        await passes(desk)
        await desk.does("form.save")
        assert kept(door) == {}


async def test_another_window_reads_anew_what_changed_and_not_what_is_half_typed_there(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients").looks_again()
        before = desk.app.serial
        other = door.other()
        unsaved.keep(other, "client", None, {"called": "Amara"})
        other.close()
        await desk.looks_again()
        assert desk.app.serial == before
        with_client(door, "Bo Lind")
        await desk.looks_again().sees("Bo Lind")
        assert desk.app.serial > before
