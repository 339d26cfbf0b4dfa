"""The process that asks the system's keyring: `python -P -m coachdesk.vault.keyring_child VERB`.

It is a process of its own because importing keyring is slow, a keyring may hang, and a prompt of the system may take
its time: the desk paints meanwhile, and ends this process when the coach turns to the passphrase. VERB is get, set,
delete or probe. One JSON object comes on standard input, `{"name": vault id, "wait": bool, "secret": str}`, and one
goes to standard output, `{"secret": str}` or `{"reason": code, "why": words}`: a secret is in neither the arguments
nor the environment. The backend is named, one for each system, and never searched for, so that no null,
plain-text, chained or configured one can be chosen.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

from coachdesk.vault.hardening import harden

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "coachdesk"
BACKENDS = {
    "linux": "keyring.backends.SecretService",
    "darwin": "keyring.backends.macOS",
    "win32": "keyring.backends.Windows",
}
NO_KEY = "it holds no key of this desk"
QUICK, PATIENT = 20, 600
"""Seconds after which this process ends itself, without and with a prompt: a hanging keyring leaves nothing behind."""


class Refused(Exception):
    """Why there is no answer: a code for the program (none, locked, missing, failed) and words for the coach."""

    def __init__(self, reason: str, why: str) -> None:
        super().__init__(reason, why)
        self.reason, self.why = reason, why


def backend() -> KeyringBackend:
    """The one allowed backend of this system."""
    name = BACKENDS.get(sys.platform)
    if name is None:
        raise Refused("none", f"no keyring of {sys.platform} is known")
    # keyring's properties can be set from outside (which collection, which label); ours are the system's own.
    for variable in [v for v in os.environ if v.startswith(("KEYRING_", "PYTHON_KEYRING_"))]:
        del os.environ[variable]
    try:
        module = importlib.import_module(name)
        chosen = module.WinVaultKeyring if sys.platform == "win32" else module.Keyring
        result: KeyringBackend = chosen()
    except (ImportError, AttributeError):
        raise Refused("none", "the keyring library is not installed whole") from None
    return result


def look_first(verb: str, wait: bool) -> None:
    """On Linux: refuses when there is no Secret Service, or when it would prompt and we are not to wait for that.

    The other systems have one keyring that is always there, and prompt by themselves.
    """
    if sys.platform != "linux":
        return
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        raise Refused("none", "no Secret Service is running")  # the common case of a server, said without any import
    import secretstorage
    from secretstorage.exceptions import ItemNotFoundException, SecretStorageException

    try:
        with closing(secretstorage.dbus_init()) as bus:
            if not secretstorage.check_service_availability(bus):
                raise Refused("none", "no Secret Service is running")
            try:
                locked = secretstorage.Collection(bus).is_locked()
            except ItemNotFoundException:
                if verb in ("get", "delete"):
                    raise Refused("missing", NO_KEY) from None
                if not wait:  # to make a first collection, the system asks for its password
                    raise Refused("locked", "the keyring was never set up") from None
                return
    except (SecretStorageException, OSError, RuntimeError, ValueError):  # the last two: an address it cannot read
        raise Refused("none", "no Secret Service is running") from None
    if locked and not wait:
        raise Refused("locked", "the keyring is locked")


def perform(verb: str, request: dict[str, Any]) -> dict[str, str]:
    """Does the verb and answers with what goes to standard output; raises Refused."""
    look_first(verb, bool(request.get("wait")))
    ring, name = backend(), request["name"]
    if verb == "probe":
        return {}
    if verb == "set":
        ring.set_password(SERVICE, name, request["secret"])
        if ring.get_password(SERVICE, name) != request["secret"]:
            raise Refused("failed", "the keyring did not keep the key")
        return {}
    secret = ring.get_password(SERVICE, name)
    if secret is None:
        raise Refused("missing", NO_KEY)
    if verb == "delete":
        ring.delete_password(SERVICE, name)
        return {}
    return {"secret": secret}


def main() -> None:
    """One request, one answer. What a keyring throws becomes its class name: its words might hold anything."""
    harden()
    (verb,) = sys.argv[1:]
    request = json.load(sys.stdin)
    if hasattr(signal, "alarm"):
        signal.alarm(PATIENT if request.get("wait") else QUICK)
    try:
        answer = perform(verb, request)
    except Refused as refused:
        answer = {"reason": refused.reason, "why": refused.why}
    except Exception as error:  # a keyring may throw anything; the desk then opens with the passphrase
        kind = type(error).__name__
        if kind in ("KeyringLocked", "LockedException", "PromptDismissedException"):
            answer = {"reason": "locked", "why": "the keyring stays locked"}
        else:
            answer = {"reason": "failed", "why": f"the keyring failed ({kind})"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
