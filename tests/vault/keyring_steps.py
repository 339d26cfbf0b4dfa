"""Steps with a real Secret Service, run inside `dbus-run-session` by test_keyring; prints what happened as JSON.

It unlocks gnome-keyring as a login would, with the password on its standard input, in the HOME it is given.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing

import secretstorage

from coachdesk.domain.errors import CoachdeskError
from coachdesk.vault import keyring_slot
from coachdesk.vault.slots import KeyringSecret


def login() -> None:
    """Starts gnome-keyring unlocked, in place of one that runs."""
    command = ["gnome-keyring-daemon", "--replace", "--unlock", "--components=secrets"]
    subprocess.run(command, input=b"login", capture_output=True, check=True)


def items() -> list[tuple[str, dict[str, str]]]:
    """What the collection shows of its items."""
    with closing(secretstorage.dbus_init()) as bus:
        collection = secretstorage.get_default_collection(bus)
        return [(item.get_label(), dict(item.get_attributes())) for item in collection.get_all_items()]


def lock() -> None:
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


def code(answer: KeyringSecret | keyring_slot.Reason | None, secret: KeyringSecret | None = None) -> str:
    """One word for an answer."""
    if isinstance(answer, keyring_slot.Reason):
        return f"{answer.code}: {answer.why}"
    return "nothing to say" if answer is None else "the secret" if answer == secret else "another secret"


def read(secret: KeyringSecret | None = None, *, wait: bool = False) -> str:
    return code(keyring_slot.start_read("desk1", wait=wait).result(60), secret)


def unlocked() -> dict[str, object]:
    login()
    first, second = KeyringSecret.new(), KeyringSecret.new()
    said: dict[str, object] = {"probe": code(keyring_slot.probe()), "before": read()}
    keyring_slot.store("desk1", first)
    said["stored"] = read(first)
    keyring_slot.store("desk1", second)
    said["replaced"] = read(second)
    said["other desk"] = code(keyring_slot.start_read("desk2").result(60))
    said["items"] = items()
    said["hostile name"] = [code(keyring_slot.start_read(name).result(60)) for name in ("a\0b", "\ud800", "")]
    said["deleted"] = code(keyring_slot.delete("desk1"))
    said["after"] = read()
    said["deleted again"] = code(keyring_slot.delete("desk1"))
    return said


def locked() -> dict[str, object]:
    login()
    secret = KeyringSecret.new()
    keyring_slot.store("desk1", secret)
    lock()
    said: dict[str, object] = {"probe": code(keyring_slot.probe()), "read": read()}
    said["prompt"] = read(wait=True)  # nobody can answer a prompt where there is no display
    said["delete"] = code(keyring_slot.delete("desk1"))
    try:
        keyring_slot.store("desk1", KeyringSecret.new(), wait=False)
    except CoachdeskError as error:
        said["store"] = error.line
    login()
    said["unlocked"] = read(secret)
    return said


def unused() -> dict[str, object]:
    """A Secret Service that nobody ever logged in to."""
    return {"probe": code(keyring_slot.probe()), "read": read()}


if __name__ == "__main__":
    json.dump({"unlocked": unlocked, "locked": locked, "unused": unused}[sys.argv[1]](), sys.stdout)
