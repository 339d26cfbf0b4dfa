"""The ways to open a desk, from the shell."""

from __future__ import annotations

from tests.cli.program import PASSPHRASE, Cli, run_here


def kinds(cli: Cli) -> list[str]:
    """The kinds of slots, in their order."""
    return [slot["kind"] for slot in cli.json("slots", "list")]


def test_the_slots_are_listed_without_their_secrets(cli: Cli) -> None:
    found = cli.json("slots", "list")
    assert [tuple(slot) for slot in found] == [("id", "kind", "label", "made")] * 2
    assert kinds(cli) == ["passphrase", "recovery"]
    assert "recovery key on paper" in cli("slots", "list").out


def test_another_passphrase_opens_the_desk_beside_the_first(cli: Cli) -> None:
    added = cli.json("slots", "add", "passphrase", stdin="another good one\n")
    assert [slot["kind"] for slot in added["slots"]] == ["passphrase", "recovery", "passphrase"]
    assert added["recovery_key"] is None
    for text in (PASSPHRASE, "another good one"):
        assert cli.real("clients", "list", "--json", stdin=f"{text}\n").json == []


def test_a_new_recovery_key_is_shown_once_and_replaces_the_old(cli: Cli) -> None:
    key = cli.json("slots", "add", "recovery")["recovery_key"]
    cli("slots", "list").refused(3, "recovery key does not open")
    fresh = Cli(cli.desk, key)
    assert kinds(fresh) == ["passphrase", "recovery"]
    assert "recovery key: " in fresh("slots", "add", "recovery").out


def test_a_removed_slot_opens_nothing_and_the_last_one_stays(cli: Cli) -> None:
    left = cli.json("slots", "remove", "passphrase")
    assert tuple(left) == ("slots",)
    assert [slot["kind"] for slot in left["slots"]] == ["recovery"]
    cli.real("clients", "list").refused(3, "no passphrase slot")
    cli("slots", "remove", "recovery").refused(1, "last way")
    assert kinds(cli) == ["recovery"]


def test_what_is_no_slot_is_said(cli: Cli) -> None:
    cli("slots", "add", "fingerprint").refused(2, "passphrase, keyring or recovery")
    cli("slots", "remove", "keyring").refused(1, "keyring")
    cli("slots", "add", "passphrase", stdin="short\n").refused(1, "at least 8")
    cli("slots", "add", "passphrase").refused(3, "ended before the new passphrase (line 2)")
    assert kinds(cli) == ["passphrase", "recovery"]


def test_without_a_keyring_none_is_added(cli: Cli) -> None:
    done = cli.real("slots", "add", "keyring", XDG_RUNTIME_DIR="/nonexistent")
    done.refused(1, "no keyring")
    assert run_here("--desk", str(cli.desk), "clients", "list").refused(3, "nothing was given")
