"""The demo desk: invented people, always about today, in a temporary folder that is gone afterwards.

The folder of a demo that was killed is removed at the next start: each holds a lock on a file in it for as long as
its process lives, so a folder whose lock can be taken belongs to nobody.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain.times import local

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

PREFIX = "coachdesk-demo-"
LOCK = "in-use"


class DemoFolder:
    """A temporary folder that is removed on `close`, and by the next demo if this process is killed."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or Path(tempfile.gettempdir())
        remove_abandoned(self.root)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self.root))
        self._lock = _take(self.path / LOCK)
        self.desk_dir = self.path / "desk"

    def close(self) -> None:
        """Remove the folder and all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()


def remove_abandoned(root: Path) -> list[Path]:
    """Remove the folders of demos that were killed; answers with what was removed. Those in use stay."""
    removed = []
    for folder in root.glob(PREFIX + "*"):
        if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.getuid():
            continue
        lock = _take(folder / LOCK)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            lock.close()
            removed.append(folder)
    return removed


def _take(path: Path) -> IO[bytes] | None:
    """The lock, or None while another process holds it."""
    file = None
    try:
        file = path.open("ab")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if file is not None:
            file.close()
        return None
    return file


def make(folder: DemoFolder) -> Desk:
    """The demo desk, made by the same verbs as any desk, each called at the day it is told to have happened."""
    from coachdesk.services import desk as desks
    from coachdesk.services.clock import system_clock

    data = catalogue.load("demo")
    key = desks.new_recovery_key()
    desk = desks.create_desk(folder.desk_dir, desks.NewDesk(**data["coach"]), [desks.RecoveryKey(key)], system_clock)
    desk.is_demo = True
    try:
        _fill(desk, data)
    finally:
        desk.clock = system_clock
    return desk


def _fill(desk: Desk, data: dict[str, Any]) -> None:
    from coachdesk.domain.inputs.contacts import ContactInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import clients, contacts

    now = desk.clock()
    for one in data["contact"]:
        contacts.add(desk, validated(ContactInput, one))
    ids: dict[str, str] = {}
    for one in data["client"]:
        _go_to(desk, now, one["since"])
        ids[one["full_name"]] = _add_client(desk, one, ids, now)
    for one in data["client"]:
        if "agreement" in one:
            _add_agreement(desk, ids[one["full_name"]], one, now)
        if one["stage"] not in ("active", "enquiry"):
            _go_to(desk, now, -45)
            clients.set_stage(desk, ids[one["full_name"]], one["stage"])


def _go_to(desk: Desk, now: datetime, days: int) -> None:
    """Let the desk's clock show ten in the morning of a day so many days from today (never later than now)."""
    then = (now + timedelta(days=days)).replace(hour=8, minute=0, second=0)
    desk.clock = lambda: min(then, now)


def _add_client(desk: Desk, one: dict[str, Any], ids: dict[str, str], now: datetime) -> str:
    from coachdesk.domain.inputs.clients import ClientInput
    from coachdesk.domain.inputs.goals import GoalInput, RatingInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import clients, goals

    entered = {key: value for key, value in one.items() if key not in ("agreement", "goal", "since")}
    entered.setdefault("called", one["full_name"].split()[0])
    entered["stage"] = "enquiry" if one["stage"] == "enquiry" else "active"
    entered["referred_by"] = ids.get(one.get("referred_by", ""), "")
    for key in ("away_from", "away_until"):
        if key in entered:
            entered[key] = local(now, one["zone"]).date() + timedelta(days=entered[key])
    client_id = clients.add(desk, validated(ClientInput, entered)).id
    for wanted in one.get("goal", []):
        goal = goals.add(desk, client_id, validated(GoalInput, {"text": wanted["text"], "measure": wanted["measure"]}))
        for days, value in wanted.get("ratings", []):
            _go_to(desk, now, days)
            goals.rate(desk, goal.id, validated(RatingInput, {"value": value, "by": "client"}))
    return client_id


def _add_agreement(desk: Desk, client_id: str, client: dict[str, Any], now: datetime) -> None:
    from coachdesk.domain.inputs.agreements import TermsInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import agreements

    one = client["agreement"]
    today = local(now, desk.settings().zone).date()
    _go_to(desk, now, one.get("sent", client["since"] + 1) - 1)
    dates = {key: today + timedelta(days=one[key]) for key in ("start", "end", "review") if key in one}
    terms = {
        "sessions": one["sessions"],
        "minutes": one["minutes"],
        "fee": one["fee"],
        "currency": "EUR",
        "cancel_hours": 24,
        **dates,
    }
    page = agreements.new(desk, client_id, validated(TermsInput, terms).terms(), title=one["title"])
    if "sent" not in one:
        return
    _go_to(desk, now, one["sent"])
    agreements.send(desk, page.id)
    signers = {"signed": ("client", "coach"), "part-signed": ("coach",)}.get(one["state"], ())
    _go_to(desk, now, one["sent"] + 2)
    for party in signers:
        name = client["full_name"] if party == "client" else desk.settings().get("name")
        agreements.sign(desk, page.id, by=name, on=desk.today(), how="e-signature", party=party)
