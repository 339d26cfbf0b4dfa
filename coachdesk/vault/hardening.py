"""Keeps keys out of core files and away from other programs of the same user."""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Asks the system for no core dumps of this process, and on Linux that no debugger of the user may attach.

    Called once at the start of every process that will hold a key, and again after `execv`, which resets it. Where
    the system has no such call it does nothing: it is a second wall, and never a reason not to start.
    """
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        pass
    if sys.platform == "linux":
        # The limit alone does not hold where cores are piped to a collector such as systemd-coredump; this does.
        try:
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        except (ImportError, OSError, AttributeError):
            pass
