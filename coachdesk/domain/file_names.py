"""Names of files as people type them. Whether they can be written is for `services.hand_over` to say."""

from __future__ import annotations

from pathlib import Path

from coachdesk.domain.errors import failure


def names_folder(text: str) -> bool:
    """Whether a typed place can only be a folder: it ends with a slash, which a `Path` forgets."""
    return text.strip().endswith("/")


def typed_file(text: str, where: str = "") -> Path:
    """The file that was typed. Raises `file.folder` for what can only be a folder."""
    if names_folder(text):
        raise failure("file.folder", where=where, path=text.strip())
    return Path(text.strip())
