"""The verbs of the desk itself, which stand alone: `init`, `recover`, `doctor`, `undo`, `config`, `search`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import fields, plain, say_aside, table
from coachdesk.cli.running import new_passphrase, opened, run_of, secret_line, show
from coachdesk.domain.errors import DAMAGED
from coachdesk.domain.times import city_of, clock

if TYPE_CHECKING:
    from coachdesk.services.desk import Opener

NOUN = Noun("", "The desk itself.")


@NOUN.verb(
    "init",
    example="--passphrase-stdin init --name 'Ann Coach' --zone sofia --no-keyring",
    keys=("desk", "recovery_key"),
)
def init(
    ctx: typer.Context,
    name: Annotated[str, typer.Option(metavar="NAME", help="your name, as clients read it")] = "",
    business: Annotated[str, typer.Option(metavar="NAME", help="the name of your practice")] = "",
    zone: Annotated[str, typer.Option(metavar="ZONE", help="your home time zone; else this computer's")] = "",
    currency: Annotated[str, typer.Option(metavar="CODE", help="the currency of your fees")] = "EUR",
    no_keyring: Annotated[bool, typer.Option("--no-keyring", help="leave this computer's keyring alone")] = False,
    test_clock: Annotated[
        bool, typer.Option("--test-clock", help="make a desk for tests, whose clock obeys COACHDESK_NOW")
    ] = False,
) -> None:
    """Make a desk. The passphrase is read from standard input, or asked for; the recovery key is shown once."""
    from coachdesk.cli.slots import recovery_lines
    from coachdesk.services import desk as desks
    from coachdesk.services.guesses import guessed_name, guessed_zone
    from coachdesk.services.places import check_new

    run = run_of(ctx)
    new = desks.NewDesk(
        name=name or guessed_name(),
        business=business,
        zone=zone or guessed_zone(),
        currency=currency,
        test_clock=test_clock,
    )
    new.settings()  # what is wrong with them, and with the place, is said before a passphrase is asked for
    check_new(run.folder)
    key = desks.new_recovery_key()
    openers = [*_openers(ctx, no_keyring), desks.RecoveryKey(key)]
    was_there = run.folder.exists()
    desk = desks.create_desk(run.folder, new, openers)
    lines = [f"made a desk in {plain(run.folder)}", *recovery_lines(key)]
    try:
        show(ctx, {"desk": run.folder, "recovery_key": key}, lines)
        sys.stdout.flush()
    except BaseException:
        desks.discard(desk, was_there)  # a desk whose recovery key nobody has seen is not one to begin with
        raise
    desk.close()
    if not name:
        say_aside(f"your name is now {new.name}; set it with: coachdesk config name NAME")


def _openers(ctx: typer.Context, no_keyring: bool) -> list[Opener]:
    """The ways in besides the recovery key: the passphrase that was given, and the keyring where there is one.

    A person at the terminal with a keyring may leave the passphrase out. Raises `not-opened.nothing` where there is
    neither, and what is wrong with the passphrase.
    """
    from coachdesk.services import desk as desks
    from coachdesk.services.slots import keyring_reason

    why = "it was not to be used" if no_keyring else keyring_reason()
    if why and not no_keyring:
        say_aside(f"no keyring is used: {why}")
    found: list[Opener] = [] if why else [desks.KeyringSecret.new()]
    run = run_of(ctx)
    if not found or run.options.passphrase_stdin or run.may_ask:
        text = new_passphrase(ctx, may_be_empty=bool(found))
        found += [desks.Passphrase(text)] if text or not found else []
    return found


@NOUN.verb("recover", example="recover --recovery-key-stdin", keys=("desk", "slots"))
def recover(ctx: typer.Context) -> None:
    """Open a desk with its recovery key alone and set a new passphrase, which replaces the old one. On standard input
    the first line is the recovery key and the second the new passphrase."""
    from coachdesk.cli.slots import slots_json
    from coachdesk.services import slots
    from coachdesk.services.desk import kinds_of

    run = run_of(ctx)
    kinds_of(run.folder)
    key = secret_line(ctx, "the recovery key", "Your recovery key: ")
    desk = slots.recover(run.folder, key, new_passphrase(ctx))
    try:
        found = slots.listed(desk)
        lines = [f"opened {plain(run.folder)}; the new passphrase opens it from now on"]
        show(ctx, {"desk": run.folder, "slots": slots_json(found)}, lines)
    finally:
        desk.close()


@NOUN.verb("doctor", example="doctor --json", keys=("ok", "rows", "findings"))
def doctor(ctx: typer.Context) -> None:
    """Check every row, the sums, the schema, the files and the keys. Exit status 4 if something is damaged."""
    from coachdesk.services.doctor import check

    with opened(ctx) as desk:
        found = check(desk)
        desk.damaged.clear()  # they are among the findings
        values = [
            {"severity": one.severity, "record": one.record, "what": one.what, "do": one.do} for one in found.findings
        ]
        lines = [
            f"{plain(one.severity)}: {plain(one.record)}: {plain(one.what)} ({plain(one.do)})" for one in found.findings
        ]
        count = len(found.findings)
        said = "all is well" if not count else f"{count} finding{'s' if count > 1 else ''}"
        show(ctx, {"ok": found.ok, "rows": found.rows, "findings": values}, [*lines, f"{found.rows} rows read, {said}"])
    if not found.ok:
        raise typer.Exit(DAMAGED)


@NOUN.verb("undo", example="undo", keys=("id", "what", "about", "at"))
def undo(
    ctx: typer.Context,
    ref: Annotated[
        str | None, typer.Argument(metavar="ID", help="an action of `clients history`; else the latest")
    ] = None,
) -> None:
    """Take back the desk's latest change, or a named one. What was sent, signed or handed over stays."""
    from coachdesk.services import undo as service

    with opened(ctx) as desk:
        done = service.undo(desk, service.find_action(desk, ref)) if ref else service.undo(desk, whole_desk=True)
        when = clock(done.at, desk.settings().zone, year=True)
        about = f" · {plain(done.about)}" if done.about else ""
        lines = [f"undone: {plain(done.what)}{about}, of {when} in {city_of(desk.settings().zone)}"]
        show(ctx, {"id": done.action_id, "what": done.what, "about": done.about, "at": done.at}, lines)


@NOUN.verb("config", example="config workday.start 08:30", keys=("key", "value"))
def config(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="a setting; all of them without one")] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="its new value")] = None,
) -> None:
    """Show all settings, show one, or set one. Without a KEY the JSON has every setting under its own key."""
    from coachdesk.domain.settings import SETTINGS, setting
    from coachdesk.services import settings as service

    if key is not None:
        setting(key)
    with opened(ctx) as desk:
        if key is not None and value is not None:
            service.change(desk, key, value)
        settings = desk.settings()
        if key is not None:
            show(ctx, {"key": key, "value": settings.shown(key)}, [plain(settings.shown(key))])
            return
        lines = fields((one.key, settings.shown(one.key) or "-") for one in SETTINGS)
        show(ctx, {one.key: settings.shown(one.key) for one in SETTINGS}, lines)


@NOUN.verb("search", example="search amara board", keys=("kind", "id", "title", "where", "client"), array=True)
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="every one of them is in what is found")],
) -> None:
    """Find every record that holds all of these words, case and accents aside."""
    from coachdesk.services.search import search as find

    with opened(ctx) as desk:
        hits = find(desk, " ".join(words))
        values = [
            {"kind": hit.kind, "id": hit.id, "title": hit.title, "where": hit.where, "client": hit.client_id or None}
            for hit in hits
        ]
        lines = table(("kind", "id", "record", "where"), [(hit.kind, hit.id[:6], hit.title, hit.where) for hit in hits])
        show(ctx, values, lines if hits else ["nothing holds these words"])
