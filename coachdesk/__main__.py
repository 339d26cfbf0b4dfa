"""Where the program begins: `coachdesk` and `python -m coachdesk`.

Without a verb the screens are started, with one the command line; each imports only what it needs. Whatever goes
wrong becomes one line on standard error and an exit status, never a traceback.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from coachdesk import __version__
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.options import HELP, desk_folder, split

INTERRUPTED = 130  # what a shell reports for a program ended by ctrl+c


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (those of the process if None); the exit status of DESIGN section 9."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets it escaped; it must not end a verb half-way through its answer.
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = _run(words)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except CoachdeskError as error:
        return _say(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()  # the reader had enough, as in `coachdesk clients list | head -1`
        return 1
    except Exception as error:
        return _say(_unexpected(error))


def _run(words: list[str]) -> int:
    options, rest = split(words)
    if options.version:
        print(f"coachdesk {__version__}")
        return 0
    if options.help:
        print(HELP, end="")
        return 0
    if rest:
        from coachdesk.cli import main as run_verb

        return run_verb(rest, options)
    if not _on_a_terminal():
        raise failure("terminal.none")
    from coachdesk.ui import start

    return start.run(None if options.demo else desk_folder(options), demo=options.demo, locked=options.locked)


def _on_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _unexpected(error: Exception) -> CoachdeskError:
    """A fault of the program or the machine: its kind and place, never its text, which may quote what was typed."""
    if isinstance(error, OSError) and error.errno is not None:
        return failure("unexpected.system", why=os.strerror(error.errno))
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}coachdesk{os.sep}" in frame.filename] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "its start"
    return failure("unexpected.fault", kind=type(error).__name__, place=place)


def _say(error: CoachdeskError) -> int:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"coachdesk: {error.line}\n")
        sys.stderr.flush()
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        _silence()
    return error.exit_status


def _silence() -> None:
    """Let the interpreter's own flush at exit go nowhere, so that it cannot complain about a closed or full output."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
