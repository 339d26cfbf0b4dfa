"""Sealed rows: what works as with any other row, and what is refused because it would go past the sealing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import defer, load_only

from coachdesk.domain.ids import new_id
from coachdesk.store import raw
from coachdesk.store.owners import COUNTED, OWNERS, owner_of
from coachdesk.store.rows import SealedRow, Secret
from coachdesk.store.tables.agreements import AgreementVersion
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.goals import Goal
from coachdesk.store.tables.journal import Action
from coachdesk.store.undo import MODELS
from tests.store.desks import NOW, Desk, add_client, add_goal, raw_connection, refusal


def client(**other: Any) -> Client:
    return Client(**{"id": new_id(), "stage": "active", "created_at": NOW, "called": "Ann", **other})


# What works.


def test_a_row_comes_back_as_it_was_written(desk: Desk) -> None:
    client_id = add_client(desk, "Zoë", former_names=("Ann", "李"), expects_reply_minutes=720)
    with desk.store.read() as db:
        row = db.get(Client, client_id)
    assert row is not None
    assert (row.called, row.former_names, row.expects_reply_minutes, row.note) == ("Zoë", ("Ann", "李"), 720, "")
    assert (row.stage, row.created_at, row.damaged) == ("active", NOW, None)


def test_no_secret_is_in_any_file(desk: Desk) -> None:
    add_client(desk, "CanaryCalled", note="CanaryNote")
    content = b"".join(path.read_bytes() for path in sorted(desk.folder.iterdir()) if path.name != "desk.db-shm")
    assert b"active" in content
    assert b"Canary" not in content


def test_a_secret_is_queried_by_no_one(desk: Desk) -> None:
    with pytest.raises(TypeError, match="cannot be queried"):
        select(Client).where(Client.called == "Ann")


def test_repr_shows_no_secret(desk: Desk) -> None:
    row = client(called="Canary")
    assert "Canary" not in repr(row)
    assert "Canary" not in repr(row.sealed)
    assert "Canary" not in str(row.model_dump())


def test_setting_a_secret_makes_the_row_dirty_and_setting_the_same_does_not(desk: Desk) -> None:
    client_id = add_client(desk)
    before = desk.connection.execute("SELECT sealed FROM client").fetchone()
    with desk.store.write("clients.edit") as db:
        row = db.get(Client, client_id)
        assert row is not None
        row.called, row.stage = "Ann", "active"
    assert desk.connection.execute("SELECT sealed FROM client").fetchone() == before
    with desk.store.write("clients.edit") as db:
        row = db.get(Client, client_id)
        assert row is not None
        row.called = "Anna"
    assert desk.connection.execute("SELECT sealed FROM client").fetchone() != before


def test_a_secret_of_the_wrong_type_is_refused_and_changes_nothing(desk: Desk) -> None:
    row = client()
    with pytest.raises(ValidationError):
        row.expects_reply_minutes = "soon"  # type: ignore[assignment]
    assert row.expects_reply_minutes is None
    with pytest.raises(ValidationError):
        client(former_names=7)
    assert client(called="after a refusal").called == "after a refusal"


def test_expire_refresh_rollback_and_merge_are_right_for_secrets(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    with desk.store.write("clients.edit") as db:
        row = db.get(Client, client_id)
        assert row is not None
        row.called = "changed"
        db.expire(row)
        assert row.called == "Ann"
        row.called = "changed"
        db.refresh(row)
        assert row.called == "Ann"
        db.expire(row)
        row.stage = "paused"  # a plain column set on an expired row: the old row is opened first
        db.flush()
        merged = db.merge(client(id=client_id, called="merged"))
        assert merged is row
    with desk.store.read() as db:
        again = db.get(Client, client_id)
        assert again is not None
        assert (again.called, again.stage) == ("merged", "active")


def test_rows_may_be_written_in_any_order(desk: Desk) -> None:
    from coachdesk.store import keys

    client_id = new_id()
    with desk.store.write("clients.add") as db:
        keys.make(db, client_id)
        db.add(Goal(id=new_id(), client_id=client_id, created_at=NOW, position=1, state="open", text="first"))
        db.flush()
        db.add(client(id=client_id))
    assert desk.findings() == [] or desk.records() == {"keys.json"}


def test_instants_are_kept_in_utc_to_the_second(desk: Desk) -> None:
    client_id = add_client(desk)
    east = timezone(timedelta(hours=13))
    with desk.store.write("goals.add") as db:
        at = datetime(2027, 1, 12, 1, 2, 3, 999, tzinfo=east)
        db.add(Goal(id=new_id(), client_id=client_id, created_at=at, position=1, state="open", text="x"))
    assert desk.connection.execute("SELECT created_at FROM goal").fetchone() == ("2027-01-11T12:02:03Z",)
    with desk.store.read() as db:
        assert db.all(Goal)[0].created_at == datetime(2027, 1, 11, 12, 2, 3, tzinfo=UTC)


def test_a_mapping_in_a_row_cannot_be_changed_in_place() -> None:
    row = AgreementVersion(id="v", client_id="c", agreement_id="a", number=1, created_at=NOW)
    with pytest.raises(TypeError):
        row.fills["place"] = "here"  # type: ignore[index]
    row.fills = {**row.fills, "place": "here"}
    assert dict(row.fills) == {"place": "here"}


def test_a_raw_row_is_the_row(desk: Desk) -> None:
    client_id = add_client(desk, "Ann", ask_before=("calling",))
    found = raw.row(desk.connection, desk.vault, "client", client_id)
    assert found is not None
    assert found["called"] == "Ann"
    assert found["ask_before"] == ["calling"]
    assert found["note"] == ""
    assert found["created_at"] == "2027-01-11T09:00:00Z"


def test_every_table_names_the_owner_that_raw_rows_use() -> None:
    from coachdesk.store.tables.desk import ClientKey, DeskState
    from coachdesk.store.tables.journal import Image
    from coachdesk.store.tables.unsaved import UnsavedForm

    models = [*MODELS.values(), ClientKey, DeskState, Action, Image, UnsavedForm]
    assert {str(model.__tablename__): model.__owner__ for model in models} == OWNERS


def test_no_secret_has_a_type_that_changes_in_place() -> None:
    for model in MODELS.values():
        for name, field in model.__secrets__.model_fields.items():
            assert not str(field.annotation).startswith(("list", "dict", "set")), (model, name)


# What is refused.


def test_half_a_row_is_refused(desk: Desk) -> None:
    client_id = add_client(desk)
    for option in (load_only(Client.stage), defer(Client.stage), defer(Client.sealed)):  # type: ignore[arg-type]
        with desk.store.read() as db, pytest.raises(TypeError, match="loads whole"):
            db.scalars(select(Client).options(option)).all()
    with desk.store.read() as db:
        row = db.get(Client, client_id)
        with pytest.raises(TypeError, match="loads whole"):
            db.refresh(row, ["stage"])
    with desk.store.read() as db:
        row = db.get(Client, client_id)
        assert row is not None
        db.expire(row, ["stage"])
        with pytest.raises(TypeError, match="loads whole"):
            row.stage  # noqa: B018


@pytest.mark.parametrize(
    "statement",
    [
        update(Client).values(stage="ended"),
        insert(Client).values(id="x", stage="y"),
        delete(Client),
        text("SELECT 1"),
        text("DELETE FROM client"),
        select(Client.id, Client.stage),
        select(func.max(Client.created_at)),
    ],
)
def test_what_goes_past_the_sealing_is_refused(desk: Desk, statement: Any) -> None:
    add_client(desk)
    with desk.store.write("bad") as db, pytest.raises(TypeError):
        db.execute(statement)


@pytest.mark.parametrize("name", ["bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings", "begin_nested"])
def test_bulk_ways_and_savepoints_are_refused(desk: Desk, name: str) -> None:
    with desk.store.write("bad") as db, pytest.raises(TypeError):
        getattr(db, name)([])


def test_a_session_is_neither_committed_by_hand_nor_used_after_a_rollback(desk: Desk) -> None:
    with desk.store.write("bad") as db:
        with pytest.raises(TypeError, match="commits"):
            db.commit()
        db.rollback()
        with pytest.raises(TypeError, match="inside"):
            db.all(Client)


def test_reading_writes_nothing(desk: Desk) -> None:
    client_id = add_client(desk)
    with desk.store.read() as db:
        row = db.get(Client, client_id)
        assert row is not None
        row.stage = "ended"
        with pytest.raises(TypeError, match="does not write"):
            db.flush()
    with desk.store.read() as db:
        again = db.get(Client, client_id)
        assert again is not None
        assert again.stage == "active"


def test_reads_and_writes_do_not_nest(desk: Desk) -> None:
    with desk.store.write("x"), pytest.raises(TypeError, match="nest"), desk.store.read():
        pass


def test_the_constructor_refuses_what_it_does_not_know_or_misses(desk: Desk) -> None:
    with pytest.raises(TypeError, match="nickname"):
        client(nickname="A")
    with pytest.raises(TypeError, match="stage"):
        Client(id="x", created_at=NOW, called="Ann")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        Client(id="x", created_at=NOW, stage="active")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        client(sealed=b"")


def test_a_failed_model_validate_leaves_later_rows_whole() -> None:
    with pytest.raises(ValidationError):
        Client.model_validate({"id": "x", "stage": "active", "created_at": NOW, "called": None})
    row = Client.model_validate({"id": "x", "stage": "active", "created_at": NOW, "called": "Ann"})
    assert (row.stage, row.called, client().called) == ("active", "Ann", "Ann")


def test_other_ways_to_make_a_row_are_refused() -> None:
    row = client()
    for attempt in (lambda: Client.model_construct(id="x"), row.model_copy, lambda: Client.model_validate(row)):
        with pytest.raises(TypeError):
            attempt()
    row.sqlmodel_update({"called": "Anna", "stage": "ended"})
    assert (row.called, row.stage) == ("Anna", "ended")


def test_naive_instants_and_days_with_a_time_are_refused(desk: Desk) -> None:
    client_id = add_client(desk)
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(Exception, match="zone"), desk.store.write("bad") as db:
        db.add(Goal(id=new_id(), client_id=client_id, created_at=naive, position=1, state="open", text="x"))
    assert desk.connection.execute("SELECT count(*) FROM goal").fetchone() == (0,)


def test_id_and_owner_of_a_row_never_change(desk: Desk) -> None:
    one, other = add_client(desk), add_client(desk, "Ben")
    goal_id = add_goal(desk, one)
    for change in ({"id": new_id()}, {"client_id": other}):
        with desk.store.write("bad") as db:
            row = db.get(Goal, goal_id)
            assert row is not None
            row.sqlmodel_update(change)
            with pytest.raises(TypeError, match="ever changes"):
                db.flush()
            db.rollback()


def test_keys_sums_and_journal_are_not_written_as_objects(desk: Desk) -> None:
    from coachdesk.store.tables.desk import ClientKey

    action = Action(id="x", seq=9, at=NOW, verb="v", run="r", final=False, schema_version=1, images=0)
    for row in (ClientKey(id="x", key="k"), action):
        with pytest.raises(TypeError), desk.store.write("bad") as db:
            db.add(row)


def test_a_secret_may_not_hide_a_name_of_every_row() -> None:
    with pytest.raises(TypeError, match="every row"):
        type(SealedRow)("Bad", (SealedRow,), {"__annotations__": {"plain": Secret[str]}, "__module__": __name__})


def test_a_table_whose_annotations_are_text_is_refused() -> None:
    with pytest.raises(TypeError, match="annotations"):

        class Bad(SealedRow, table=True):  # this module has `from __future__ import annotations`
            id: str
            name: Secret[str]


# Damage.


def test_one_bad_row_is_marked_and_the_others_are_read(desk: Desk) -> None:
    good, bad = add_client(desk, "Good"), add_client(desk, "Bad")
    with raw_connection(desk) as other:
        other.execute("UPDATE client SET created_at = '2027-01-11T0?:00:00Z' WHERE id = ?", (bad,))
    with desk.store.read() as db:
        rows = {row.id: row for row in db.all(Client)}
    assert rows[good].called == "Good"
    assert rows[bad].damaged is not None
    for attempt in (lambda: rows[bad].called, lambda: setattr(rows[bad], "called", "x"), rows[bad].secrets):
        with refusal("row.damaged"):
            attempt()


def test_text_that_is_none_is_damage_of_one_row(desk: Desk) -> None:
    good, bad = add_client(desk, "Good"), add_client(desk, "Bad")
    with raw_connection(desk) as other:
        other.execute("UPDATE client SET stage = CAST(x'ff61' AS TEXT) WHERE id = ?", (bad,))
    damaged: list[Any] = []
    assert [row["id"] for row in raw.rows(desk.connection, desk.vault, "client", damaged=damaged)] == [good]
    assert [problem.code for problem in damaged] == ["row.damaged"]
    with refusal("row.damaged"):
        raw.rows(desk.connection, desk.vault, "client")
    with desk.store.read() as db:
        assert [row.id for row in db.all(Client) if row.damaged] == [bad]


def test_a_damaged_row_is_not_written_over(desk: Desk) -> None:
    client_id = add_client(desk)
    with raw_connection(desk) as other:
        other.execute("UPDATE client SET stage = 'ended'")
    with refusal("row.damaged"), desk.store.write("clients.edit") as db:
        row = db.get(Client, client_id)
        assert row is not None
        row.stage = "paused"
    assert desk.connection.execute("SELECT stage FROM client").fetchone() == ("ended",)


def test_a_row_moved_to_another_table_or_client_does_not_open(desk: Desk) -> None:
    one, other_client = add_client(desk), add_client(desk, "Ben")
    goal_id = add_goal(desk, one)
    with raw_connection(desk) as other:
        other.execute("UPDATE goal SET client_id = ?", (other_client,))
    with refusal("row.damaged"):
        raw.row(desk.connection, desk.vault, "goal", goal_id)


def test_without_its_key_every_row_of_a_client_is_gone_and_no_other(desk: Desk) -> None:
    gone, stays = add_client(desk, "Gone"), add_client(desk, "Stays")
    add_goal(desk, gone)
    with raw_connection(desk) as other:
        other.execute("DELETE FROM client_key WHERE id = ?", (gone,))
    desk.vault.forget(gone)
    with desk.store.read() as db:
        rows = {row.id: row for row in db.all(Client)}
        with refusal("key.gone"):
            rows[gone].secrets()
        with refusal("key.gone"):
            db.all(Goal)[0].secrets()
        assert rows[stays].called == "Stays"


def test_without_its_key_no_row_and_no_image_of_a_client_opens_in_any_table(filled: Desk) -> None:
    client_id = raw.rows(filled.connection, filled.vault, "client")[0]["id"]
    with raw_connection(filled) as other:
        other.execute("DELETE FROM client_key WHERE id = ?", (client_id,))
    filled.vault.forget(client_id)
    seen = set()
    for table in COUNTED:
        for plain, sealed in raw.sealed_rows(filled.connection, table):
            if owner_of(table, plain) == client_id:
                seen.add(table)
                with refusal("key.gone"):
                    raw.open_secrets(filled.vault, table, plain, sealed)
            else:
                raw.open_secrets(filled.vault, table, plain, sealed)
    assert seen == {table for table, rule in OWNERS.items() if rule in ("id", "client_id")}
