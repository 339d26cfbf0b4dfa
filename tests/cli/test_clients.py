"""Clients, contacts and goals from the shell."""

from __future__ import annotations

from tests.cli.program import NOW, Cli


def test_a_contact_is_shown_with_what_became_of_the_promises_to_them(cli: Cli) -> None:
    cli.json("contacts", "add", "--name", "Sylvia Sponsor", "--role", "sponsor")
    cli.json("add", "send the report @sylvia tom")
    cli.json("done", "report")
    assert cli.json("contacts", "show", "sylvia")["record"]["words"] == "kept 1 of 1"
    shown = cli("contacts", "show", "sylvia").out
    assert "kept 1 of 1" in shown
    assert "replies  no reply yet" in " ".join(shown.split()).replace("replies no", "replies  no")


def test_a_client_with_every_field(cli: Cli) -> None:
    bo = cli.json("contacts", "add", "--name", "Bo Lind", "--role", "colleague")
    entered = {
        "--called": "Amara", "--pronouns": "she/her", "--email": "amara@example.org", "--phone": "+234 1 2345678",
        "--organisation": "Adire & Sons", "--zone": "lagos", "--away-zone": "Tokyo", "--away-from": "2026-11-20",
        "--away-until": "+7d", "--stage": "enquiry", "--language": "English", "--contact-how": "by e-mail",
        "--expects-reply": "12h", "--how-came": "a talk", "--referred-by": "bo", "--emergency": "her sister",
        "--location": "Lagos", "--emergency-number": "112", "--other-ties": "none", "--shares-employer": "no",
        "--conflict-check-on": "3 nov", "--conflict-check": "none", "--keep-years": "7",
        "--coached-since": "1 mar 2025", "--note": "two\nlines",
    }  # fmt: skip
    several = ("--former-name", "Amara Obi", "--former-name", "A. Obi", "--ask-before", "ask before suggesting")
    words = [word for pair in entered.items() for word in pair]
    added = cli.json("clients", "add", "--name", "Amara Okonkwo", *words, *several)
    assert cli.json("clients", "show", added["id"]) == added
    assert len(added["id"]) == 16
    kept = {key: added[key] for key in added if key not in ("id", "goals", "agreements", "stages", "record")}
    assert kept == {
        "name": "Amara Okonkwo", "called": "Amara", "full_name": "Amara Okonkwo",
        "former_names": ["Amara Obi", "A. Obi"], "pronouns": "she/her", "email": "amara@example.org",
        "phone": "+234 1 2345678", "organisation": "Adire & Sons", "zone": "Africa/Lagos", "away_zone": "Asia/Tokyo",
        "away_from": "2026-11-20", "away_until": "2026-12-04", "zone_now": "Asia/Tokyo", "local_date": "2026-11-27",
        "local_time": "16:00", "stage": "enquiry", "language": "English", "contact_how": "by e-mail",
        "expects_reply_minutes": 720, "how_came": "a talk", "referred_by": bo["id"], "referred_by_name": "Bo Lind",
        "ask_before": ["ask before suggesting"], "emergency": "her sister", "location": "Lagos",
        "emergency_number": "112", "other_ties": "none", "shares_employer": False, "conflict_check_on": "2026-11-03",
        "conflict_check": "none", "keep_years": 7, "keep_until": None, "coached_since": "2025-03-01",
        "note": "two\nlines", "created": NOW,
    }  # fmt: skip
    assert added["stages"] == [{"at": NOW, "stage": "enquiry", "why": ""}]


def test_an_edit_changes_what_was_given_and_clears_what_is_empty(told: Cli) -> None:
    before = told.json("clients", "show", "amara")
    after = told.json(
        "clients", "edit", "amara", "--phone", "0123 456", "--email", "", "--ask-before", "a", "--ask-before", "b"
    )
    assert after == before | {"phone": "0123 456", "email": "", "ask_before": ["a", "b"]}
    assert told.json("clients", "edit", "amara", "--ask-before", "")["ask_before"] == []


def test_an_edit_of_nothing_is_wrong_usage(told: Cli) -> None:
    told("clients", "edit", "amara").refused(2, "nothing to change", "coachdesk clients edit --help")
    told("contacts", "edit", "bo").refused(2, "nothing to change")


def test_a_stage_and_a_field_change_together_or_not_at_all(told: Cli) -> None:
    told("clients", "edit", "tomas", "--note", "new", "--stage", "paused").refused(1, "stage")
    assert told.json("clients", "show", "tomas")["note"] == ""
    told("clients", "edit", "tomas", "--zone", "nowhere at all", "--stage", "active").refused(1, "zone")
    assert told.json("clients", "show", "tomas")["stage"] == "enquiry"
    after = told.json("clients", "edit", "tomas", "--note", "new", "--stage", "active", "--why", "signed")
    assert (after["note"], after["stage"]) == ("new", "active")
    assert [(one["stage"], one["why"]) for one in after["stages"]] == [("enquiry", ""), ("active", "signed")]


def test_a_list_by_stage_and_namesakes_told_apart(told: Cli) -> None:
    everyone = told.json("clients", "list")
    assert [one["called"] for one in everyone] == sorted((one["called"] for one in everyone), key=str.casefold)
    assert {one["name"]: one["told_apart"] for one in everyone if one["called"] == "José"} == {
        "José Díaz": "José Díaz",
        "José Marín": "José Marín",
    }
    assert [one["called"] for one in told.json("clients", "list", "--stage", "enquiry")] == ["Tomás"]
    assert {one["called"]: one["agreement"] for one in everyone}["Amara"] == "signed"
    told("clients", "list", "--stage", "gone").refused(1, "gone", "enquiry, active, paused, ended")


def test_a_likely_duplicate_is_pointed_out_and_added_all_the_same(told: Cli) -> None:
    done = told("clients", "add", "--name", "AMARA OKONKWO", "--json")
    old = next(one for one in told.json("clients", "list") if one["called"] == "Amara")
    assert done.json["id"] != old["id"]
    assert done.err.count("\n") == 1
    assert "this may be a client you have already: Amara" in done.err
    assert old["id"] in done.err
    again = told("contacts", "add", "--name", "bo lind", "--role", "helper")
    assert "this may be a contact you have already: Bo Lind" in again.err
    assert again.status == 0


def test_a_page_and_a_list_for_a_person(told: Cli) -> None:
    page = told("clients", "show", "amara").out
    assert "Fri 27 Nov 08:00 in Lagos now" in page
    assert "Coaching agreement: signed, version 1" in page
    listed = told("clients", "list").out.splitlines()
    assert listed[0].split() == ["id", "client", "stage", "there", "now", "organisation", "agreement"]
    assert any("Amara" in line and "08:00 in Lagos" in line and "signed" in line for line in listed)


def test_an_empty_desk_says_what_belongs_there(cli: Cli) -> None:
    assert "coachdesk clients add" in cli("clients", "list").out
    assert "coachdesk contacts add" in cli("contacts", "list").out
    assert "coachdesk agreements new" in cli("agreements", "list").out
    assert cli.json("clients", "list") == cli.json("contacts", "list") == cli.json("disclosures") == []


def test_history_says_what_changed_and_undo_takes_any_of_it_back(told: Cli) -> None:
    told.json("clients", "edit", "amara", "--zone", "tokyo")
    told.json("clients", "edit", "amara", "--phone", "0123 456")
    latest, before, *_ = told.json("clients", "history", "amara")
    assert (
        before["changes"] == ["time zone: Africa/Lagos → Asia/Tokyo"]
        or "Africa/Lagos → Asia/Tokyo" in before["changes"][0]
    )
    assert (latest["undone"], latest["can_undo"]) == (False, True)
    undone = told.json("undo", latest["id"][:8])
    assert undone == {"id": latest["id"], "what": "client changed", "about": "Amara", "at": NOW}
    page = told.json("clients", "show", "amara")
    assert (page["phone"], page["zone"]) == ("", "Asia/Tokyo")
    told("undo", latest["id"]).refused(1, "undone already")
    assert "Africa/Lagos → Asia/Tokyo" in told("clients", "history", "amara").out


def test_contacts_are_the_same_in_small(cli: Cli) -> None:
    bo = cli.json(
        "contacts", "add", "--name", "Bo Lind", "--role", "Stand In", "--email", "bo@example.org", "--zone", "stockholm"
    )
    assert (bo["role"], bo["zone"], bo["called"]) == ("stand-in", "Europe/Stockholm", "Bo Lind")
    shown = cli.json("contacts", "show", bo["id"][:4])
    assert shown.pop("record")["words"] == "nothing promised yet"
    assert shown == bo
    assert cli.json("contacts", "list", "--role", "stand-in") == [bo]
    assert cli.json("contacts", "list", "--role", "sponsor") == []
    assert cli.json("contacts", "edit", "bo", "--role", "sponsor", "--note", "pays on time") == bo | {
        "role": "sponsor",
        "note": "pays on time",
    }
    cli("contacts", "add", "--name", "Eve", "--role", "friend").refused(1, "friend", "sponsor, colleague")
    cli("contacts", "add", "--name", "Eve").refused(2, "--role")


def test_goals_in_their_order_with_ratings(told: Cli) -> None:
    added = told.json("goals", "add", "--client", "asa", "Run a marathon :: under five hours")
    assert (added["text"], added["measure"], added["state"]) == ("Run a marathon", "under five hours", "open")
    alone = told.json("goals", "add", "--client", "asa", "Rest more")
    assert alone["measure"] == ""
    assert [one["id"] for one in told.json("goals", "list", "--client", "asa")] == [added["id"], alone["id"]]
    told.json("goals", "rate", "marathon", "3")
    rated = told.json("goals", "rate", added["id"], "5", "--by", "coach")
    assert [(one["by"], one["value"], one["at"]) for one in rated["ratings"]] == [("client", 3, NOW), ("coach", 5, NOW)]
    assert told.json("goals", "edit", "marathon", "Run a half marathon :: twice")["text"] == "Run a half marathon"
    assert told.json("goals", "drop", "marathon")["state"] == "dropped"
    assert told.json("goals", "reopen", "marathon")["state"] == "open"
    assert "5 of 10, by the coach" in told("goals", "list", "--client", "asa").out


def test_a_rating_is_a_whole_number_from_0_to_10(told: Cli) -> None:
    for wrong in ("11", "5.5", "five", ""):
        told("goals", "rate", told.json("goals", "list", "--client", "amara")[0]["id"], wrong).refused(
            1, "not a rating"
        )
    told("goals", "rate", "board", "5", "--by", "nobody").refused(1, "nobody")
    told("goals", "add", "--client", "asa", " :: only a measure").refused(1, "a goal needs words")
