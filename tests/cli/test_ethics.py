"""`coachdesk ethics`: what is asked now, answers, editions, dilemmas, and a checklist for a supervisor."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.program import Cli
from tests.domain.test_editions import GOOD, ITEM


def test_ethics_alone_shows_what_is_asked_now(told: Cli) -> None:
    shown = told("ethics")
    assert shown.out == told("ethics", "now").out
    assert "waiting · ICF Code of Ethics (2025)" in shown.out
    assert "At the agreement with Amara · " in shown.out
    assert "2025: 3.2 (number not checked)" in shown.out
    assert "coachdesk clients edit 'Tomás' --other-ties none" in shown.out
    assert "%" not in shown.out
    items = told.json("ethics", "now")
    assert items == told.json("ethics")
    signed = next(one for one in items if one["item"] == "agreement.clear.signed" and one["client_name"] == "Tomás")
    assert (signed["standard"], signed["checked"], signed["edition"], signed["mode"]) == (["1.1"], True, "2025", "auto")
    assert signed["evidence"]["key"] == "agreement.signed_before_first_session"
    assert signed["evidence"]["found"] is False
    assert signed["evidence"]["record"].split()[0] == "agreement"
    assert (signed["answer"], signed["waits"]) == (None, True)


def test_show_takes_a_client_a_moment_and_an_edition(told: Cli) -> None:
    every = told.json("ethics", "show", "--edition", "2020")
    assert {number for one in every for number in one["standard"]} == {str(number) for number in range(1, 29)}
    shown = told.json("ethics", "show", "--client", "amara", "--moment", "at_agreement")
    assert {one["moment"] for one in shown} == {"at_agreement"}
    complete = next(one for one in shown if one["item"] == "agreement.clear.complete")
    assert (complete["evidence"]["found"], complete["waits"], complete["client_name"]) == (True, False, "Amara")
    said = told("ethics", "show", "--client", "amara", "--moment", "at_agreement").out
    assert said.startswith("At an agreement\n")
    assert "record found: " in said
    assert told.json("ethics", "show", "--edition", "2005", "--moment", "on_event", "--client", "amara")


def test_an_answer_and_its_history(told: Cli) -> None:
    given = told.json("ethics", "answer", "understood.questions", "partly", "--client", "amara", "--note", "a day")
    assert (given["item"], given["answer"], given["note"]) == ("agreement.understood.questions", "partly", "a day")
    assert (given["client_name"], given["edition"], given["standards"]) == ("Amara", "2025", ["1.1"])
    told.json("ethics", "answer", "understood.questions", "YES", "--client", "amara")
    told.json("ethics", "answer", "understood.questions", "no", "--client", "tomas")
    both = told.json("ethics", "history", "understood.questions")
    assert {(one["client_name"], one["answer"]) for one in both} == {
        ("Amara", "yes"),
        ("Amara", "partly"),
        ("Tomás", "no"),
    }
    assert len(told.json("ethics", "history", "understood.questions", "--client", "amara")) == 2
    item = next(one for one in told.json("ethics") if one["item"] == given["item"] and one["client_name"] == "Tomás")
    assert (item["answer"], item["waits"]) == ("no", False)
    assert "partly" in told("ethics", "history", "understood.questions").out
    assert told("ethics", "history", "equality.fair").out.startswith("nothing was answered to it yet")


def test_the_way_to_a_record_in_an_agreement_begins_with_an_agreement(told: Cli) -> None:
    told.json("clients", "add", "--name", "Ola Hansen")
    shown = told("ethics", "show", "--client", "ola", "--moment", "before_first_session").out
    hint = next(line.strip() for line in shown.splitlines() if "coachdesk agreements" in line)
    assert hint.startswith("coachdesk agreements new --client 'Ola Hansen' --sessions 6")
    made = told.json(*shlex.split(hint)[1:])
    assert made["state"] == "draft"
    shown = told("ethics", "show", "--client", "ola", "--moment", "before_first_session").out
    assert "coachdesk agreements new" not in shown
    assert "coachdesk agreements sign 'Ola Hansen'" in shown


def test_a_monthly_answer_with_an_exception(told: Cli) -> None:
    told.json("ethics", "answer", "power.influence.whose_lead", "yes")
    told.json("ethics", "answer", "power.influence.whose_lead", "no", "--client", "asa", "--note", "she waits for me")
    found = [one for one in told.json("ethics") if one["item"] == "power.influence.whose_lead"]
    assert [(one["client_name"], one["answer"], one["due_on"]) for one in found] == [
        ("", "yes", "2026-12-27"),
        ("Åsa", "no", "2026-12-27"),
    ]
    assert "Åsa: Is this client following their own lead, not mine?" in told("ethics").out


def test_editions_are_listed_compared_and_chosen(told: Cli, tmp_path: Path) -> None:
    listed = told.json("ethics", "editions")
    assert [(one["id"], one["known"], one["of"], one["checked"], one["used"]) for one in listed] == [
        ("2025", 18, 23, 17, True),
        ("2020", 28, 28, 13, False),
        ("2005", 28, 28, 28, False),
    ]
    assert "Not made or endorsed by the ICF." in told("ethics", "editions").out
    found = told.json("ethics", "compare", "2005", "2020")
    assert {one["change"] for one in found["topics"]} == {"added", "renumbered", ""}
    assert {one["topic"] for one in found["topics"] if one["change"] == "added"} == {
        "quality.any_fee", "equality", "code.tell_others", "support_people", "development.ongoing",
    }  # fmt: skip
    assert "added" in told("ethics", "compare", "2005", "2020").out
    file = tmp_path / "code.toml"
    file.write_text(GOOD)
    assert told.json("ethics", "editions", "check", str(file))["standards"] == 2
    assert told.json("ethics", "editions", "add", str(file))["id"] == "2028"
    assert told.json("config", "edition", "2028")
    assert {one["edition"] for one in told.json("ethics", "show")} == {"2028"}
    assert [one["id"] for one in told.json("ethics", "editions") if one["used"]] == ["2028"]
    file.write_text(ITEM)
    assert told.json("ethics", "editions", "check", str(file))["items"] == 1


def test_a_dilemma_from_the_shell(told: Cli) -> None:
    assert told("ethics", "dilemma").out.startswith("no dilemmas yet")
    made = told.json(
        "ethics", "dilemma", "add", "Bo asked me over lunch", "--client", "amara", "--topic", "sponsor.release"
    )
    assert (made["client_name"], made["topics"], made["on"]) == ("Amara", ["sponsor.release"], "2026-11-27")
    decided = told.json(
        "ethics", "dilemma", "decide", "lunch", "I said nothing", "--consulted", "Sue", "--look-back", "+2w"
    )
    assert (decided["decided"], decided["decided_on"], decided["look_back_on"]) == (
        "I said nothing", "2026-11-27", "2026-12-11",
    )  # fmt: skip
    assert [one["kind"] for one in told.json("tasks") if "dilemma" in one["text"]] == ["own"]
    looked = told.json("ethics", "dilemma", "look-back", made["id"], "She thanked me")
    assert looked["looked_back_on"] == "2026-11-27"
    assert told.json("ethics", "dilemma", "list") == [looked] == told.json("ethics", "dilemma")
    assert "Bo asked me over lunch" in told("ethics", "dilemma").out


def test_a_checklist_for_a_supervisor_names_nobody(told: Cli, tmp_path: Path) -> None:
    done = told.json("ethics", "export", "--client", "amara", "--to", str(tmp_path / "a.md"), "--recipient", "Sue")
    assert (done["recipient"], done["format"], done["named"]) == ("Sue", "md", False)
    assert "Amara" not in (tmp_path / "a.md").read_text()
    told("consents", "give", "--client", "amara", "--kind", "name-release", "--on", "today")
    done = told.json("ethics", "export", "--client", "amara", "--to", str(tmp_path / "a.pdf"), "--recipient", "Sue")
    assert (done["format"], done["named"]) == ("pdf", True)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    told.json("ethics", "export", "--to", str(tmp_path / "b.md"))
    seen = told("ethics", "look", "--client", "tomas", "--recipient", "Sue")
    assert seen.out.startswith("Ethics checklist\nClient A · ")
    assert "\\" not in seen.out
    assert "can still tell who it is" in seen.err
    assert sorted(one["recipient"] for one in told.json("disclosures")) == ["Sue", "Sue", "myself"]
    told("ethics", "export", "--to", str(tmp_path / "b.md")).refused(1, "b.md")


def test_an_item_that_an_edition_lacks_is_refused_and_says_where_it_is(told: Cli) -> None:
    told.json("config", "edition", "2005")
    words = ("ethics", "answer", "development.ongoing.logged", "yes")
    told(*words).refused(1, "is not in the edition 2005 (it is in 2025 and 2020")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("answer", "nothing.such", "yes"), "there is no item nothing.such"),
        (("answer", "barter", "yes"), "barter fits several"),
        (("answer", "intimacy.none.clear", "perhaps"), "perhaps is not an answer (one of yes, no, partly"),
        (("answer", "intimacy.none.clear", "yes", "--client", "amara"), "asked of the practice"),
        (("answer", "power.influence.safe_to_say_no", "yes"), "name one with --client"),
        (("answer", "equality.bias", "yes", "--client", "amara"), "Amara has none (plan one first)"),
        (("answer", "agreement.clear.complete", "yes", "--client", "norte"), "there is no client norte"),
        (("answer", "intimacy.none.clear", "yes", "--note", "x" * 20_001), "note: it has 20,001 characters"),
        (("show", "--moment", "yearly"), "yearly is not a moment (one of before_first_session"),
        (("show", "--edition", "1999"), "there is no edition 1999 (one of 2025, 2020, 2005)"),
        (("show", "--client", "nobody"), "nobody"),
        (("compare", "2005", "2099"), "there is no edition 2099"),
        (("history", ""), "there is no item"),
        (("export", "--to", "/nowhere/a.md"), "/nowhere"),
        (("export", "--to", "a.html"), "html"),
        (("export", "--to", "a.md", "--format", "html"), "html"),
        (("editions", "add", "/nowhere/code.toml"), "/nowhere/code.toml cannot be read"),
        (("dilemma", "add", ""), "happened"),
        (("dilemma", "add", "x", "--on", "2026-11-28"), "28 November 2026 has not come yet"),
        (("dilemma", "add", "x", "--topic", "money"), "money is not a topic"),
        (("dilemma", "decide", "lunch", "x"), "there is no dilemma lunch"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_kept(told: Cli, words: tuple[str, ...], said: str) -> None:
    told("ethics", *words).refused(1, said)
    assert told.json("ethics", "dilemma") == []
    assert told.json("disclosures") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace('"A2"', '"A1"'), "code.toml, line 23: number A1 is there twice (it is in line 15 already)"),
        (GOOD.replace('topic = "agreement.clear"\n', ""), "code.toml, line 14: topic is missing"),
        (GOOD.replace("agreement.clear", "agreement.cleer"), "code.toml, line 17: topic agreement.cleer is not known"),
        (GOOD.replace('section = "A"', 'section = "C"', 1), "code.toml, line 16: section C is not known"),
        (GOOD.replace("[[section]]", "[[section"), "code.toml, line 10: it is not TOML"),
        ("x" * 10_000_000, "code.toml, line 1: it is larger than 500 kB"),
        (ITEM + ITEM, "code.toml, line 12: id barter.written is there twice"),
        (ITEM.replace("barter_filled", "barter"), "code.toml, line 8: evidence agreement.barter is not known"),
        (ITEM.replace('topic = "barter"\n', ""), "code.toml, line 1: topic is missing"),
    ],
)
def test_a_wrong_catalogue_file_is_refused_with_its_line(told: Cli, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "code.toml"
    file.write_text(text)
    told("ethics", "editions", "check", str(file)).refused(1, said)
    told("ethics", "editions", "add", str(file)).refused(1, said)
    assert len(told.json("ethics", "editions")) == 3
