"""One run of one verb: what was asked of the program itself, standard input, and the desk opened and closed again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from coachdesk.cli import output
from coachdesk.cli.stdin import StdinLines
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.options import RootOptions, desk_folder

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk, Opener

PROMPT = "Your passphrase: "


@dataclass(frozen=True, slots=True)
class Run:
    """What every verb finds in its context."""

    options: RootOptions
    stdin: StdinLines = field(default_factory=StdinLines)

    @property
    def folder(self) -> Path:
        """Where the desk is, or is to be."""
        return desk_folder(self.options)

    @property
    def may_ask(self) -> bool:
        """Whether a person sits there: a verb with `--json` or redirected input never waits for one."""
        return not self.options.json and sys.stdin is not None and sys.stdin.isatty()

    def show(self, value: object, lines: Iterable[str]) -> None:
        """The answer: `value` as JSON, or `lines` for a person."""
        if self.options.json:
            output.print_json(value)
        else:
            output.print_lines(lines)


def run_of(ctx: typer.Context) -> Run:
    """The run that a verb belongs to."""
    return cast(Run, ctx.obj)


def show(ctx: typer.Context, value: object, lines: Iterable[str]) -> None:
    """Give the answer of a verb in the form that was asked for."""
    run_of(ctx).show(value, lines)


@contextmanager
def opened(ctx: typer.Context) -> Iterator[Desk]:
    """The desk, open for the time of one verb. Raises what opening refuses: `desk.…`, `keys.…`, `not-opened.…`."""
    run = run_of(ctx)
    desk = _open(run)
    try:
        yield desk
        for one in desk.damaged:
            output.say_aside(f"left out: {one.what} ({one.hint})")
    finally:
        desk.close()


def _open(run: Run) -> Desk:
    from coachdesk.services import desk as desks

    desks.kinds_of(run.folder)  # a desk that is not there, or not ours, is said before a passphrase is asked for
    if run.options.recovery_key_stdin:
        return desks.open_desk(run.folder, desks.RecoveryKey(run.stdin.secret("the recovery key")))
    if run.options.passphrase_stdin:
        return desks.open_desk(run.folder, desks.Passphrase(run.stdin.secret("the passphrase")))
    return desks.open_desk(run.folder, _keyring_or_prompt(run))


def _keyring_or_prompt(run: Run) -> Opener:
    """The keyring's secret where there is one, else what a person types at the prompt."""
    from coachdesk.services import desk as desks
    from coachdesk.services.slots import keyring_opener

    kinds = desks.kinds_of(run.folder)
    why: CoachdeskError = failure("not-opened.nothing")
    if "keyring" in kinds:
        try:
            return keyring_opener(run.folder)
        except CoachdeskError as error:
            why = error
    if run.may_ask and "passphrase" in kinds:
        return desks.Passphrase(ask_secret(PROMPT))
    raise why


def secret_line(ctx: typer.Context, what: str, prompt: str) -> str:
    """A secret that a verb needs: the next line of standard input where secrets come from there, else typed at the
    terminal. Raises `stdin.none`, or `not-opened.nothing` where nobody can be asked."""
    run = run_of(ctx)
    if run.options.passphrase_stdin or run.options.recovery_key_stdin:
        return run.stdin.secret(what)
    if not run.may_ask:
        raise failure("not-opened.nothing")
    return ask_secret(prompt)


def new_passphrase(ctx: typer.Context, may_be_empty: bool = False) -> str:
    """A new passphrase; at the terminal it is typed twice, or left empty where that is allowed.

    Raises `passphrase.differ`.
    """
    run = run_of(ctx)
    piped = run.options.passphrase_stdin or run.options.recovery_key_stdin
    leave = ", or nothing to open it by keyring alone" if may_be_empty else ""
    text = secret_line(ctx, "the new passphrase", f"A new passphrase, 8 characters or more{leave}: ")
    if not piped and (text or not may_be_empty) and ask_secret("The same passphrase again: ") != text:
        raise failure("passphrase.differ")
    return text


def ask_secret(prompt: str) -> str:
    """What a person types at the terminal without seeing it. Every prompt for it names the *passphrase*."""
    from getpass import getpass

    try:
        return getpass(prompt)
    except EOFError:
        raise failure("not-opened.nothing") from None
