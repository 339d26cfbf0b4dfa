"""Hours from before the desk: entered, changed, taken away and back; imported whole or not at all, and only once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coachdesk.domain.inputs.hours import PastHoursInput
from coachdesk.domain.inputs.validate import problems, validated
from coachdesk.services import hours, hours_export, past_hours, settings, undo
from coachdesk.services.desk import Desk
from tests.services.acts import refused
from tests.services.hours_acts import coached, held, past, reading

HEADER = (
    "Client name,Individual or group,Number in group,Contact information,Start date,End date,Paid hours,Pro bono hours"
)


def file(tmp_path: Path, *lines: str, header: str = HEADER) -> Path:
    target = tmp_path / "log.csv"
    target.write_text("\n".join((header, *lines)), "utf-8")
    return target


def count(desk: Desk) -> int:
    return len(past_hours.lines(desk))


def test_an_entry_is_added_changed_removed_and_brought_back(desk: Desk) -> None:
    one = past(desk, paid="12:30", pro_bono="0.5", contact="jonas@example.org")
    assert (one.paid, one.pro_bono, one.kind, one.source) == (750, 30, "individual", "entered")
    assert past_hours.find(desk, "jonas") == one.id
    data = past_hours.entered_of(one, {"group_size": 6})
    changed = past_hours.change(desk, one.id, validated(PastHoursInput, data, reading(desk)))
    assert (changed.kind, changed.people, changed.paid) == ("group", 6, 750)
    alone = validated(PastHoursInput, past_hours.entered_of(changed, {"kind": "individual"}), reading(desk))
    assert past_hours.change(desk, one.id, alone).people is None
    past_hours.remove(desk, one.id)
    assert count(desk) == 0
    undo.undo(desk)
    assert count(desk) == 1
    with refused("ref.unknown"):
        past_hours.remove(desk, "0" * 16)


def test_who_was_not_asked_is_left_off_until_they_are(desk: Desk) -> None:
    one = past(desk)
    assert [row.off for row in hours.log(desk).off] == ["never asked"]
    past_hours.answer(desk, one.id, listed=True)
    assert [row.name for row in hours.log(desk).listed] == ["Jonas Weber"]
    past_hours.answer(desk, one.id, listed=False)
    assert [row.off for row in hours.log(desk).off] == ["declined"]


def test_the_whole_name_of_a_client_makes_it_theirs(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara Okonkwo")
    held(desk, client_id, page_id)
    one = past(desk, "amara okonkwo", listed="no")
    assert one.client_id == client_id
    assert one.overlap is None
    (row,) = hours.log(desk).listed
    assert row.paid == 60 + 720
    assert past(desk, "Amara").client_id == ""
    assert past(desk, "Amara Okonkwo", end="2026-10-01").overlap is not None


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "Amara\x1b[31m"}),
        ("start", {"start": ""}),
        ("start", {"start": "2027-01-01"}),
        ("end", {"end": "2023-01-01"}),
        ("paid", {"paid": "many"}),
        ("paid", {"paid": ""}),
        ("paid", {"paid": "9000"}),
        ("kind", {"kind": "pair"}),
        ("group_size", {"kind": "group"}),
        ("group_size", {"group_size": "three"}),
        ("listed", {"listed": "perhaps"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(desk: Desk, field: str, change: dict[str, Any]) -> None:
    usual = {"name": "Jonas", "start": "2024-01-10", "end": "2024-06-10", "paid": "12"}
    assert list(problems(PastHoursInput, usual | change, reading(desk))) == [field]


def test_a_table_is_looked_at_before_it_is_imported(desk: Desk, tmp_path: Path) -> None:
    target = file(
        tmp_path,
        "Jonas Weber,individual,,jonas@example.org,2024-01-10,2024-06-10,12.5,0",
        'Team Nord,group,8,,10/01/2023,10/06/2023,"20,5",',
        ",,,,,,,",
    )
    seen = past_hours.import_csv(desk, target, dry_run=True)
    assert [(number, one.name, one.minutes) for number, one in seen.new] == [
        (2, "Jonas Weber", 750),
        (3, "Team Nord", 1230),
    ]
    assert seen.new[1][1].start.isoformat() == "2023-01-10"
    assert (seen.bad, seen.same, seen.imported, count(desk)) == ((), (), (), 0)
    done = past_hours.import_csv(desk, target)
    assert len(done.imported) == count(desk) == 2
    again = past_hours.import_csv(desk, target)
    assert (again.new, again.same, again.imported, count(desk)) == ((), (2, 3), (), 2)
    undo.undo(desk)
    assert count(desk) == 0


def test_dates_are_read_in_the_order_of_the_setting(desk: Desk, tmp_path: Path) -> None:
    settings.change(desk, "date.order", "mdy")
    target = file(tmp_path, "Jonas,,,,03/04/2024,,2,")
    ((_, one),) = past_hours.import_csv(desk, target, dry_run=True).new
    assert one.start.isoformat() == "2024-03-04"


def test_a_thousand_bad_lines_are_each_named_and_nothing_is_half_imported(desk: Desk, tmp_path: Path) -> None:
    wrong = (
        "Jonas,individual,,,2024-13-01,,3,", "Jonas,individual,,,2024-01-01,,many,", ",individual,,,2024-01-01,,3,",
        "Jonas,pair,,,2024-01-01,,3,", "Jonas,individual,,,2024-05-01,2024-01-01,3,", "Jonas,group,,,2024-01-01,,3,",
        "Jonas,individual,,,27 jan,,3,", "Jonas,individual,,,2024-01-01,,,", 'Jonas,"individual,,,2024-01-01,,3,',
        "Jonas,individual,,,2024-01-01,,3,,,x",
    )  # fmt: skip
    lines = [wrong[number % len(wrong)] for number in range(1000)]
    good = [f"Good {number},individual,,,2024-01-01,,{number + 1},0" for number in range(5)]
    target = file(tmp_path, *lines, *good)
    seen = past_hours.import_csv(desk, target, dry_run=True)
    assert [number for number, _ in seen.bad] == list(range(2, 1002))
    assert all(why and "\n" not in why for _, why in seen.bad)
    assert [one.name for _, one in seen.new] == [f"Good {number}" for number in range(5)]
    with refused("hours.bad-lines") as caught:
        past_hours.import_csv(desk, target)
    assert "1000 of 1005 lines" in caught.value.line
    assert "line 2: start" in caught.value.line
    assert count(desk) == 0
    done = past_hours.import_csv(desk, target, good_only=True)
    assert (len(done.imported), count(desk), len(done.bad)) == (5, 5, 1000)


def test_a_newer_log_of_the_same_hours_does_not_count_twice(desk: Desk, tmp_path: Path) -> None:
    past_hours.import_csv(desk, file(tmp_path, "Jonas,,,,2024-01-10,,12,"))
    seen = past_hours.import_csv(desk, file(tmp_path, "JONAS,,,,2024-01-10,,14,"), dry_run=True)
    ((number, why),) = seen.bad
    assert number == 2
    assert "here already with 12 hours" in why


def test_a_line_that_is_in_the_file_twice_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    done = past_hours.import_csv(desk, file(tmp_path, "Jonas,,,,2024-01-10,,12,", "Jonas,,,,2024-01-10,,12,"))
    assert (done.same, count(desk)) == ((3,), 1)


def test_agreed_speaks_for_those_of_whom_the_file_says_nothing(desk: Desk, tmp_path: Path) -> None:
    header = "Client,Start,Paid,Consent,Shoe size"
    target = file(tmp_path, "Jonas,2024-01-10,12,,44", "Zoë,2024-01-10,3,no,38", header=header)
    seen = past_hours.import_csv(desk, target, agreed=True)
    assert [one.listed for _, one in seen.new] == [True, False]
    assert seen.unread == ("Shoe size",)
    assert [one.name for one in hours.log(desk).listed] == ["Jonas"]


def test_a_failure_while_it_is_written_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    target = file(tmp_path, "Jonas,,,,2024-01-10,,12,", "Zoë,,,,2024-01-10,,12,")
    desk.connection.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.past_hours WHEN (SELECT count(*) FROM past_hours) = 1 "
        "BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(Exception, match="full"):
        past_hours.import_csv(desk, target)
    assert count(desk) == 0


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_file_that_is_none_is_refused(desk: Desk, tmp_path: Path, name: str) -> None:
    with refused("hours.csv-open"):
        past_hours.import_csv(desk, tmp_path / name)


def test_what_leaves_comes_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    past(desk, "=HYPERLINK(1)", contact="+359 2 1", listed="yes", paid="0:50")
    done = hours_export.export(desk, "csv", tmp_path / "out.csv")
    assert b"'=HYPERLINK(1)" in done.file.read_bytes()
    assert b"'+359 2 1" in done.file.read_bytes()
    again = past_hours.import_csv(desk, done.file, dry_run=True)
    # it goes out as over, and so with the last day that is known: the same day, the same hours, the same name
    assert (len(again.same) + len(again.bad), again.new) == (1, ())
