"""Views of the desk itself: its slots and what `doctor` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlotView:
    """One way to open the desk. `kind` is `keyring`, `passphrase` or `recovery`; `made` an instant (UTC, `…Z`)."""

    id: str
    kind: str
    label: str
    made: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What doctor found: how grave (`damaged`, `warning`), which record (`table id`), what is wrong, what to do."""

    severity: str
    record: str
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """The answer of doctor; `ok` where nothing was found that is worse than a note."""

    ok: bool
    findings: tuple[Finding, ...]
    rows: int
