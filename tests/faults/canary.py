"""The canary: words that must be nowhere, and the search for them in every form a file could hold them in."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

WORD = "Kanarienvogel7f3a Ωμέγα"
NUMBER = 987654321987654
KEY = "K1VVG-8MM2Y-XM2BS-2RWH9-JVY59-G416F-9D4G9"
"""A recovery key of these tests; it too must be nowhere."""


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """The text as bytes in UTF-8 and both UTF-16, each plain, in hexadecimal, and in base64 at every alignment."""
    for name in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(name)
        yield name, raw
        yield f"{name} hex", raw.hex().encode()
        yield f"{name} HEX", raw.hex().upper().encode()
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + raw)
            # the first and last letters depend on what stands beside
            yield f"{name} base64+{shift}", coded[4 if shift else 0 : -4]
    yield "escaped", text.encode("unicode_escape")


def found(folder: Path) -> list[str]:
    """Every file below the folder that holds a canary, and in which form."""
    wanted = [
        form for text in ("Kanarienvogel7f3a", WORD, str(NUMBER), KEY, KEY.replace("-", "")) for form in forms(text)
    ]
    return [
        f"{path.relative_to(folder)}: {name}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
        for content in [path.read_bytes()]
        for name, raw in wanted
        if raw in content
    ]
