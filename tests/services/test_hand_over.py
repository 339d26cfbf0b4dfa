"""The gate through which files leave: never over anything, 0600, and in the register or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.services import agreements, hand_over
from coachdesk.services.desk import Desk
from tests.services import acts


def test_a_file_and_its_line_in_the_register(desk: Desk, tmp_path: Path) -> None:
    page = acts.signed(desk)
    place, proof, notes = agreements.export(desk, page.id, "md", tmp_path / "a.md")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert proof == page.fingerprint
    assert notes == ()
    (line,) = hand_over.register(desk, page.client_id)
    assert line.recipient == "Amara Okonkwo"
    assert line.file_hash == hashlib.sha256(place.read_bytes()).hexdigest()
    assert line.fingerprint == page.fingerprint
    assert line.what == "Leading the team, version 1, signed"


def test_what_cannot_be_written_leaves_nothing_anywhere(desk: Desk, tmp_path: Path) -> None:
    page = acts.signed(desk)
    there, link, folder = tmp_path / "there.md", tmp_path / "link.md", tmp_path / "folder"
    there.write_text("mine")
    link.symlink_to(tmp_path / "elsewhere.md")
    folder.mkdir()
    before = sorted(path.name for path in tmp_path.iterdir())
    targets = {
        there: "file.exists",
        link: "file.link",
        folder: "file.not-a-file",
        tmp_path / "none" / "a.md": "file.no-folder",
        Path("/dev/full"): "file.not-a-file",
    }
    for target, code in targets.items():
        with pytest.raises(CoachdeskError) as refused:
            agreements.export(desk, page.id, "md", target)
        assert refused.value.code == code
        assert refused.value.exit_status == 1
    assert there.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert hand_over.register(desk) == []


def test_replacing_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    page = acts.signed(desk)
    target = tmp_path / "a.md"
    target.write_text("old")
    agreements.export(desk, page.id, "md", target, overwrite=True)
    assert "Leading the team" in target.read_text()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_write_that_fails_at_the_end_is_not_registered(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = acts.signed(desk)
    target = tmp_path / "a.md"
    real = os.link

    def taken_meanwhile(*args: object, **named: object) -> None:
        target.write_text("somebody was quicker")
        real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", taken_meanwhile)
    with pytest.raises(CoachdeskError, match="exists already"):
        agreements.export(desk, page.id, "md", target)
    assert target.read_text() == "somebody was quicker"
    assert hand_over.register(desk) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "desk"]


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links: FAT says EPERM to link()."""

    def refused(*args: object, **named: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("no_links")
def test_without_hard_links_a_file_is_still_written_whole_and_replaces_nothing(desk: Desk, tmp_path: Path) -> None:
    page = acts.signed(desk)
    target = tmp_path / "a.md"
    agreements.export(desk, page.id, "md", target)
    assert "Leading the team" in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(CoachdeskError, match="exists already"):
        agreements.export(desk, page.id, "md", target)
    target.write_text("old")
    agreements.export(desk, page.id, "md", target, overwrite=True)
    assert "Leading the team" in target.read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "desk"]
    assert len(hand_over.register(desk)) == 2


@pytest.mark.usefixtures("no_links")
def test_without_hard_links_what_appeared_meanwhile_or_was_there_stays(desk: Desk, tmp_path: Path) -> None:
    def quicker(target: Path) -> None:
        with hand_over._written_beside(target, b"new") as put:
            target.write_text("somebody was quicker")
            put(False)

    def refused_by_the_register(target: Path) -> None:
        with hand_over._written_beside(target, b"new") as put:
            put(True)
            assert target.read_text() == "new"
            raise failure("desk.full")

    target = tmp_path / "a.md"
    with pytest.raises(CoachdeskError, match="exists already"):
        quicker(target)
    assert target.read_text() == "somebody was quicker"
    with pytest.raises(CoachdeskError, match="disk is full"):
        refused_by_the_register(target)
    assert target.read_text() == "somebody was quicker"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "desk"]


def test_the_same_version_gives_the_same_bytes(desk: Desk, tmp_path: Path, later: object) -> None:
    page = acts.signed(desk)
    for fmt in ("md", "pdf"):
        first, _, _ = agreements.export(desk, page.id, fmt, tmp_path / f"1.{fmt}")
        second, _, _ = agreements.export(desk, page.id, fmt, tmp_path / f"2.{fmt}")
        assert first.read_bytes() == second.read_bytes()
