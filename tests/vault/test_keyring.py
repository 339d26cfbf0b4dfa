"""The keyring slot: with a real Secret Service, with none, and with one that misbehaves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from coachdesk.vault import keyring_child, keyring_slot
from coachdesk.vault.keyring_slot import Reason, start_read
from coachdesk.vault.slots import KeyringSecret
from tests.vault.samples import refusal

MISSING = [tool for tool in ("gnome-keyring-daemon", "dbus-run-session") if shutil.which(tool) is None]
real = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")
NO_SERVICE = Reason("none", "no Secret Service is running")


def session(steps: str, home: Path) -> Any:
    """What those steps said on a D-Bus of their own, in an empty HOME."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "PYTHONPATH", "VIRTUAL_ENV")}
    places = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_RUNTIME_DIR": str(runtime)}
    # A backend that would take everything, asked for by each way in which keyring can be configured.
    config = home / ".config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    asked = {
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "KEYRING_PROPERTY_PREFERRED_COLLECTION": "/none",
    }
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.vault.keyring_steps", steps]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env={**kept, **places, **asked}, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@real
def test_the_secret_goes_in_and_comes_out_of_a_real_secret_service(tmp_path: Path) -> None:
    said = session("unlocked", tmp_path)
    missing = "missing: it holds no key of this desk"
    ((label, attributes),) = said.pop("items")
    # From a key file that was tampered with: the name of the desk is the one thing of it that reaches the keyring.
    assert all(answer.startswith(("failed: ", "missing: ")) for answer in said.pop("hostile name"))
    assert label == "Password for 'desk1' on 'coachdesk'"
    assert (attributes["service"], attributes["username"]) == ("coachdesk", "desk1")
    assert said == {
        "probe": "nothing to say", "before": missing, "stored": "the secret", "replaced": "the secret",
        "other desk": missing, "deleted": "nothing to say", "after": missing, "deleted again": missing,
    }  # fmt: skip


@real
def test_a_locked_keyring_is_said_to_be_and_nothing_prompts_unless_asked(tmp_path: Path) -> None:
    said = session("locked", tmp_path)
    locked = "locked: the keyring is locked"
    assert said == {
        "probe": locked, "read": locked, "delete": locked, "prompt": "locked: the keyring stays locked",
        "store": "there is no keyring to use here: the keyring is locked (use a passphrase)", "unlocked": "the secret",
    }  # fmt: skip


@real
def test_a_secret_service_that_nobody_logged_in_to_is_not_prompted(tmp_path: Path) -> None:
    said = session("unused", tmp_path)
    assert said["probe"].startswith("locked: ")
    assert said["read"].startswith(("locked: ", "missing: "))


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """No D-Bus at all, and an empty HOME."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return monkeypatch


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no D-Bus")
@pytest.mark.parametrize("address", [None, "", "unix:path=/nowhere/bus", "garbage", "tcp:host=localhost,port=1"])
def test_without_a_bus_one_plain_reason_is_given(bus: pytest.MonkeyPatch, address: str | None) -> None:
    if address is not None:
        bus.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert keyring_slot.probe() == NO_SERVICE
    assert start_read("desk1").result(60) == NO_SERVICE
    assert start_read("desk1", wait=True).result(60) == NO_SERVICE
    assert keyring_slot.delete("desk1") == NO_SERVICE
    with refusal("keyring.none") as caught:
        keyring_slot.store("desk1", KeyringSecret.new())
    assert caught.value.line == "there is no keyring to use here: no Secret Service is running (use a passphrase)"


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="not installed here: dbus-run-session")
def test_a_bus_without_a_secret_service_is_the_same(tmp_path: Path) -> None:
    config = tmp_path / "bus.conf"
    config.write_text(
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context='default'>"
        "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>"
    )
    program = "from coachdesk.vault.keyring_slot import probe; print(probe().why)"
    command = ["dbus-run-session", f"--config-file={config}", "--", sys.executable, "-P", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "no Secret Service is running\n"


def child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str) -> None:
    """Puts another program in the place of Python, to stand for a child that goes wrong."""
    stand_in = tmp_path / "python"
    stand_in.write_text(f"#!{sys.executable}\n{program}\n")
    stand_in.chmod(0o700)
    monkeypatch.setattr(keyring_slot.sys, "executable", str(stand_in))


@pytest.mark.parametrize(
    ("program", "why"),
    [("", "did not answer"), ("import os; os.abort()", "did not answer"), ("print('Traceback')", "did not answer"),
     ("print('[]')", "something else"), ("print('7')", "did not answer"), ("print('{}')", "something else"),
     ("""print('{"reason": 1}')""", "did not answer"), ("""print('{"secret": "short"}')""", "something else"),
     ("""print('{"secret": "c2hvcnQ="}')""", "something else"), ("""print('{"secret": 7}')""", "something else"),
     ("import sys; sys.stdin.close(); print('x' * 100_000)", "did not answer")],
)  # fmt: skip
def test_whatever_the_child_answers_there_is_a_secret_or_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, why: str
) -> None:
    child(monkeypatch, tmp_path, program)
    answer = start_read("desk1").result(60)
    assert isinstance(answer, Reason)
    assert answer.code == "failed"
    assert why in answer.why


def test_a_read_that_hangs_is_waited_for_only_as_long_as_asked_and_can_be_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child(monkeypatch, tmp_path, "import signal; signal.pause()")
    hanging = start_read("desk1", wait=True)
    assert hanging.result(0.01) == Reason("waiting", "the keyring has not answered yet")
    assert hanging.result(0.01) == Reason("waiting", "the keyring has not answered yet")
    hanging.cancel()
    assert hanging.result() == Reason("failed", "the keyring did not answer")
    hanging.cancel()
    assert keyring_slot.probe(timeout=0.01) == Reason("failed", "the keyring did not answer in time")


def test_one_thread_may_cancel_what_another_waits_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child(monkeypatch, tmp_path, "import signal; signal.pause()")
    for _ in range(5):
        hanging = start_read("desk1", wait=True)
        with ThreadPoolExecutor() as threads:
            waiting = [threads.submit(hanging.result) for _ in range(3)]
            hanging.cancel()
            assert {one.result().why for one in waiting} == {"the keyring did not answer"}


def test_the_secret_is_written_to_the_pipe_and_stands_in_no_argument(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    told = f"json.dump([sys.argv, dict(os.environ), sys.stdin.read()], open({str(seen)!r}, 'w'))"
    child(monkeypatch, tmp_path, f"import json, os, sys; {told}; print('{{}}')")
    secret = KeyringSecret(b"\xfb" * 32)
    keyring_slot.store("desk1", secret)
    arguments, environment, request = json.loads(seen.read_text())
    assert arguments[1:] == ["-P", "-m", "coachdesk.vault.keyring_child", "set"]
    assert json.loads(request) == {"name": "desk1", "wait": True, "secret": "+/v7" * 10 + "+/s="}
    assert "+/v7" not in str(arguments) + str(environment)


def test_only_a_system_with_a_known_keyring_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring_child.sys, "platform", "plan9")
    with pytest.raises(keyring_child.Refused, match="plan9"):
        keyring_child.perform("probe", {"name": "desk1"})
    assert not {"null", "fail", "chainer"} & {name.rpartition(".")[2] for name in keyring_child.BACKENDS.values()}
