"""How records are named: a whole id, a part of a name, the beginning of an id; and who is meant where several fit."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli


@pytest.mark.parametrize("ref", ["Amara", "amara", "AMARA", "okonk", "Amara Okonkwo", "  amara  ", "ámárà"])
def test_any_part_of_a_name_case_and_accents_aside(told: Cli, ref: str) -> None:
    assert told.json("clients", "show", ref)["name"] == "Amara Okonkwo"


@pytest.mark.parametrize(
    ("ref", "name"), [("tomas", "Tomás Rojas"), ("ASA", "Åsa Öberg"), ("oberg", "Åsa Öberg"), ("diaz", "José Díaz")]
)
def test_names_are_found_without_their_accents(told: Cli, ref: str, name: str) -> None:
    assert told.json("clients", "show", ref)["name"] == name


def test_a_whole_id_and_the_beginning_of_one(told: Cli) -> None:
    amara = told.json("clients", "show", "amara")["id"]
    assert told.json("clients", "show", amara)["id"] == amara
    assert told.json("clients", "show", amara[:6])["id"] == amara
    told("clients", "show", amara[:3]).refused(1, "there is no client")


def test_where_several_fit_all_are_named(told: Cli) -> None:
    said = told("clients", "show", "jose").refused(1, "fits several")
    ids = [one["id"] for one in told.json("clients", "list") if one["called"] == "José"]
    assert all(one[:6] in said for one in ids)
    assert said.count("José") == 2


def test_a_whole_name_wins_over_a_part_of_another(told: Cli) -> None:
    told.json("clients", "add", "--name", "Amar")
    assert told.json("clients", "show", "amar")["name"] == "Amar"


def test_a_former_name_still_leads_to_the_client(told: Cli) -> None:
    told.json("clients", "edit", "asa", "--former-name", "Åsa Lindqvist")
    assert told.json("clients", "show", "lindqvist")["name"] == "Åsa Öberg"


@pytest.mark.parametrize("ref", ["nobody", "zzzzzzzzzzzzzzzz", "", "   ", "\x1b[31m", "%", "x" * 10_000])
def test_what_fits_none_is_said_in_one_line(told: Cli, ref: str) -> None:
    assert len(told("clients", "show", ref).refused(1)) < 300


def test_who_sent_a_client_is_a_client_or_else_a_contact(told: Cli) -> None:
    assert told.json("clients", "edit", "asa", "--referred-by", "amara")["referred_by_name"] == "Amara"
    assert told.json("clients", "edit", "asa", "--referred-by", "bo")["referred_by_name"] == "Bo Lind"
    assert told.json("clients", "edit", "asa", "--referred-by", "")["referred_by"] == ""
    told("clients", "edit", "asa", "--referred-by", "nobody").refused(1, "nobody")
    told("clients", "edit", "asa", "--referred-by", "jose").refused(1, "fits several")


def test_an_agreement_answers_to_its_title_and_its_client(told: Cli) -> None:
    wanted = told.json("agreements", "show", "first steps")["id"]
    assert told.json("agreements", "show", "asa")["id"] == wanted
    assert told.json("agreements", "show", wanted[:8])["id"] == wanted
    told("agreements", "show", "coaching").refused(1, "there is no agreement coaching")
