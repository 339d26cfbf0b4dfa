"""The options of the program itself, taken apart by hand so that opening the screens imports no command-line library.

`--desk DIR`, `--json`, `--passphrase-stdin` and `--recovery-key-stdin` are taken before and after the verb; `--demo`,
`--locked`, `--version` and `--help` only before it, since a verb has a `--help` of its own. Everything from `--` on
is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachdesk.domain.errors import failure

HELP = """\
Usage: coachdesk [--desk DIR] [--demo | --locked]
       coachdesk [--desk DIR] VERB …

Without a verb, opens the desk in the terminal. `coachdesk VERB --help` tells more of a verb.

  --desk DIR             the folder of the desk (else COACHDESK_HOME, else the user's data folder)
  --demo                 an invented desk in a temporary folder that is gone afterwards
  --locked               begin with the lock screen
  --passphrase-stdin     a verb reads the passphrase from the first line of standard input
  --recovery-key-stdin   a verb reads the recovery key from there
  --json                 a verb answers with JSON: one value, ids whole, instants in UTC
  --version, --help

Verbs:

  today        what needs you now
  add          put a line on the one list
  done         say that something on it is done, and hear whether in time
  renegotiate  ask for another deadline, or promise anew
  release      they let you off
  tasks        list, show, edit, answer, leave, record (alone: list)
  messages     log, ack, answer, list (alone: list)
  review       show, finish (alone: what waits for a word)
  absence      add, list, show, edit, decide, switch, told, back, sheet (alone: list)
  clients      add, list, show, edit, history (alone: list)
  contacts     add, list, show, edit (alone: list)
  sessions     add, move, edit, hold, miss, cancel, reopen, keep,
               list, show, agree, note, export (alone: list)
  prep         all there is to know before a session
  followup     the note to a client after a session
  goals        add, list, rate, edit, drop, reopen
  agreements   new, list, show, edit, clause, fill, delete, send, sign, export,
               amend, diff, withdraw, end, renew, verify, email, report, template
  ethics       now, show, answer, history, compare, look, export,
               editions, dilemma (alone: now)
  consents     give, decline, withdraw, list (alone: list)
  register     add, list, show, edit, end, kinds (alone: list)
  incidents    open, edit, option, choose, close, list, show (alone: list)
  ledger       add, reverse, list, balance, owed (alone: list)
  hours        log, left-off, list, add, edit, remove, import, group (alone: log)
  disclosures  list, add: what went to whom (alone: list)
  search       every record that holds these words
  config       show or change settings
  undo         take back the latest change
  slots        the ways to open the desk: list, add, remove (alone: list)
  init         make a desk
  recover      open a desk with its recovery key and set a new passphrase
  doctor       check every row and file
  completion   the script that completes these words in bash, zsh or fish
"""

_ANYWHERE = {
    "--json": "json",
    "--passphrase-stdin": "passphrase_stdin",
    "--recovery-key-stdin": "recovery_key_stdin",
}
_BEFORE_THE_VERB = {
    "--demo": "demo",
    "--locked": "locked",
    "--version": "version",
    "--help": "help",
    "-h": "help",
}


@dataclass(frozen=True, slots=True)
class RootOptions:
    """What was asked of the program itself; `desk` is the folder as typed, or None where none was named."""

    desk: str | None = None
    demo: bool = False
    locked: bool = False
    json: bool = False
    passphrase_stdin: bool = False
    recovery_key_stdin: bool = False
    version: bool = False
    help: bool = False


def split(argv: Sequence[str]) -> tuple[RootOptions, list[str]]:
    """The root options of a command line (without the program's name), and the verb with all that is its own.

    Raises `usage.value` for a `--desk` that names nothing and `usage.option` for an unknown option before the verb.
    """
    desk: str | None = None
    flags: dict[str, bool] = {}
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, _, value = word.partition("=")
        if word == "--":
            rest += [word, *words] if rest else words
        elif name == "--desk":
            desk = value if "=" in word else _next(words, word)
            if not desk.strip():
                raise failure("usage.value", option=name)
        elif word in _ANYWHERE:
            flags[_ANYWHERE[word]] = True
        elif rest or not word.startswith("-"):
            rest.append(word)
        elif word in _BEFORE_THE_VERB:
            flags[_BEFORE_THE_VERB[word]] = True
        else:
            raise failure("usage.option", option=word)
    if rest and (flags.get("demo") or flags.get("locked")):
        raise failure("usage.screens", verb=rest[0])
    return RootOptions(desk=desk, **flags), rest


def desk_folder(options: RootOptions, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the desk: the one named, else COACHDESK_HOME, else the user's data folder. Nothing is created."""
    named = options.desk or environ.get("COACHDESK_HOME")
    if not named:
        from platformdirs import user_data_dir

        return Path(user_data_dir("coachdesk", appauthor=False))
    if "\0" in named:
        raise failure("usage.value", option="--desk")
    try:
        return Path(named).expanduser().absolute()
    except (RuntimeError, OSError) as why:  # no home to expand `~` to, or no working directory any more
        raise failure("usage.value", option="--desk") from why


def _next(words: Iterator[str], option: str) -> str:
    value = next(words, "")
    if not value or value.startswith("--"):
        raise failure("usage.value", option=option)
    return value
