"""Places that a desk or a file cannot be put in: one clear line, the right status, and nothing half written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import PASSPHRASE, Cli, Done, run_here

NOBODY = 65534
"""The user that owns nothing; root ignores file modes, so modes are tested as this one."""

AS_NOBODY = """
import os, sys
from coachdesk.__main__ import main
quiet = os.open(os.devnull, os.O_WRONLY)
kept = os.dup(1), os.dup(2)
os.dup2(quiet, 1); os.dup2(quiet, 2)
warm, desk, *words = sys.argv[1:]
# everything is imported now, while all of it can be read
main(["--desk", warm, "--passphrase-stdin", *[word.replace("/locked/", "/open/") for word in words]])
os.dup2(kept[0], 1); os.dup2(kept[1], 2)
os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.exit(main(["--desk", desk, "--passphrase-stdin", *words]))
"""

only_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="becoming another user needs root")


def as_nobody(cli: Cli, desk: Path, *words: str) -> Done:
    """Run a verb on a desk as another user, in a process that has run it before on a desk of its own (and written to
    `open`, not `locked`)."""
    warm = cli.desk.parent / "warm"
    shutil.copytree(cli.desk, warm)
    done = subprocess.run(
        [sys.executable, "-P", "-c", AS_NOBODY, str(warm), str(desk), *words],
        input=f"{PASSPHRASE}\n" * 2, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def opened_up(path: Path) -> None:
    """Let everybody reach that folder (pytest's own are private)."""
    for folder in (path, *path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)


def test_a_desk_path_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("precious")
    for place in (file, file / "inside"):
        for words in (("init", "--no-keyring", "--name", "C"), ("clients", "list"), ("doctor",), ("recover",)):
            run_here("--desk", str(place), "--passphrase-stdin", *words, stdin=f"{PASSPHRASE}\n").refused(1, "file")
    assert file.read_text() == "precious"


def test_a_desk_path_that_no_system_takes() -> None:
    for place in ("x" * 5000, "/proc/nothing/here", "a\0b"):
        done = run_here("--desk", place, "--passphrase-stdin", "clients", "list", stdin=f"{PASSPHRASE}\n")
        assert done.status in (1, 2, 3)
        done.refused(done.status)


@only_root
def test_a_desk_of_another_user_is_not_opened(cli: Cli, tmp_path: Path) -> None:
    opened_up(tmp_path)
    desk = cli.copy(tmp_path / "theirs").desk
    as_nobody(cli, desk, "clients", "list").refused(3, "another user")


@only_root
def test_a_read_only_desk_says_so(cli: Cli, tmp_path: Path) -> None:
    opened_up(tmp_path)
    desk = cli.copy(tmp_path / "mine").desk
    for path in (desk, *desk.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    desk.chmod(0o500)
    as_nobody(cli, desk, "clients", "add", "--name", "Ann").refused(1, "cannot be written")


@only_root
def test_a_read_only_database_says_so(cli: Cli, tmp_path: Path) -> None:
    opened_up(tmp_path)
    desk = cli.copy(tmp_path / "mine").desk
    for path in (desk, *desk.iterdir()):
        os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    desk.chmod(0o700)
    done = as_nobody(cli, desk, "clients", "add", "--name", "Ann")
    assert done.status in (1, 4)
    done.refused(done.status)


@only_root
def test_a_desk_cannot_be_made_in_a_read_only_folder(cli: Cli, tmp_path: Path) -> None:
    opened_up(tmp_path)
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    as_nobody(cli, folder / "desk", "init", "--no-keyring", "--name", "C", "--zone", "UTC").refused(
        1, "cannot be written"
    )
    assert list(folder.iterdir()) == []


@only_root
def test_an_export_into_a_read_only_folder_is_not_registered(told: Cli, tmp_path: Path) -> None:
    opened_up(tmp_path)
    for folder in ("open", "locked"):
        (tmp_path / folder).mkdir(mode=0o555)
    desk = told.copy(tmp_path / "theirs").desk
    for path in (desk, *desk.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    target = str(tmp_path / "locked" / "summary.md")
    done = as_nobody(told, desk, "agreements", "export", "amara", "--format", "md", "--to", target)
    done.refused(1, "cannot be written")
    assert list((tmp_path / "locked").iterdir()) == []
    for path in (desk, *desk.iterdir()):
        os.chown(path, os.geteuid(), -1)
    assert Cli(desk, told.recovery_key).json("disclosures") == []


@pytest.mark.parametrize("suffix", ["md", "pdf"])
def test_an_export_never_replaces_follows_or_half_writes(told: Cli, tmp_path: Path, suffix: str) -> None:
    kept, folder = tmp_path / "kept", tmp_path / "folder"
    kept.write_text("precious")
    folder.mkdir()
    (tmp_path / "link").symlink_to(kept)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for place, said in (
        (kept, "exists already"),
        (folder, "not a file"),
        (tmp_path / "link", "link"),
        (tmp_path / "dangling", "link"),
        (tmp_path / "missing" / "summary", "no folder"),
        (kept / "summary", "no folder"),
        (Path("/dev/full"), "not a file"),
        (Path("/dev/null"), "not a file"),
        (tmp_path / ("x" * 300), "cannot be written"),
    ):
        told("agreements", "export", "amara", "--format", suffix, "--to", str(place)).refused(1, said)
    assert kept.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "folder", "kept", "link", "told"]
    assert told.json("disclosures") == []


@pytest.mark.parametrize(
    ("place", "said"),
    [("", "not a file that can be written"), ("a\0b", "no file can have that name"), (".", "not a file that can be")],
)
def test_an_export_to_no_place_at_all(told: Cli, place: str, said: str) -> None:
    told("agreements", "export", "amara", "--format", "md", "--to", place).refused(1, said)
    assert told.json("disclosures") == []


@pytest.mark.parametrize(
    "words",
    [
        ("agreements", "export", "amara", "--format", "md", "--to"),
        ("agreements", "report", "amara", "--to"),
        ("absence", "sheet", "now", "--to"),
        ("ethics", "export", "--client", "amara", "--to"),
        ("followup", "amara", "--to"),
        ("hours", "--csv"),
        ("hours", "--pdf"),
        ("hours", "--json-to"),
    ],
)
def test_a_place_that_ends_as_a_folder_is_never_made_a_file(told: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    told("sessions", "add", "--client", "amara", "--at", "yesterday 10:00")
    told("sessions", "hold", "amara")
    told("absence", "add", "--from", "now", "--to", "+1w")
    told(*words, f"{tmp_path}/new/").refused(
        1, "new/ names a folder, not a file (write the name of the file behind it)"
    )
    assert not (tmp_path / "new").exists()


def test_sessions_for_a_calendar_make_the_folder_that_is_named(told: Cli, tmp_path: Path) -> None:
    told("sessions", "add", "--client", "amara", "--at", "tom 10:00")
    words = ("sessions", "export", "--ics", "--to")
    file = told.json(*words, f"{tmp_path}/new/")["file"]
    assert Path(file).parent == tmp_path / "new"
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    told(*words, f"{tmp_path}/none/new/").refused(1, "there is no folder")
    (tmp_path / "kept").write_text("precious")
    told(*words, f"{tmp_path}/kept/").refused(1, "exists already")
    told(*words, "a\0b/").refused(1, "no folder can have that name")
    assert (tmp_path / "kept").read_text() == "precious"


def test_an_export_on_a_full_disk_leaves_nothing(told: Cli, tmp_path: Path) -> None:
    """The limit on the size of a file stands for the full disk: the system refuses the same write."""
    code = (
        "import resource, signal, sys; from coachdesk.__main__ import main; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "from coachdesk.services import hand_over; write = hand_over._write; "
        "hand_over._write = lambda *a: (resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)), write(*a)); "
        "sys.exit(main(sys.argv[1:]))"
    )
    target = tmp_path / "out"
    target.mkdir()
    words = ("agreements", "export", "amara", "--format", "md", "--to", str(target / "summary.md"))
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, "--desk", str(told.desk), "--recovery-key-stdin", *words],
        input=f"{told.recovery_key}\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    Done(done.returncode, done.stdout, done.stderr).refused(1, "no room")
    assert list(target.iterdir()) == []
    assert told.json("disclosures") == []
