"""Editions that a coach brings: checked, kept with the desk, worked by, and said to be wrong where they are."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from coachdesk.domain.toml_files import MOST_BYTES
from coachdesk.domain.views.ethics import EditionView
from coachdesk.services import ethics, ethics_catalogue, settings
from coachdesk.services.desk import Desk
from tests.domain.test_editions import GOOD, ITEM
from tests.services.ethics_acts import answer
from tests.services.session_acts import refused


def test_the_editions_to_choose_from(desk: Desk) -> None:
    found = ethics.editions(desk)
    assert [(one.id, one.known, one.of, one.is_used) for one in found] == [
        ("2025", 18, 23, True),
        ("2020", 28, 28, False),
        ("2005", 28, 28, False),
    ]
    assert [one.checked for one in found] == [17, 13, 28]
    assert "not checked" in found[1].note
    assert found[2].note == ""


def test_one_that_is_not_whole_is_shown_to_who_works_by_it_alone(desk: Desk) -> None:
    settings.change(desk, "edition", "2015")
    assert [one.id for one in ethics.editions(desk)] == ["2025", "2020", "2015", "2005"]
    assert ethics.now(desk).edition == "2015"


def test_a_new_edition_is_kept_and_worked_by(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, GOOD.replace("of = 3", "of = 2"))
    added = ethics_catalogue.add(desk, file)
    assert (added.id, added.known, added.of, added.is_used) == ("2028", 2, 2, False)
    file.unlink()
    kept = desk.dir / "editions" / "2028.toml"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    answer(desk, "intimacy.none.clear", "yes")
    settings.change(desk, "edition", "2028")
    shown = ethics.show(desk)
    assert {one.topic for one in shown} == {
        "agreement.clear", "agreement.understood", "confidentiality.limits", "barter",
    }  # fmt: skip
    assert {one.number for item in shown for one in item.standards} == {"A1", "A2"}
    assert {one.closest for one in shown if one.topic == "barter"} == {"section B"}
    failed = refused("ethics.not-in-edition", answer, desk, "intimacy.none.clear", "yes")
    assert "it is in 2025 and 2020 and 2005" in failed.line
    found = ethics.compare(desk, "2028", "2020")
    assert "added" in {one.change for one in found.topics}
    assert len(ethics.history(desk, "intimacy.none.clear")) == 1


def test_an_edition_is_not_replaced_unless_that_is_said(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    ethics_catalogue.add(desk, file)
    assert "--replace" in refused("edition.taken", ethics_catalogue.add, desk, file).line
    written(tmp_path, GOOD.replace("A code (2028)", "Another code"))
    assert ethics_catalogue.add(desk, file, replaces=True).title == "Another code"
    assert [one.title for one in ethics.editions(desk) if one.id == "2028"] == ["Another code"]
    written(tmp_path, GOOD.replace('"2028"', '"2020"'))
    failed = refused("edition.taken", ethics_catalogue.add, desk, file, replaces=True)
    assert "such as 2020-own" in failed.line


def test_a_wrong_file_is_refused_and_nothing_is_kept(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, GOOD.replace('"A2"', '"A1"'))
    assert refused("catalogue.twice", ethics_catalogue.add, desk, file).line.startswith("code.toml, line 23: ")
    written(tmp_path, "x" * (MOST_BYTES + 10))
    refused("catalogue.large", ethics_catalogue.add, desk, file)
    written(tmp_path, ITEM)
    refused("edition.checklist", ethics_catalogue.add, desk, file)
    written(tmp_path, 'title = "nothing"')
    refused("catalogue.neither", ethics_catalogue.add, desk, file)
    refused("edition.unreadable", ethics_catalogue.add, desk, tmp_path / "none.toml")
    refused("edition.unreadable", ethics_catalogue.add, desk, tmp_path)
    refused("edition.unreadable", ethics_catalogue.add, desk, Path("a\0b"))
    os.mkfifo(tmp_path / "pipe")
    refused("edition.unreadable", ethics_catalogue.add, desk, tmp_path / "pipe")
    assert not (desk.dir / "editions").exists()


def test_a_file_is_checked_without_being_kept(desk: Desk, tmp_path: Path) -> None:
    found = ethics_catalogue.check(written(tmp_path, GOOD))
    assert isinstance(found, EditionView)
    assert found.known == 2
    items = ethics_catalogue.check(written(tmp_path, ITEM))
    assert not isinstance(items, EditionView)
    assert [one.id for one in items] == ["barter.written"]
    assert [one.id for one in ethics.editions(desk)] == ["2025", "2020", "2005"]


@pytest.mark.parametrize("is_used", [False, True])
def test_one_that_was_spoiled_since_is_said_to_be_so(desk: Desk, tmp_path: Path, is_used: bool) -> None:
    ethics_catalogue.add(desk, written(tmp_path, GOOD))
    if is_used:
        settings.change(desk, "edition", "2028")
    kept = desk.dir / "editions" / "2028.toml"
    kept.write_text(GOOD.replace("[[section]]", "[section"))
    (one,) = (one for one in ethics.editions(desk) if one.id == "2028")
    assert (one.status, one.known, one.is_used) == ("cannot be read", 0, is_used)
    assert one.note.startswith("2028.toml, line 10: it is not TOML")
    if is_used:
        refused("catalogue.toml", ethics.now, desk)
        kept.unlink()
        (one,) = (one for one in ethics.editions(desk) if one.is_used)
        assert "not there any more" in one.note
        refused("edition.unknown", ethics.now, desk)
        settings.change(desk, "edition", "2020")
    assert ethics.now(desk).checklists


def written(folder: Path, text: str) -> Path:
    """A file with those words."""
    file = folder / "code.toml"
    file.write_text(text)
    return file
