"""How a summary looks and in which language it is: settings, and a choice at the hand-over."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import agreements, settings
from coachdesk.services.desk import Desk
from coachdesk.services.verifying import verify
from tests.services import acts


def test_language_and_layout_are_settings_and_a_file_may_be_in_another_language(desk: Desk, tmp_path: Path) -> None:
    page = acts.signed(desk)
    settings.change(desk, "agreement.layout", "plain")
    settings.change(desk, "agreement.language", "DE")
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
