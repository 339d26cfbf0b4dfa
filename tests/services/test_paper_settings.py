"""How a summary looks and in which language it is: settings, and a choice at the hand-over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import agreements, settings
from coachdesk.services.desk import Desk
from coachdesk.services.verifying import verify
from tests.services import acts


def test_language_and_layout_are_settings_and_a_file_may_be_in_another_language(desk: Desk, tmp_path: Path) -> None:
    settings.change(desk, "agreement.layout", "plain")
    settings.change(desk, "agreement.language", "DE")
    page = acts.signed(desk)
    settings.change(desk, "agreement.language", "en")
    german, english = tmp_path / "german.html", tmp_path / "english.html"
    agreements.export(desk, page.id, "html", german)
    agreements.export(desk, page.id, "html", english, language="en")
    text = german.read_text("utf-8")
    assert '<html lang="de" dir="ltr">' in text
    assert "Auf einen Blick" in text
    assert "1.200,00 EUR" in text
    assert "At a glance" in english.read_text("utf-8")
    assert [verify(desk, one).verdict for one in (german, english)] == ["in-force", "in-force"]


def test_a_language_without_words_is_one_clear_line(desk: Desk, tmp_path: Path) -> None:
    page = acts.signed(desk)
    with pytest.raises(CoachdeskError) as caught:
        agreements.export(desk, page.id, "md", tmp_path / "x.md", language="tlh")
    assert caught.value.code == "setting.choice"
    assert list(tmp_path.glob("*.md")) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0 L40 20 z"/>{}</svg>'


def test_a_logo_is_cleaned_kept_and_printed(desk: Desk, tmp_path: Path) -> None:
    page = acts.signed(desk)
    file = tmp_path / "logo.svg"
    file.write_text(SVG.format(""))
    settings.change(desk, "logo", str(file))
    file.unlink()
    assert desk.settings().shown("logo") == "SVG, 1 kB"
    settings.change_all(desk, {"logo": "SVG, 1 kB", "business": "Weber Coaching"})
    logo = agreements.summary(desk, page.id).logo
    assert logo is not None
    assert b"<path" in logo.data
    settings.change(desk, "logo", "")
    assert agreements.summary(desk, page.id).logo is None


def test_a_logo_that_will_not_do_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    bad = {"script.svg": SVG.format("<script/>").encode(), "empty.png": b"", "text.txt": b"hello"}
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "vast.png").open("wb") as vast:
        vast.truncate(50 * 1024 * 1024)
    os.mkfifo(tmp_path / "pipe")
    for name in (*bad, "vast.png", "pipe", ".", "absent.png", "no\0name"):
        with pytest.raises(CoachdeskError) as caught:
            settings.change(desk, "logo", str(tmp_path / name))
        assert caught.value.code.startswith("logo."), name
        assert "\n" not in caught.value.line
    assert desk.settings().get("logo") == ""
