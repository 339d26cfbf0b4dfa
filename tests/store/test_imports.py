"""What the first screen needs of the store imports no SQLModel."""

from __future__ import annotations

import subprocess
import sys

LIGHT = ("birth", "check", "connection", "desk_state", "files", "key_copies", "keys", "migrations", "owners", "raw")


def test_the_way_to_the_first_screen_imports_no_sqlmodel() -> None:
    imports = "; ".join(f"import coachdesk.store.{name}" for name in LIGHT)
    heavy = "{'sqlmodel', 'sqlalchemy', 'pydantic', 'pendulum', 'keyring', 'textual'}"
    code = f"import sys; {imports}; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
