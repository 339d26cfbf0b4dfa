"""Nothing confidential is in any file: a canary in each sealed field, then every file searched, also after a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from coachdesk.services import doctor
from coachdesk.services.desk import RecoveryKey, open_desk
from coachdesk.store.rows import SealedRow
from coachdesk.store.tables import whole  # noqa: F401  (names every table)
from tests.faults import canary

WRITTEN_BY_THE_STORE = {"client_key", "desk_state", "action", "image"}
"""Tables whose secrets are keys, sums, and images of the other tables' secrets."""


def test_the_search_itself_finds_what_is_there(tmp_path: Path) -> None:
    for number, (_, raw) in enumerate(canary.forms(canary.WORD)):
        (tmp_path / f"{number}").write_bytes(b"xx" + raw + b"yy")
    assert len({line.split(":")[0] for line in canary.found(tmp_path)}) == len(list(tmp_path.iterdir()))


def test_no_canary_in_any_file_after_a_crash(tmp_path: Path) -> None:
    home, temp, folder = tmp_path / "home", tmp_path / "temp", tmp_path / "desk"
    home.mkdir()
    temp.mkdir()
    env = {**os.environ, "HOME": str(home), "TMPDIR": str(temp), "XDG_DATA_HOME": str(home / "data")}
    command = [sys.executable, "-m", "tests.faults.canary_steps", str(folder)]
    child = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert child.returncode == -9, child.stderr
    fields = set(child.stdout.split())
    assert fields == _every_sealed_field()
    assert (folder / "desk.db-wal").stat().st_size > 0
    assert canary.found(tmp_path) == []
    desk = open_desk(folder, RecoveryKey(canary.KEY))
    assert doctor.check(desk).ok
    assert {row["note"] for row in desk.rows("client")} == {canary.WORD}
    desk.close()
    assert canary.found(tmp_path) == []


def _every_sealed_field() -> set[str]:
    return {
        f"{model.__tablename__}.{field}"
        for model in SealedRow.__subclasses__()
        if model.__tablename__ not in WRITTEN_BY_THE_STORE
        for field in model.__secrets__.model_fields
    }
