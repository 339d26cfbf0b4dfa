"""The log leaves through the gate: whoever is named agreed, and has a line of their own in the register."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from coachdesk.services import gate, hours_export, settings
from coachdesk.services.desk import Desk
from coachdesk.services.hand_over import register
from tests.services import acts
from tests.services.acts import DAY, refused
from tests.services.hours_acts import coached, held, past, said


@pytest.fixture
def two_of_four(desk: Desk) -> tuple[str, str]:
    """Two clients who agreed, one of whom has no Latin letter in her name; two who did not, with 14.5 hours."""
    ids = []
    for name, agreed in (("Amara Okonkwo", True), ("山田 花子", True), ("Tomás Rojas", False), ("Mei Lin", None)):
        client_id, page_id = coached(desk, name, agreed=agreed, email="someone@example.org")
        held(desk, client_id, page_id, 60 if agreed else 87, times=10 if agreed else 5)
        ids.append(client_id)
    return ids[0], ids[1]


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("fmt", hours_export.FORMATS)
def test_every_format_names_who_agreed_and_nobody_else(
    desk: Desk, tmp_path: Path, two_of_four: tuple[str, str], fmt: str
) -> None:
    done = hours_export.export(desk, fmt, tmp_path / f"log.{fmt}")
    data = done.file.read_bytes()
    text = text_of(data) if fmt == "pdf" else data.decode()
    assert "Amara Okonkwo" in text
    assert "山田" in text
    assert "Tom" not in text
    assert "Mei" not in text
    lines = register(desk)
    assert {one.client_id for one in lines} == set(two_of_four)
    assert {(one.kind, one.recipient, one.format) for one in lines} == {("hours-log", hours_export.RECIPIENT, fmt)}
    assert len({one.file_hash for one in lines}) == 1


def test_the_sums_say_which_is_for_the_application(desk: Desk, tmp_path: Path, two_of_four: tuple[str, str]) -> None:
    settings.change(desk, "paper", "Letter")
    text = " ".join(text_of(hours_export.export(desk, "pdf", tmp_path / "a.pdf").file.read_bytes()).split())
    assert "20 paid and 0 pro bono hours with 2 clients who agreed to be listed." in text
    assert "2 clients, 14.5 hours, are left off" in text
    assert "20 hours are for the application, 34.5 hours were held in all" in text
    assert "check the ICF" in text
    told = json.loads(hours_export.export(desk, "json", tmp_path / "a.json").file.read_text("utf-8"))
    assert told["listed"]["minutes"] == 1200
    assert (told["left_off"]["clients"], told["left_off"]["hours"]) == (2, "14.5")
    assert [row["paid_hours"] for row in told["rows"]] == ["10", "10"]
    rows = list(
        csv.DictReader(io.StringIO(hours_export.export(desk, "csv", tmp_path / "a.csv").file.read_text("utf-8")))
    )
    assert rows[0]["Paid hours"] == "10"
    assert rows[0]["Contact information"] == "someone@example.org"


def test_the_same_log_of_one_instant_is_the_same_paper(
    desk: Desk, tmp_path: Path, two_of_four: tuple[str, str]
) -> None:
    one, other = (hours_export.export(desk, "pdf", tmp_path / f"{n}.pdf").file.read_bytes() for n in range(2))
    assert one == other


def test_a_copy_of_ones_own_is_kept_by_the_coach(desk: Desk, tmp_path: Path, two_of_four: tuple[str, str]) -> None:
    hours_export.export(desk, "csv", tmp_path / "mine.csv", recipient=gate.MYSELF)
    assert {one.recipient for one in register(desk)} == {gate.MYSELF}
    assert {row["basis"] for row in desk.rows("disclosure")} == {"own"}


def test_each_line_rests_on_the_consent_of_its_client(desk: Desk, tmp_path: Path, two_of_four: tuple[str, str]) -> None:
    past(desk, listed="yes")
    hours_export.export(desk, "csv", tmp_path / "log.csv", recipient="ICF")
    rows = {row["client_id"]: row for row in desk.rows("disclosure")}
    given = {row["client_id"]: row["id"] for row in desk.rows("consent") if row["given"]}
    assert {rows[one]["consent"] for one in two_of_four} == {given[one] for one in two_of_four}
    assert rows[None]["basis"] == "no-client"
    assert "no clients of this desk" in rows[None]["what"]


def test_nobody_who_agreed_is_nothing_to_hand_over(desk: Desk, tmp_path: Path) -> None:
    client_id, page_id = coached(desk, "Amara", agreed=False)
    held(desk, client_id, page_id)
    with refused("hours.nobody"):
        hours_export.export(desk, "csv", tmp_path / "log.csv")
    assert list(tmp_path.glob("*.csv")) == []
    assert register(desk) == []


def test_nothing_is_replaced_and_no_format_invented(desk: Desk, tmp_path: Path, two_of_four: tuple[str, str]) -> None:
    (tmp_path / "log.csv").write_text("mine")
    with refused("file.exists"):
        hours_export.export(desk, "csv", tmp_path / "log.csv")
    with refused("hours.format"):
        hours_export.export(desk, "xls", tmp_path / "log.xls")
    assert register(desk) == []


def test_a_consent_that_ended_since_leaves_the_client_out(
    desk: Desk, tmp_path: Path, two_of_four: tuple[str, str]
) -> None:
    acts.at(desk, DAY + timedelta(days=1))
    said(desk, two_of_four[0], given=False, on=DAY + timedelta(days=1))
    text = hours_export.export(desk, "csv", tmp_path / "log.csv").file.read_text("utf-8")
    assert "Amara" not in text
    assert [one.client_id for one in register(desk)] == [two_of_four[1]]
