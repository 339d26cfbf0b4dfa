"""The desk's side of the keyring: starts the child process, and takes its answer once that is needed.

Nothing here imports keyring; see `keyring_child` for what the child does and never does. Nor is cryptography imported
before the secret is there: the child is started before everything else, and takes longer than that import.
"""

from __future__ import annotations

import base64
import contextlib
import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain.errors import failure

if TYPE_CHECKING:
    from coachdesk.vault.slots import KeyringSecret

PROBE_SECONDS = 10.0
"""How long the first run and `slots add` wait for a keyring that does not answer."""


class Reason(NamedTuple):
    """Why the keyring gave nothing, as a code and in words for the coach.

    Codes: none (no keyring here), locked (asking again with `wait` lets the system prompt), missing (no key of this
    desk), waiting (no answer yet), failed.
    """

    code: str
    why: str


class KeyringRead:
    """A read of the keyring that is under way in a process of its own; whoever does without its result cancels it."""

    def __init__(self, vault_id: str, wait: bool) -> None:
        self._child = _start("get", vault_id, wait)
        self._result: KeyringSecret | Reason | None = None
        self._reading = threading.Lock()  # one thread waits for the answer while another may cancel

    def result(self, timeout: float | None = None) -> KeyringSecret | Reason:
        """The secret, or why there is none. After `timeout` seconds it is `waiting`, and may be asked again."""
        with self._reading:
            if self._result is None:
                answer = _answer(self._child, timeout)
                result = answer if isinstance(answer, Reason) else _secret(answer.get("secret"))
                if isinstance(result, Reason) and result.code == "waiting":
                    return result
                self._result = result
            return self._result

    def cancel(self) -> None:
        """Ends the child and any prompt of its making, from any thread; who waits for the result gets the reason."""
        self._child.kill()
        self.result()


def start_read(vault_id: str, *, wait: bool = False) -> KeyringRead:
    """Starts reading this desk's secret. With `wait` a locked keyring may prompt; without, it says it is locked."""
    return KeyringRead(vault_id, wait)


def probe(timeout: float = PROBE_SECONDS) -> Reason | None:
    """None when there is a keyring to use at once, else the reason; `locked` means after a prompt of the system."""
    answer = _ask("probe", "probe", wait=False, timeout=timeout)
    return answer if isinstance(answer, Reason) else None


def store(vault_id: str, secret: KeyringSecret, *, wait: bool = True, timeout: float | None = None) -> None:
    """Keeps this desk's secret in the keyring, in place of an older one, and reads it back.

    With `wait` a locked keyring may prompt. Raises keyring.none with the reason.
    """
    answer = _ask("set", vault_id, wait=wait, secret=base64.b64encode(secret.raw).decode(), timeout=timeout)
    if isinstance(answer, Reason):
        raise failure("keyring.none", why=answer.why)


def delete(vault_id: str, *, wait: bool = False, timeout: float | None = PROBE_SECONDS) -> Reason | None:
    """Takes this desk's secret out of the keyring; the reason when it could not."""
    answer = _ask("delete", vault_id, wait=wait, timeout=timeout)
    return answer if isinstance(answer, Reason) else None


def _ask(verb: str, name: str, *, wait: bool, timeout: float | None, secret: str = "") -> dict[str, object] | Reason:
    child = _start(verb, name, wait, secret)
    answer = _answer(child, timeout)
    if isinstance(answer, Reason) and answer.code == "waiting":
        child.kill()
        child.communicate()
        return Reason("failed", "the keyring did not answer in time")
    return answer


def _start(verb: str, name: str, wait: bool, secret: str = "") -> subprocess.Popen[bytes]:
    """The child, with its request written. All goes through the pipe: arguments are seen by everyone."""
    # -P: the working directory may hold a file named like one of our modules.
    command = [sys.executable, "-P", "-m", "coachdesk.vault.keyring_child", verb]
    # A session of its own: ctrl+c in the desk's terminal must not end a prompt of the system half-way.
    # What a keyring library says on stderr goes neither to the screen nor to a log.
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, start_new_session=True)
    request, child.stdin = child.stdin, None  # taken away, so that `communicate` does not touch it once closed
    if request is not None:
        with contextlib.suppress(BrokenPipeError), request:  # broken: it ended at once, and gives no answer
            request.write(json.dumps({"name": name, "wait": wait, "secret": secret}).encode())
    return child


def _answer(child: subprocess.Popen[bytes], timeout: float | None) -> dict[str, object] | Reason:
    try:
        text, _ = child.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        return Reason("waiting", "the keyring has not answered yet")
    try:
        answer = json.loads(text)
        return Reason(str(answer["reason"]), str(answer["why"])) if "reason" in answer else dict(answer)
    except (ValueError, TypeError, KeyError):  # nothing, because it was ended, or not what we wrote
        return Reason("failed", "the keyring did not answer")


def _secret(text: object) -> KeyringSecret | Reason:
    from coachdesk.vault.slots import KeyringSecret

    try:
        secret = KeyringSecret(base64.b64decode(str(text), validate=True))
    except ValueError:
        secret = KeyringSecret(b"")
    return secret if len(secret.raw) == 32 else Reason("failed", "it holds something else under this desk's name")
