"""A log as a table: columns by whatever name, a line that is wrong takes no other along, no formula goes out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.catalogue import load
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.hours_csv import dated, neutral, read_table, write_log
from coachdesk.domain.text import clean
from coachdesk.domain.views.hours import LogRow

COLUMNS = load("credentials")["client_log"]["column"]
HEADER = "Client name,Start date,Paid hours"


def refused(data: bytes) -> CoachdeskError:
    with pytest.raises(CoachdeskError) as caught:
        read_table(data, "log.csv")
    assert "\n" not in caught.value.line
    assert caught.value.line.startswith("log.csv: ")
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "hours.csv-empty"),
        (b"\n\n,,,\n", "hours.csv-empty"),
        (HEADER.encode(), "hours.csv-empty"),
        (b"Amara,2024-01-01,12\nMei,2024-01-01,3\n", "hours.csv-header"),
        (b"Client name,Colour\nAmara,red\n", "hours.csv-header"),
        (b"Client name,Paid hours\nAmara,3\n", "hours.csv-missing"),
        (b"Client name,Start date\nAmara,2024-01-01\n", "hours.csv-missing"),
        (b"Client name,Client,Start date,Paid\nA,A,2024-01-01,1\n", "hours.csv-twice"),
        ("Client name,Start date,Paid\nTomás,2024-01-01,1\n".encode("latin-1"), "hours.csv-encoding"),
        (b"PK\x03\x04\x00\x00", "hours.csv-binary"),
        (b"a" * (10 * 1024 * 1024), "hours.csv-size"),
        ((HEADER + "\n" + "A,2024-01-01,1\n" * 20_001).encode(), "hours.csv-long"),
    ],
)
def test_a_file_that_is_no_log_gets_one_clear_line(data: bytes, code: str) -> None:
    assert refused(data).code == code


@pytest.mark.parametrize(
    "text",
    [
        "Client name,Start date,Paid hours\nTomás,2024-01-01,12\n",
        "sep=;\r\nClient Name;START DATE;Hours paid\r\nTomás;2024-01-01;12\r\n",
        "client\tstart\tpaid\nTomás\t2024-01-01\t12",
        '"Client name","Start date","Paid hours"\n\n"Tomás","2024-01-01","12"\n\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_any_making_are_read(text: str, encoding: str) -> None:
    table = read_table(text.encode(encoding), "log.csv")
    assert [dict(cells) for _, cells in table.lines] == [{"name": "Tomás", "start": "2024-01-01", "paid": "12"}]


def test_a_line_that_is_wrong_takes_no_other_along() -> None:
    text = f'{HEADER},Room\nA,2024-01-01,1,x\n"B,2024-01-01,1\nC,2024-01-01,1,x,y,z\nD,2024-01-01\n'
    table = read_table(text.encode(), "log.csv")
    assert [number for number, _ in table.lines] == [2, 5]
    assert [number for number, _ in table.bad] == [3, 4]
    assert table.unread == ("Room",)


def test_controls_and_marks_of_direction_are_cleaned_on_the_way_in() -> None:
    table = read_table(f"{HEADER}\nA\x1b[31mmara\u202e,2024-01-01,1\n".encode(), "log.csv")
    assert table.lines[0][1]["name"] == "A[31mmara"


@pytest.mark.parametrize("text", ["12/3", "27 jan", "tom", "March"])
def test_a_date_without_its_year_is_questioned(text: str) -> None:
    with pytest.raises(CoachdeskError) as caught:
        dated(text, "start")
    assert caught.value.code == "hours.csv-date"
    assert dated("2024-03-01 00:00:00", "start") == "2024-03-01"


@given(st.text(max_size=40))
def test_no_cell_goes_out_as_a_formula_and_each_comes_back(text: str) -> None:
    name = clean(text)
    row = LogRow("x", "", name, None, neutral(name), date(2024, 1, 1), None, 90, 0, 0, internal=False, off="")
    data = write_log([row], COLUMNS)
    cell = neutral(name)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    if name.strip(",;'\""):
        assert read_table(data, "log.csv").lines[0][1]["name"] == (name if not name.startswith("'") else _bare(name))


def _bare(name: str) -> str:
    """A name that begins with an apostrophe and a sign cannot be told from one that was made harmless."""
    return name[1:] if neutral(name[1:]) != name[1:] else name


def test_the_columns_are_those_that_the_body_asks_for() -> None:
    row = LogRow("x", "", "=1+1", 8, "+359 2", date(2024, 1, 1), date(2024, 6, 1), 90, 50, 0, internal=False, off="")
    lines = write_log([row], COLUMNS).decode().splitlines()
    assert lines[0] == (
        "Client name,Individual or group,Number in group,Contact information,Start date,End date,Paid hours,"
        "Pro bono hours"
    )
    assert lines[1] == "'=1+1,group,8,'+359 2,2024-01-01,2024-06-01,1.5,0.83"
