"""Every record that a question asks for can be made: on a page by a command, and from the shell."""

from __future__ import annotations

import shlex
import tomllib
from importlib.resources import files
from typing import Any

import click
import pytest
import typer

from coachdesk import cli as command_line
from coachdesk.cli.nouns import Noun
from coachdesk.domain import evidence
from coachdesk.domain.evidence.facts import Found
from coachdesk.domain.evidence.ways import FIRST_AN_AGREEMENT, WAYS, way_in
from coachdesk.domain.views.ethics import Subject
from coachdesk.ui.commands import registry
from coachdesk.ui.screens import table

CATALOGUE = tomllib.loads((files("coachdesk.catalogue") / "checklists.toml").read_text(encoding="utf-8"))
KEYS = [one["key"] for one in CATALOGUE["evidence"]]
MADE = [key for key in KEYS if not WAYS[key].later]
BY_WORDS = {"agreement.kept_counts", "client.recent_sessions"}
"""These follow from what was done with sessions, and no single command makes them."""


def test_every_evidence_key_has_a_way_in() -> None:
    assert set(WAYS) == set(KEYS) == set(evidence.LOOKS)
    assert all(WAYS[key].words.endswith(".") for key in KEYS)
    assert {key for key in KEYS if WAYS[key].later} == set(evidence.LATER)


@pytest.mark.parametrize("key", MADE)
def test_the_page_is_there_and_has_the_command(key: str) -> None:
    way = WAYS[key]
    assert way.place.partition("_")[0] in {*table.RECORDS, *table.TABS} or way.place in table.RECORDS
    if key in BY_WORDS:
        assert not way.command
    else:
        assert way.place in registry.by_id(way.command).where


def test_what_stands_in_an_agreement_needs_one_first() -> None:
    key, client = "agreement.signed_before_first_session", Subject("amara")
    none, draft = Found(False, "There is no agreement."), Found(False, "Not signed.", (("agreement", "a"),))
    assert way_in(key, client, none) == FIRST_AN_AGREEMENT
    assert FIRST_AN_AGREEMENT.place in registry.by_id(FIRST_AN_AGREEMENT.command).where
    others = ((key, client, draft), (key, Subject("amara", "a"), none), (key, Subject(), none),
              ("client.conflict_check_dated", client, none))  # fmt: skip
    assert [way_in(*each) for each in others] == [WAYS[each[0]] for each in others]


@pytest.mark.parametrize("shell", [*(WAYS[key].shell for key in MADE), FIRST_AN_AGREEMENT.shell])
def test_the_shell_s_form_is_one_that_the_verbs_take(shell: str) -> None:
    """Parsed as it would be, down to the last option, and not run."""
    program, *words = shlex.split(shell)
    assert program == "coachdesk"
    noun, command, rest = _verb(words)
    assert command.make_context(noun.name, rest).params


def _verb(words: list[str]) -> tuple[Noun, Any, list[str]]:
    """The noun, its verb as it is parsed, and what is left for that to parse."""
    noun = command_line.noun_of(next(one for one, firsts in command_line.MODULES.items() if words[0] in firsts))
    found: Any = typer.main.get_command(noun.app)
    rest = noun.whole(words)[1:]
    while hasattr(found, "commands"):
        found, rest = found.commands[rest[0]], rest[1:]
    return noun, found, rest


def test_a_shell_s_form_that_is_wrong_is_noticed() -> None:
    _, command, rest = _verb(["register", "add", "tool", "x", "--colour", "red"])
    with pytest.raises((click.UsageError, typer.TyperException)):
        command.make_context("register", rest)
