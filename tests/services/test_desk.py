"""Making, opening and recovering a desk; its slots; the demo; settings; what another process does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import clients, demo, doctor, search, settings, slots, today
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key, open_desk
from tests.services import acts


def test_another_machine_with_the_recovery_key_alone(desk: Desk, recovery_key: str) -> None:
    acts.client(desk)
    desk.close()
    typed = recovery_key.lower().replace("-", "  ")
    found = slots.recover(desk.dir, typed, "a new passphrase", fixed_clock(acts.NOW))
    assert [line.called for line in clients.lines(found)] == ["Amara Okonkwo"]
    found.close()
    again = open_desk(desk.dir, Passphrase("a new passphrase"))
    assert [one.kind for one in slots.listed(again)] == ["recovery", "passphrase"]
    assert doctor.check(again).ok
    again.close()


def test_the_last_slot_stays_and_a_removed_one_opens_nothing(desk: Desk, recovery_key: str) -> None:
    with pytest.raises(CoachdeskError, match="last way"):
        slots.remove(desk, "recovery")
    other = new_recovery_key()
    slots.new_recovery(desk, other)
    acts.client(desk)
    assert doctor.check(desk).ok
    desk.close()
    with pytest.raises(CoachdeskError) as refused:
        open_desk(desk.dir, RecoveryKey(recovery_key))
    assert refused.value.exit_status == 3
    open_desk(desk.dir, RecoveryKey(other)).close()


def test_a_desk_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "desk"
    with pytest.raises(CoachdeskError):
        create_desk(place, NewDesk(name="A", zone="Nowhere/City"), [RecoveryKey(new_recovery_key())])
    with pytest.raises(CoachdeskError):
        create_desk(place, NewDesk(name="A", zone="UTC"), [Passphrase("short")])
    with pytest.raises(CoachdeskError):
        create_desk(place, NewDesk(name="  ", zone="UTC"), [RecoveryKey(new_recovery_key())])
    assert not place.exists()


def test_a_desk_is_made_only_in_a_place_of_its_own(desk: Desk, tmp_path: Path) -> None:
    key = [RecoveryKey(new_recovery_key())]
    (tmp_path / "file").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x")
    places = {
        "desk": "desk.exists",
        "file": "desk.not-a-folder",
        "full": "desk.not-empty",
        "file/in": "desk.not-a-folder",
    }
    for name, code in places.items():
        with pytest.raises(CoachdeskError) as refused:
            create_desk(tmp_path / name, NewDesk(name="A", zone="UTC"), key)
        assert refused.value.code == code
    assert (tmp_path / "full" / "letter.txt").read_text() == "x"


def test_the_clock_of_a_real_desk_cannot_be_set_from_outside(
    desk: Desk, recovery_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setenv("COACHDESK_NOW", "2001-01-01T00:00:00Z")
    again = open_desk(desk.dir, RecoveryKey(recovery_key))
    assert again.clock().year > 2001
    again.close()


def test_another_process_change_is_seen(desk: Desk, recovery_key: str) -> None:
    assert search.search(desk, "amara") == []
    before = desk.data_version()
    other = open_desk(desk.dir, RecoveryKey(recovery_key))
    acts.client(other)
    other.close()
    assert desk.data_version() != before
    assert [hit.title for hit in search.search(desk, "AMÁRA okonkwo")] == ["Amara Okonkwo"]


def test_new_keys_of_another_process_stop_writing(desk: Desk, recovery_key: str) -> None:
    other = open_desk(desk.dir, RecoveryKey(recovery_key))
    slots.new_recovery(other, new_recovery_key())
    other.close()
    with pytest.raises(CoachdeskError) as refused:
        acts.client(desk)
    assert refused.value.code == "desk.keys-changed"


def test_settings_are_checked_together_before_any_is_written(desk: Desk) -> None:
    with pytest.raises(CoachdeskError):
        settings.change_all(desk, {"business": "New", "workday.end": "25:00"})
    with pytest.raises(CoachdeskError):
        settings.change_all(desk, {"business": "New", "workday.end": "08:00"})
    assert desk.settings().business == "Petrova Coaching"
    settings.change(desk, "zone", "lisbon")
    assert desk.settings().zone == "Europe/Lisbon"


def test_the_folder_of_a_killed_demo_is_removed_and_one_in_use_is_not(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        demo.DemoFolder(tmp_path)
        os._exit(9)
    os.waitpid(child, 0)
    (abandoned,) = tmp_path.iterdir()
    in_use = demo.DemoFolder(tmp_path)
    other = demo.DemoFolder(tmp_path)
    assert not abandoned.exists()
    assert in_use.path.exists()
    other.close()
    in_use.close()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_desk_says_what_to_do_first(desk: Desk) -> None:
    view = today.today(desk)
    assert view.sentence == "Your desk is empty and ready"
    assert view.tips[0] == ("3", "then n: your first client")
