"""What one entry of the catalogue of failures says."""

from __future__ import annotations

from typing import NamedTuple

NOT_POSSIBLE, WRONG_USAGE, NOT_OPENED, DAMAGED, BUSY = 1, 2, 3, 4, 5


class ErrorKind(NamedTuple):
    """One entry of the catalogue; `what` and `hint` are `str.format` templates."""

    what: str
    hint: str = ""
    exit_status: int = NOT_POSSIBLE
