"""Sessions as calendar files, read back with icalendar: the same instants, never twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from coachdesk.services import calendar_files, history, sessions, undo
from coachdesk.services.desk import Desk
from coachdesk.services.hand_over import register
from tests.services.acts import client
from tests.services.session_acts import CLIENT, plan, refused, to


def events(path: Path) -> dict[str, Any]:
    """The events of a file by their UID."""
    read = Calendar.from_ical(path.read_bytes())
    return {str(one["uid"]): one for one in read.walk("VEVENT")}


def export(desk: Desk, target: Path, **options: Any) -> tuple[Path, ...]:
    """All sessions."""
    return calendar_files.export(desk, sessions.lines(desk), target, **options)


def test_a_series_across_a_change_of_clocks_lands_on_the_same_instants(desk: Desk, tmp_path: Path) -> None:
    someone = client(desk, zone="Pacific/Auckland")
    made = plan(desk, someone.id, "2027-03-15 10:00", every="week", times="6", keep="client")
    (path,) = export(desk, tmp_path / "all.ics")
    found = events(path)
    lines = sessions.lines(desk)
    assert [one.id for one in lines] == list(made.series)
    assert len({one.at.time() for one in lines}) > 1  # their clocks change on the way, and their hour stays
    for one in lines:
        event = found[f"{one.id}@coachdesk"]
        assert event.start == one.at
        assert event.start.tzinfo == UTC or event.start.utcoffset() == timedelta(0)
        assert event.end == one.ends
    zones = Calendar.from_ical(path.read_bytes()).walk("VTIMEZONE")
    assert [str(one["tzid"]) for one in zones] == ["Europe/Sofia"]
    local = [zones[0].to_tz().fromutc(one.at.replace(tzinfo=zones[0].to_tz())) for one in lines]
    assert [one.utcoffset() for one in local] == [one.at.astimezone(_sofia()).utcoffset() for one in lines]


def _sofia() -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Sofia")


def test_a_calendar_updates_instead_of_doubling(desk: Desk, tmp_path: Path) -> None:
    someone = client(desk)
    session_id = plan(desk, someone.id, "2026-12-03 10:00").line.id
    target = tmp_path / "all.ics"
    seen = []
    for step in (
        lambda: None,
        lambda: sessions.move(desk, session_id, to("2026-12-04 11:00")),
        lambda: undo.undo(desk, _moved(desk, someone.id)),
        lambda: sessions.cancel(desk, session_id, CLIENT),
    ):
        step()
        (path,) = export(desk, target, overwrite=True)
        ((uid, event),) = events(path).items()
        assert uid == f"{session_id}@coachdesk"
        seen.append((int(event["sequence"]), str(event["status"]), event.start))
    assert [one[0] for one in seen] == sorted({one[0] for one in seen})
    assert seen[0][0] == 0
    assert [one[1] for one in seen] == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert seen[1][2] == datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    assert seen[0][2] == seen[2][2]


def _moved(desk: Desk, client_id: str) -> str:
    return next(one.action_id for one in history.history(desk, client_id) if one.what == "session moved")


def test_names_and_links_are_in_it_only_where_asked_for(desk: Desk, tmp_path: Path) -> None:
    someone = client(desk, called='Amara, the "first"; née\\O')
    plan(desk, someone.id, "2026-12-03 10:00", link="https://meet.example.org/amara", kind="chemistry")
    (bare,) = export(desk, tmp_path / "bare.ics")
    text = bare.read_text()
    assert "Amara" not in text
    assert "amara" not in text
    ((_, event),) = events(bare).items()
    assert str(event["summary"]) == "Chemistry session"
    assert [(one.client_id, one.recipient) for one in register(desk)] == [("", "your own calendar")]
    (named,) = export(desk, tmp_path / "named.ics", names=True)
    ((_, event),) = events(named).items()
    assert str(event["summary"]) == 'Chemistry session with Amara, the "first"; née\\O'
    assert str(event["location"]) == "https://meet.example.org/amara"
    assert {one.client_id for one in register(desk)} == {"", someone.id}


def test_a_folder_gets_a_file_for_each_session(desk: Desk, tmp_path: Path) -> None:
    someone = client(desk)
    ids = plan(desk, someone.id, "2026-12-03 10:00", every="week", times="3").series
    for _ in range(2):
        found = export(desk, tmp_path)
        assert sorted(path.name for path in found) == sorted(f"session-{one}.ics" for one in ids)
        assert all(len(events(path)) == 1 for path in found)
    assert len(list(tmp_path.glob("*.ics"))) == 3


def test_nothing_to_export_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    refused("calendar.none", export, desk, tmp_path / "all.ics")
    plan(desk, client(desk).id, "2026-12-03 10:00")
    refused("file.no-folder", export, desk, tmp_path / "none" / "all.ics")
    export(desk, tmp_path / "all.ics")
    refused("file.exists", export, desk, tmp_path / "all.ics")
    assert len(register(desk)) == 1
