"""What this machine lets one guess about its user: a name and a home time zone, offered and always changeable."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from coachdesk.domain.text import NAME_LIMIT, clean
from coachdesk.domain.times import known

LOCALTIME = Path("/etc/localtime")
TIMEZONE = Path("/etc/timezone")
OTHERWISE = "UTC"


def guessed_zone() -> str:
    """The zone of this computer as an IANA id: what `TZ` names, else what the system is set to, else `UTC`."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _linked(), _written()):
        if name and known(name):
            return name
    return OTHERWISE


def guessed_name() -> str:
    """The full name of this computer's user where it is kept, else the name of the account."""
    try:
        import pwd

        full = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0]
    except (ImportError, KeyError):
        full = ""
    try:
        return clean(full, NAME_LIMIT) or clean(getpass.getuser(), NAME_LIMIT)
    except (OSError, KeyError):
        return ""


def _linked() -> str:
    """The zone whose file is the system's local time, by the path it links to."""
    parts = os.path.realpath(LOCALTIME).split("/zoneinfo/", 1)
    return parts[1].removeprefix("posix/").removeprefix("right/") if len(parts) == 2 else ""


def _written() -> str:
    try:
        return TIMEZONE.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
