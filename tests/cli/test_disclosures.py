"""`coachdesk disclosures`: what went to whom, and what is entered by hand with its ground."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli

ADD = ("disclosures", "add", "--client", "amara", "--to", "the police", "--what", "where she might be")


def test_an_exception_is_entered_with_its_ground_and_listed_newest_first(told: Cli) -> None:
    made = told.json(*ADD, "--basis", "harm", "--why", "she said that she would jump", "--on", "2026-11-20")
    assert (made["client_name"], made["recipient"], made["basis"]) == ("Amara", "the police", "harm")
    assert (made["at"], made["kind"]) == ("2026-11-20T10:00:00Z", "by-hand")
    told.json(*ADD[:-3], "Ana", "--what", "how I steer", "--basis", "supervision")
    assert [one["basis"] for one in told.json("disclosures")] == ["supervision", "harm"]
    heading, first, second = told("disclosures", "--client", "amara").out.splitlines()
    assert heading.split()[-1] == "ground"
    assert "in supervision" in first
    assert "20 November 2026" in second
    assert "to keep somebody from harm" in second
    told("undo").refused(1, "recorded for good")


def test_what_they_consented_to_is_looked_up(told: Cli) -> None:
    words = (*ADD, "--basis", "consent")
    told(*words).refused(1, "Amara had no consent in force on 27 November 2026")
    told.json("consents", "give", "--client", "amara", "--kind", "stand-in", "--on", "2026-11-20")
    assert told.json(*words)["consent"] == "stand-in, given on 20 November 2026"
    told(*words, "--on", "2026-11-19").refused(1, "no consent in force on 19 November 2026")
    told.json("consents", "give", "--client", "amara", "--kind", "research", "--on", "2026-11-20")
    told(*words).refused(1, "several consents", "stand-in, research")
    assert told.json(*words, "--kind", "research")["consent"].startswith("research")


def test_what_a_client_was_told_of_an_interest_of_mine_is_there_too(told: Cli) -> None:
    days = ("--on", "2026-11-01", "--told", "2026-11-03", "--answered", "2026-11-05")
    told.json("register", "add", "conflict", "I also coach her manager", "--client", "amara", *days,
              "--decision", "we go on", "--answer", "she agrees")  # fmt: skip
    told.json("register", "add", "barter", "coaching for a website", "--client", "amara", "--on", "2026-11-01")
    (line,) = told.json("disclosures", "--client", "amara")
    assert (line["kind"], line["recipient"], line["basis"]) == ("conflict", "Amara", "to-client")
    assert (line["what"], line["answer"]) == ("a conflict of interest: I also coach her manager", "she agrees")
    assert line["answered_on"] == "2026-11-05"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--basis", "gossip"), "gossip is not a ground"),
        (("--basis", "law"), "needs its ground"),
        (("--basis", "harm", "--why", "  "), "needs its ground"),
        (("--basis", "supervision", "--on", "2026-11-28"), "28 November 2026 has not come yet"),
        (("--basis", "supervision", "--to", ""), "nobody was named"),
        (("--basis", "supervision", "--what", " "), "what was told"),
        (("--basis", "consent", "--kind", "everything"), "not a kind of consent"),
        (("--basis", "supervision", "--client", "nobody"), "nobody"),
        (("--basis", "supervision", "--what", "x" * 30_000), "what"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_kept(told: Cli, words: tuple[str, ...], said: str) -> None:
    told(*ADD, *words).refused(1, said)
    assert told.json("disclosures") == []
