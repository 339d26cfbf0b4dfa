"""The words of a PDF that someone hands in, read by a child process with little memory and little time.

A file from outside may be made to loop or to swell: whatever it does, it does to the child.
"""

from __future__ import annotations

import subprocess
import sys

SECONDS, MEMORY = 20, 1024**3
MOST_PAGES, MOST_LETTERS = 200, 2_000_000


def pdf_text(data: bytes) -> str:
    """The text of the first pages; empty where it cannot be read."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "coachdesk.documents.reading"],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time alone is limited there
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(kind, (most, most))


def _main() -> None:
    _limit()
    import io
    import logging

    from pypdf import PdfReader

    logging.disable(logging.CRITICAL)
    letters = 0
    for number, page in enumerate(PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages):
        text = page.extract_text()
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        letters += len(text)
        if number >= MOST_PAGES or letters > MOST_LETTERS:
            break


if __name__ == "__main__":
    try:
        _main()
    except Exception:
        sys.exit(1)  # whatever is wrong with it, it says nothing we could read
