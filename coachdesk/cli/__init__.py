"""The command line: one file a noun, each verb with `--json`, none that needs a terminal."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachdesk.options import RootOptions

if TYPE_CHECKING:
    import typer

    from coachdesk.cli.nouns import Noun

MODULES = {
    "desk": ("init", "recover", "doctor", "undo", "config", "search"),
    "today": ("today",),
    "promises": ("add", "done", "renegotiate", "release"),
    "tasks": ("tasks",),
    "messages": ("messages",),
    "review": ("review",),
    "absence": ("absence",),
    "completion": ("completion",),
    "slots": ("slots",),
    "clients": ("clients",),
    "contacts": ("contacts",),
    "goals": ("goals",),
    "agreements": ("agreements",),
    "sessions": ("sessions",),
    "prep": ("prep", "followup"),
    "disclosures": ("disclosures",),
    "ethics": ("ethics",),
    "consents": ("consents",),
    "register": ("register",),
    "hours": ("hours",),
    "incidents": ("incidents",),
    "ledger": ("ledger",),
}
"""Each file of this folder that holds verbs, and the first words it answers to: only the file of the verb that is run
is imported, with what it stands on."""

_MODULE_OF = {word: module for module, words in MODULES.items() for word in words}


def main(argv: Sequence[str], options: RootOptions) -> int:
    """Run one verb; the exit status. `argv` begins with the verb, the root options are taken out already.

    Raises CoachdeskError for all that a person can cause; the entry says it.
    """
    with _seldom_collecting():
        return _run(argv, options)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for cycles of garbage seldom, and not at all when the process ends: a verb imports, writes and is gone, and
    a quarter of the time of `add` went by so."""
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    usual = gc.get_threshold()
    gc.set_threshold(1_000_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run(argv: Sequence[str], options: RootOptions) -> int:
    import typer

    from coachdesk.cli.running import Run
    from coachdesk.domain.errors import failure
    from coachdesk.domain.nearest import did_you_mean
    from coachdesk.services.opening import harden

    first = argv[0]
    if first not in _MODULE_OF:
        raise failure("usage.verb", verb=first, near=did_you_mean(first, _MODULE_OF, "coachdesk --help lists them"))
    noun = noun_of(_MODULE_OF[first])
    argv = noun.whole(argv)
    command = typer.main.get_command(_application(noun))
    harden()  # before anything secret is read
    try:
        status = command.main(argv, prog_name="coachdesk", standalone_mode=False, obj=Run(options))
    except typer.Abort:
        return 1
    except typer.TyperException as error:
        said = error.format_message().rstrip(".")
        if noun.name and len(argv) == 1:  # a noun alone would be answered with all of its help
            said = f"{first} needs a verb: {', '.join(dict.fromkeys(verb.name.split()[0] for verb in noun.verbs))}"
        raise failure("usage.wrong", what=said, verb=_verb_in(noun, argv)) from None
    return status if isinstance(status, int) else 0


def noun_of(module: str) -> Noun:
    """The verbs of one file."""
    from importlib import import_module

    noun: Noun = import_module(f"coachdesk.cli.{module}").NOUN
    return noun


def docs_text() -> str:
    """Every verb with its help, an example and the keys of its JSON, as the docs print it."""
    parts = []
    for module in MODULES:
        noun = noun_of(module)
        parts.append(f"{noun.name or 'desk'}: {noun.about}")
        for verb in noun.verbs:
            parts.append(f"  coachdesk {verb.words}: {verb.help}\n    {verb.example}\n    {verb.json_text}")
    return "\n".join(parts) + "\n"


def _application(noun: Noun) -> typer.Typer:
    from coachdesk.cli.nouns import new_app

    if not noun.name:
        return noun.app
    app = new_app("A coach's desk from the shell.")
    app.add_typer(noun.app, name=noun.name)
    return app


def _verb_in(noun: Noun, argv: Sequence[str]) -> str:
    """The words that name the verb, for the hint where its help is."""
    if not noun.name:
        return argv[0]
    for words in (argv[1:3], argv[1:2]):
        typed = " ".join(words)
        if any(typed in (verb.name, verb.name.split()[0]) for verb in noun.verbs):
            return f"{noun.name} {typed}"
    return noun.name
