"""The doors of real desks: a desk in a folder, and the demo's. Services are imported when a way in is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachdesk.domain.errors import failure
from coachdesk.ui.door import NewAnswers, Stand

if TYPE_CHECKING:
    from coachdesk.services.clock import Clock
    from coachdesk.services.demo import DemoFolder
    from coachdesk.services.opening import Opening


class FolderDoor:
    """The door of the desk in a folder. Made before Textual is imported, so that the keyring is asked meanwhile."""

    def __init__(self, folder: Path, *, locked: bool = False, clock: Clock | None = None) -> None:
        from coachdesk.services.opening import start_opening

        self._folder = folder
        self._clock = clock
        self._opening: Opening | None = start_opening(folder, ask_keyring=not locked)
        self._locked = locked

    @property
    def folder(self) -> Path | None:
        """Where the desk is."""
        return self._folder

    def stand(self) -> Stand:
        """What stands at the door."""
        if self._opening is None:
            return "passphrase"
        if not self._opening.exists:
            return "new"
        return "keyring" if self._opening.asks_keyring and not self._locked else "passphrase"

    def wait_for_keyring(self) -> Any:
        """The keyring's secret, or `not-opened.keyring` with why."""
        if self._opening is None:
            raise failure("not-opened.nothing")
        return self._opening.secret()

    def by_keyring(self, secret: Any) -> Any:
        """Open with that secret."""
        return self._open(secret)

    def by_passphrase(self, text: str) -> Any:
        """Open with a passphrase."""
        from coachdesk.services.desk import Passphrase

        return self._open(Passphrase(text))

    def by_recovery_key(self, text: str) -> Any:
        """Open with the recovery key."""
        from coachdesk.services.desk import RecoveryKey

        return self._open(RecoveryKey(text))

    def _open(self, opener: Any) -> Any:
        from coachdesk.services.desk import open_desk

        return open_desk(self._folder, opener, **self._timed())

    def _timed(self) -> dict[str, Any]:
        return {"clock": self._clock} if self._clock is not None else {}

    def without_asking(self) -> Any:
        """No desk in a folder opens so."""
        raise failure("not-opened.nothing")

    def keyring_refusal(self) -> str:
        """Why no keyring can be used here; takes up to some seconds."""
        from coachdesk.services.slots import keyring_reason

        return keyring_reason() or ""

    def new_recovery_key(self) -> str:
        """A recovery key for a desk that is about to be made."""
        from coachdesk.services.desk import new_recovery_key

        return new_recovery_key()

    def check_passphrase(self, text: str) -> None:
        """Raise what is wrong with it."""
        from coachdesk.services.desk import Passphrase

        Passphrase(text).check_new()

    def check_group(self, key: str, group: int, typed: str) -> None:
        """Raise `recovery.confirm` unless it is that group."""
        from coachdesk.services.desk import group_matches

        if not group_matches(key, group, typed):
            raise failure("recovery.confirm", where="group", group=group)

    def create(self, answers: NewAnswers) -> Any:
        """Make the desk; the recovery key opens it too."""
        from coachdesk.services.desk import KeyringSecret, NewDesk, Passphrase, RecoveryKey, create_desk

        openers: list[Any] = [RecoveryKey(answers.recovery_key)]
        if answers.passphrase:
            openers.append(Passphrase(answers.passphrase))
        if answers.use_keyring:
            openers.append(KeyringSecret.new())
        told = NewDesk(**{key.replace(".", "_"): text for key, text in answers.settings.items()})  # type: ignore[arg-type]
        return create_desk(self._folder, told, openers, **self._timed())

    def close(self) -> None:
        """End the keyring child if it still waits."""
        if self._opening is not None:
            self._opening.cancel()


class DemoDoor(FolderDoor):
    """The demo's door: it makes an invented desk in a folder of its own, and takes the folder away at the end."""

    def __init__(self) -> None:
        self._demo: DemoFolder | None = None

    @property
    def folder(self) -> Path | None:
        """Where the demo is, once it is made."""
        return self._demo.desk_dir if self._demo is not None else None

    def stand(self) -> Stand:
        """Nothing is asked."""
        return "ready"

    def without_asking(self) -> Any:
        """Make the demo desk."""
        from coachdesk.services import demo

        self._demo = demo.DemoFolder()
        desk = demo.make(self._demo)
        return desk

    def close(self) -> None:
        """Take the folder away."""
        if self._demo is not None:
            self._demo.close()
