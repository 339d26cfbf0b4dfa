"""The checklist on paper: for a supervisor, without who a client is, and through the one gate."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from coachdesk.domain.inputs.consents import WithdrawInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import clients, consents, ethics_record, hand_over, settings
from coachdesk.services.desk import Desk
from coachdesk.services.ethics_masks import Masks
from tests.services import acts
from tests.services.ethics_acts import answer, consent, entry
from tests.services.session_acts import plan, refused

WHO = ("Amara", "Okonkwo", "amara@example.org", "Acme", "Lisbon", "Ingrid", "Berg")


@pytest.fixture
def client_id(desk: Desk) -> str:
    """A client with a payer, answers, and notes that name them."""
    page = acts.sponsored(desk)
    acts.change(desk, page.client_id, organisation="Acme", location="Lisbon", emergency_number="112")
    settings.change(desk, "edition", "2020")
    plan(desk, page.client_id, "2026-12-03 10:00")
    answer(
        desk, "power.influence.safe_to_say_no", "partly", page.client_id, "Amara of Acme is younger.\nOkonkwo, Amara!"
    )
    return page.client_id


def text_of(path: Path) -> str:
    if path.suffix == ".md":
        return path.read_text()
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


@pytest.mark.parametrize("fmt", ["md", "pdf"])
@pytest.mark.parametrize("recipient", ["", "Sue, my supervisor"])
def test_nobody_is_named_to_a_supervisor(desk: Desk, client_id: str, tmp_path: Path, fmt: str, recipient: str) -> None:
    done = ethics_record.export(desk, Subject(client_id), fmt, tmp_path / f"a.{fmt}", recipient)
    text = text_of(done.place)
    assert [word for word in WHO if word in text] == []
    assert not done.named
    assert "Client A · Nadia" in text
    assert "Not made or endorsed by the ICF" in text
    assert "2020" in text
    assert "number not" in text
    assert "Client A of an organisation is younger" in text
    (line,) = hand_over.register(desk, client_id)
    assert (line.recipient, line.kind, line.basis) == (
        recipient or "myself", "ethics-checklist", "unnamed" if recipient else "own",
    )  # fmt: skip
    assert line.what == "ethics checklist, in which they are client A"


def test_a_client_who_consented_is_named(desk: Desk, client_id: str, tmp_path: Path) -> None:
    consent(desk, client_id, "name-release")
    done = ethics_record.export(desk, Subject(client_id), "md", tmp_path / "a.md", "Sue")
    text = text_of(done.place)
    assert done.named
    assert "Amara Okonkwo" in text
    assert "Amara of Acme is younger" in text
    (line,) = hand_over.register(desk)
    assert (line.client_id, line.recipient) == (client_id, "Sue")


@pytest.mark.parametrize("allowed", [True, False])
def test_a_note_about_one_client_tells_of_no_other(desk: Desk, client_id: str, tmp_path: Path, allowed: bool) -> None:
    """Whether or not who it is about may be named, and those too whom the coach works with no more."""
    acts.client(desk, "May Lin", stage="active")
    clients.set_stage(desk, acts.client(desk, "Ruth Okafor", stage="active").id, "ended")
    answer(desk, "power.influence.safe_to_say_no", "no", client_id, "as with May, and with Ruth Okafor then")
    if allowed:
        consent(desk, client_id, "name-release")
    for subject in (Subject(client_id), Subject()):
        answer(desk, "impairment.seek_help.self_check", "yes", note="Ruth asks to come back")
        place = ethics_record.export(desk, subject, "md", tmp_path / "a.md", "Sue", overwrite=True).place
        assert [word for word in ("May", "Lin", "Ruth", "Okafor") if word in text_of(place)] == []


def test_a_letter_is_one_client_on_one_paper_and_a_name_of_several_is_nobodys(desk: Desk) -> None:
    ids = [acts.client(desk, name).id for name in ("Ana Lund", "Cleo Berg", "Ana Moss")]
    masks = Masks(desk, first=ids[2])
    assert masks("Cleo met Ana Lund. Moss, Ana Moss, knows Ana.") == (
        "Client B met client C. Client A, knows a client."
    )  # fmt: skip
    assert masks("Berg and Moss") == "Client B and client A"
    assert masks.letters == {ids[2]: "client A", ids[1]: "client B", ids[0]: "client C"}
    assert Masks(desk)("Lund, then Berg") == "Client A, then client B"


def test_letters_go_on_after_z(desk: Desk) -> None:
    masks = Masks(desk)
    assert [masks.name_of(str(number)) for number in (*range(27), 0)][-3:] == ["client Z", "client AA", "client A"]


def test_it_is_read_before_it_leaves(desk: Desk, client_id: str, tmp_path: Path) -> None:
    seen = ethics_record.look(desk, Subject(client_id), "Sue")
    assert "can still tell who it is" in seen.caution
    assert hand_over.register(desk) == []
    assert ethics_record.export(desk, Subject(client_id), "md", tmp_path / "a.md", "Sue").place.read_text() == seen.text
    assert seen.passages[1].text == "Client A · Nadia Petrova · 27 November 2026"
    named = ethics_record.look(desk, Subject(client_id), "Amara Okonkwo")
    assert (named.named, "Amara" in named.text, "names the client" in named.caution) == (True, True, True)


def test_whose_record_cannot_be_read_may_still_be_named_and_that_is_said(desk: Desk, client_id: str) -> None:
    answer(desk, "impairment.seek_help.self_check", "yes", note="Ruth asks to come back")
    acts.client(desk, "Ruth Okafor")
    assert "cannot be read" not in ethics_record.look(desk, Subject(), "Sue").caution
    acts.damage(desk, "client")
    assert ethics_record.look(desk, Subject(), "Sue").caution.startswith("The record of somebody cannot be read")


def test_to_themself_a_client_is_named_without_a_consent(desk: Desk, client_id: str, tmp_path: Path) -> None:
    done = ethics_record.export(desk, Subject(client_id), "md", tmp_path / "a.md", "Amara Okonkwo")
    assert done.named
    assert hand_over.register(desk)[0].client_id == client_id


def test_the_practices_own_names_no_client(desk: Desk, client_id: str, tmp_path: Path) -> None:
    bo = acts.client(desk, "May Lin", stage="active")
    answer(desk, "impairment.seek_help.self_check", "yes", note="tired since 3 May, since Amara left; May Lin helped")
    answer(desk, "power.influence.whose_lead", "no", bo.id, "she follows me")
    done = ethics_record.export(desk, Subject(), "md", tmp_path / "a.md", "Sue")
    text = text_of(done.place)
    assert [word for word in (*WHO, "May Lin", "Lin") if word in text] == []
    assert "tired since 3 May, since client A left; client B helped" in text
    assert "Answered for client B: no on 27 November 2026" in text
    for who, letter in ((client_id, "A"), (bo.id, "B")):
        (line,) = hand_over.register(desk, who)
        assert line.what == f"ethics checklist of the practice, in which they are client {letter}"
        assert (line.recipient, line.basis) == ("Sue", "unnamed")
    assert text.startswith("# Ethics checklist\n\nThe practice · Nadia Petrova · 27 November 2026\n")


def test_events_are_in_it_only_where_there_was_something(desk: Desk, client_id: str, tmp_path: Path) -> None:
    before = text_of(ethics_record.export(desk, Subject(client_id), "md", tmp_path / "a.md").place)
    assert "## Somebody may get hurt" not in before
    entry(desk, "harm", client_id, text="she spoke of it", details={"heard": "a", "done": "b", "who_told": "c"})
    after = text_of(ethics_record.export(desk, Subject(client_id), "md", tmp_path / "b.md").place)
    assert "## Somebody may get hurt" in after


def test_other_scripts_are_masked_and_set(desk: Desk, tmp_path: Path) -> None:
    names = ("ليلى حداد", "王美玲", "Ольга Смирнова", "Zoë [/b]")
    for number, name in enumerate(names):
        someone = acts.client(desk, name)
        note = f"{name} *said* <b>so</b> | 王 | שלום"
        acts.draft(desk, someone.id)
        answer(desk, "power.influence.safe_to_say_no", "yes", someone.id, note)
        for fmt in ("md", "pdf"):
            done = ethics_record.export(desk, Subject(someone.id), fmt, tmp_path / f"{number}.{fmt}", "Sue")
            text = text_of(done.place)
            assert not any(part in text for part in name.split())
            assert "said" in text


def test_nothing_is_written_where_it_cannot_be(desk: Desk, client_id: str, tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("mine")
    export = ethics_record.export
    refused("file.exists", export, desk, Subject(client_id), "md", there)
    refused("file.no-folder", export, desk, Subject(client_id), "md", tmp_path / "no" / "a.md")
    refused("document.format", export, desk, Subject(client_id), "html", tmp_path / "a.html")
    refused("text.long", export, desk, Subject(client_id), "md", tmp_path / "a.md", "x" * 300)
    refused("ref.unknown", export, desk, Subject("0123456789abcdef"), "md", tmp_path / "a.md")
    assert there.read_text() == "mine"
    assert hand_over.register(desk) == []
    export(desk, Subject(client_id), "md", there, overwrite=True)
    assert there.read_text() != "mine"


def test_a_consent_that_is_over_names_nobody(desk: Desk, client_id: str, tmp_path: Path) -> None:
    given = consent(desk, client_id, "name-release")
    acts.at(desk, date(2026, 11, 28))
    consents.withdraw(desk, given, validated(WithdrawInput, {"on": "today"}, Reading(desk.today())))
    assert not ethics_record.export(desk, Subject(client_id), "md", tmp_path / "a.md", "Sue").named
