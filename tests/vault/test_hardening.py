"""A process that holds keys leaves no core file and lets no debugger in; and the vault costs little to import."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(program: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_DUMPABLE is Linux's")
def test_it_takes_the_process_out_of_reach() -> None:
    program = (
        "import ctypes, resource; from coachdesk.vault.hardening import harden; harden(); harden()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert run(program) == "0 (0, 0)\n"


def test_where_the_system_has_no_such_call_it_does_nothing() -> None:
    program = (
        "import sys; sys.modules['resource'] = None; sys.modules['ctypes'] = None\n"
        "from coachdesk.vault.hardening import harden; harden(); print('went on')"
    )
    assert run(program) == "went on\n"


def test_the_vault_imports_neither_a_keyring_nor_anything_of_a_screen_or_database() -> None:
    program = (
        "import sys\n"
        "from coachdesk.vault import envelope, hardening, keyfile, keyring_child, keyring_slot, recovery, slots\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'keyring', 'secretstorage', 'jeepney', 'sqlite3',"
        " 'sqlmodel', 'pydantic', 'textual', 'rich', 'pendulum', 'ctypes', 'asyncio', 'email', 'http'}))"
    )
    assert run(program) == "[]\n"
