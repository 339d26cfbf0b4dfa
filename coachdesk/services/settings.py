"""The settings of a desk: read by raw rows (the first Today needs them), written like everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.settings import BY_KEY, Settings, check_together, parse_setting

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def read(desk: Desk) -> Settings:
    """Every setting: what was chosen, else its default."""
    return Settings({row["id"]: row["value"] for row in desk.rows("setting") if row["id"] in BY_KEY})


def change(desk: Desk, key: str, text: str) -> str:
    """Set one setting from what a person typed; answers with the stored value.

    Raises `setting.unknown`, `edition.unknown`, and what the kind of the setting refuses.
    """
    return change_all(desk, {key: text})[key]


def change_all(desk: Desk, entered: dict[str, str]) -> dict[str, str]:
    """Set several settings in one transaction; all of them are checked before any is written."""
    from coachdesk.store.tables.settings import Setting

    if "logo" in entered:
        from coachdesk.services import logos

        entered = {**entered, "logo": logos.entered(entered["logo"], desk.settings().get("logo"))}
    values = {key: parse_setting(key, text) for key, text in entered.items()}
    if "edition" in values:
        from coachdesk.services import ethics_catalogue

        ethics_catalogue.edition(desk, values["edition"])
    check_together({**desk.settings().values, **values})
    with desk.store.write("settings.change") as db:
        for key, value in values.items():
            row = db.get(Setting, key)
            if row is None:
                db.add(Setting(id=key, value=value))
            elif row.value != value:
                row.value = value
    return values
