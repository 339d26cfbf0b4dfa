"""Making a desk, recovering it, its settings, search, today, undo and doctor, from the shell."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.cli.program import NOW, PASSPHRASE, Cli, run_here

NEW = ("--passphrase-stdin", "init", "--no-keyring")
WHO = ("--name", "Coach", "--zone", "Europe/Sofia", "--currency", "EUR")


def init(folder: Path, *words: str, stdin: str = f"{PASSPHRASE}\n") -> tuple[int, str, str]:
    """Run `init` for a desk in a folder."""
    done = run_here("--desk", str(folder), *NEW, *words, stdin=stdin)
    return done.status, done.out, done.err


def test_init_makes_a_private_desk_and_shows_the_recovery_key_once(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "down" / "desk"
    status, out, err = init(folder, *WHO, "--business", "Clear & Co", "--json")
    assert (status, err) == (0, "")
    made = json.loads(out)
    assert tuple(made) == ("desk", "recovery_key")
    assert made["desk"] == str(folder)
    assert [len(group) for group in made["recovery_key"].split("-")] == [5] * 7
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir() if file.is_file()} == {0o600}
    settings = Cli(folder, made["recovery_key"]).json("config")
    assert (settings["name"], settings["business"], settings["zone"], settings["currency"]) == (
        "Coach",
        "Clear & Co",
        "Europe/Sofia",
        "EUR",
    )


def test_init_for_a_person_says_what_to_do_with_the_key(tmp_path: Path) -> None:
    status, out, _ = init(tmp_path / "desk", *WHO)
    assert status == 0
    assert "recovery key: " in out
    assert "this once" in out


def test_init_without_a_name_guesses_one_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    status, out, err = init(tmp_path / "desk", "--json")
    assert status == 0
    settings = Cli(tmp_path / "desk", json.loads(out)["recovery_key"]).json("config")
    assert settings["name"]
    assert settings["zone"] == "Asia/Tokyo"
    assert err == f"coachdesk: your name is now {settings['name']}; set it with: coachdesk config name NAME\n"


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        (("--zone", "Mars/Olympus"), f"{PASSPHRASE}\n", 1, "Mars/Olympus"),
        (("--zone", "America/New_Yrok"), f"{PASSPHRASE}\n", 1, "America/New_York"),
        (("--currency", "EURO"), f"{PASSPHRASE}\n", 1, "EURO"),
        (("--name", "x" * 10_000), f"{PASSPHRASE}\n", 1, "10,000"),
        (("--name", "   "), f"{PASSPHRASE}\n", 1, "name"),
        (WHO, "short\n", 1, "at least 8"),
        (WHO, "x\n", 1, "at least 8"),
        (WHO, "x" * 4096 + "\n", 1, "1,024"),
        (WHO, "p" * 100_000 + "\n", 1, "1,024"),
        (WHO, "three plain\x07 words\n", 1, "one line of text"),
        (WHO, "", 3, "standard input ended"),
        (WHO, "\n", 1, "at least 8"),
        (WHO, "three plain \udcff words\n", 3, "not UTF-8"),
    ],
)
def test_a_failed_init_says_why_and_leaves_no_desk_behind(
    tmp_path: Path, words: tuple[str, ...], stdin: str, code: int, said: str
) -> None:
    done = run_here("--desk", str(tmp_path / "new" / "desk"), *NEW, *words, stdin=stdin)
    done.refused(code, said)
    assert not (tmp_path / "new" / "desk").exists()


def test_a_desk_is_never_made_over_another_or_among_other_files(cli: Cli, tmp_path: Path) -> None:
    before = sorted((file.name, file.stat().st_mtime_ns) for file in cli.desk.iterdir())
    assert init(cli.desk, *WHO)[0] == 1
    assert sorted((file.name, file.stat().st_mtime_ns) for file in cli.desk.iterdir()) == before
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mum.txt").write_text("hello")
    status, _, err = init(tmp_path / "letters", *WHO)
    assert (status, "already holds other files" in err) == (1, True)
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["mum.txt"]


def test_recover_sets_a_new_passphrase_and_the_old_one_opens_nothing(cli: Cli) -> None:
    messy = cli.recovery_key.lower().replace("-", " ")
    done = run_here(
        "--desk", str(cli.desk), "recover", "--recovery-key-stdin", "--json", stdin=f"{messy}\na wholly new one\n"
    )
    assert tuple(done.json) == ("desk", "slots")
    assert [slot["kind"] for slot in done.json["slots"]] == ["passphrase", "recovery"]
    assert cli.real("clients", "list").refused(3, "passphrase")
    assert cli.real("clients", "list", "--json", stdin="a wholly new one\n").json == []


def test_recover_names_the_group_with_the_typing_error_and_changes_nothing(cli: Cli) -> None:
    groups = cli.recovery_key.split("-")
    groups[2] = groups[2][:-1] + ("7" if groups[2][-1] != "7" else "8")
    keys = (cli.desk / "keys.json").read_bytes()
    for key, said in (("-".join(groups), "group 3"), ("ABCDE", "7 groups"), ("", "7 groups"), ("x" * 9000, "7 groups")):
        done = run_here("--desk", str(cli.desk), "--recovery-key-stdin", "recover", stdin=f"{key}\na wholly new one\n")
        assert done.status in (1, 3)
        done.refused(done.status, said)
    short = run_here("--desk", str(cli.desk), "--recovery-key-stdin", "recover", stdin=f"{cli.recovery_key}\nshort\n")
    short.refused(1, "at least 8")
    none = run_here("--desk", str(cli.desk), "--recovery-key-stdin", "recover", stdin=f"{cli.recovery_key}\n")
    none.refused(3, "ended before the new passphrase (line 2)")
    assert (cli.desk / "keys.json").read_bytes() == keys


def test_a_setting_is_shown_set_and_checked(cli: Cli) -> None:
    assert cli.json("config", "zone") == {"key": "zone", "value": "Europe/Sofia"}
    assert cli.json("config", "zone", "tokyo") == {"key": "zone", "value": "Asia/Tokyo"}
    assert cli("config", "idle.lock", "20m").out == "20m\n"
    assert cli.json("config")["idle.lock"] == "20m"
    assert "workday.start" in cli("config").out
    cli("config", "zoen").refused(1, "zoen", "zone")
    cli("config", "zone", "nowhere").refused(1, "nowhere")
    cli("config", "name", " ").refused(1, "name")
    cli("config", "workday.end", "08:00").refused(1, "workday.end")
    assert cli.json("undo")["what"] == "settings changed"
    assert cli.json("config", "idle.lock")["value"] == "15m"


def test_search_finds_every_word_in_any_field(told: Cli) -> None:
    found = told.json("search", "view", "unprompted")
    assert {(one["kind"], bool(one["client"])) for one in found} == {("goal", True), ("agreement", True)}
    assert told.json("search", "amara@example.org")[0]["kind"] == "client"
    assert [one["kind"] for one in told.json("search", "bo", "lind")] == ["contact"]
    assert "Amara: Coaching agreement" in [one["title"] for one in told.json("search", "amara")]
    assert told.json("search", "nothing like this") == []
    assert "nothing holds these words" in told("search", "nothing like this").out
    assert "Amara" in told("search", "amara").out
    told("search").refused(2, "WORDS")


def test_today_says_what_needs_the_coach(told: Cli) -> None:
    value = told.json("today")
    assert (value["now"], value["zone"]) == (NOW, "Europe/Sofia")
    assert value["sessions"] == value["promises"] == value["replies"] == []
    assert any(one["who"] == "Tomás" and one["record"] == "agreement" for one in value["warnings"])
    shown = told("today").out
    assert shown.startswith("Fri 27 Nov  09:00 in Sofia\n")
    assert value["sentence"] in shown
    assert all(one["who"] in shown and one["what"] in shown for one in value["warnings"])


def test_undo_takes_back_the_desks_latest_change_and_stops_where_there_is_none(cli: Cli) -> None:
    cli("undo").refused(1, "desk made: that cannot be undone")
    cli.json("clients", "add", "--name", "Amara")
    assert "undone: client added · Amara, of" in cli("undo").out
    assert cli.json("clients", "list") == []
    cli("undo").refused(1, "desk made: that cannot be undone")


def test_doctor_is_content_with_a_whole_desk(told: Cli) -> None:
    found = told.json("doctor")
    assert (found["ok"], found["findings"]) == (True, [])
    assert found["rows"] > 20
    assert "all is well" in told("doctor").out


def test_doctor_names_what_is_damaged_and_exits_4(told: Cli) -> None:
    goal = told.json("goals", "list", "--client", "amara")[0]["id"]
    with sqlite3.connect(told.desk / "desk.db") as db:
        db.execute("UPDATE goal SET position = position + 1 WHERE id = ?", (goal,))
    db.close()
    done = told("doctor", "--json")
    assert done.status == 4
    found = json.loads(done.out)
    assert found["ok"] is False
    assert any(one["record"] == f"goal {goal}" and one["what"] and one["do"] for one in found["findings"])
    assert f"goal {goal}" in told("doctor").out


def test_without_a_desk_or_an_opener_it_is_not_opened(cli: Cli, tmp_path: Path) -> None:
    run_here(
        "--desk", str(tmp_path / "none"), "--passphrase-stdin", "clients", "list", stdin=f"{PASSPHRASE}\n"
    ).refused(3, "no desk")
    for words in (("clients", "list"), ("clients", "list", "--json"), ("recover",), ("doctor",)):
        run_here("--desk", str(cli.desk), *words).refused(3, "nothing was given to open")
    run_here("--desk", str(tmp_path / "new"), "init", "--no-keyring", *WHO).refused(3, "nothing was given")
    assert not (tmp_path / "new").exists()
