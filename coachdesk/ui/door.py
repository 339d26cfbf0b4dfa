"""How the shell gets a desk: what stands at the door, and the ways in. The services do the work; nothing is imported
before it is needed, since the first picture waits for this."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

Stand = Literal["new", "keyring", "passphrase", "ready"]
"""No desk yet · a keyring may open it · a passphrase must be typed · it opens without asking (the demo)."""


@dataclass(frozen=True)
class NewAnswers:
    """What the first run asked for. `settings` are setting keys and values as typed; the secrets are hidden in repr."""

    settings: dict[str, str]
    use_keyring: bool
    recovery_key: str = field(repr=False)
    passphrase: str = field(default="", repr=False)


class Door(Protocol):
    """The ways in. Each method that opens gives a desk or raises a CoachdeskError; they run in the store thread."""

    @property
    def folder(self) -> Path | None:
        """Where the desk is; None while that is not known."""

    def stand(self) -> Stand:
        """What stands at the door; cheap."""

    def wait_for_keyring(self) -> Any:
        """Wait for the keyring's answer (in a thread of its own: a system prompt may take its time)."""

    def by_keyring(self, secret: Any) -> Any:
        """Open with what the keyring gave."""

    def by_passphrase(self, text: str) -> Any:
        """Open with a passphrase."""

    def by_recovery_key(self, text: str) -> Any:
        """Open with the recovery key."""

    def without_asking(self) -> Any:
        """Open a desk that needs no key typed: the demo."""

    def keyring_refusal(self) -> str:
        """Why no keyring can be used here; empty where one can."""

    def new_recovery_key(self) -> str:
        """A recovery key for a desk that is about to be made."""

    def check_passphrase(self, text: str) -> None:
        """Raise what is wrong with a passphrase that is about to be set."""

    def check_group(self, key: str, group: int, typed: str) -> None:
        """Raise unless that is the group of the recovery key with this number (1 to 7)."""

    def create(self, answers: NewAnswers) -> Any:
        """Make the desk, and open it."""

    def close(self) -> None:
        """Let go of what still waits: the keyring child, the demo's folder."""
