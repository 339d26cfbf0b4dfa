"""Standard input, read line by line: the first may be a secret, what follows belongs to the verb."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from coachdesk.domain.errors import failure

LONGEST = 64 * 1024
"""Bytes of a line at the most; no secret is near it, and a file that was piped in by mistake is not read whole."""


@dataclass(slots=True)
class StdinLines:
    """The lines of standard input, each read when it is asked for. Only the newline is taken off; what is NFC and
    what is allowed in a secret is the vault's to say."""

    given: int = field(default=0)

    def secret(self, what: str) -> str:
        """The next line, which must be there. Raises `stdin.none` and `stdin.encoding`, which never quote it."""
        self.given += 1
        raw = sys.stdin.buffer.readline(LONGEST) if sys.stdin is not None else b""
        if not raw:
            raise failure("stdin.none", what=what, line=self.given)
        try:
            return raw.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8")
        except UnicodeDecodeError:
            # `from None`: the error holds the bytes
            raise failure("stdin.encoding", what=what, line=self.given) from None
