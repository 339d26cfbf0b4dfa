"""Changing one setting: a question for a choice, a line with its help for the rest."""

from __future__ import annotations

from collections.abc import Sequence

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.settings import BY_KEY, Setting, Settings, format_setting, parse_setting
from coachdesk.ui.app import CoachdeskApp
from coachdesk.ui.screens.people import Clock, Echoes
from coachdesk.ui.text import joined, quiet, shown, strong
from coachdesk.ui.widgets.dialogs import choose
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

_SAYS_BACK = ("weekdays", "duration", "idle", "spans", "currency", "time")
"""Kinds whose value is not stored letter by letter: how it is understood is said as it is typed."""


async def change_setting(app: CoachdeskApp, clock: Clock, settings: Settings, key: str) -> bool:
    """Ask for another value of a setting and save it; False where it was left as it is."""
    setting = BY_KEY[key]
    if setting.kind == "choice":
        return await _choose(app, setting, setting.choices, settings.get(key))
    if setting.kind == "edition":
        listed = await app.bridge.ask("ethics.editions")
        return await _choose(app, setting, [one.id for one in listed], settings.get(key))

    async def save(values: Values) -> bool:
        with said_at(key, "setting.", "logo."):  # the other end of a working day, for one
            await app.bridge.ask("settings.change_all", values)
        return True

    form = Form(
        title=setting.title,
        fields=(_field(setting, Echoes(clock)),),
        save=save,
        values={key: settings.shown(key)},
        check=_wrong,
        words=quiet(f"{setting.help[:1].upper()}{setting.help[1:]}."),
    )
    return bool(await app.fill_in(form))


async def _choose(app: CoachdeskApp, setting: Setting, choices: Sequence[str], now: str) -> bool:
    words = [(one, joined(one, quiet("   as it is now")) if one == now else shown(one)) for one in choices]
    chosen = await choose(app, joined(strong(setting.title), quiet(f"  {setting.help}")), words)
    if chosen is None or chosen == now:
        return False
    await app.do("settings.change_all", {setting.key: chosen})
    return True


def _field(setting: Setting, says: Echoes) -> Field:
    if setting.kind == "zone":
        return Field(setting.key, "Value", "search", hint="type a city", find=says.zones, echo=says.zone)
    if setting.kind == "picture":
        return Field(setting.key, "File", hint="such as ~/logo.svg", note="empty for none; it is read once and kept")
    empty = "" if setting.needed else "may be empty"
    echo = (lambda text: _understood(setting.key, text)) if setting.kind in _SAYS_BACK else None
    return Field(setting.key, "Value", hint=empty, echo=echo)


def _understood(key: str, text: str) -> str:
    """How it is read, where that is not what was typed."""
    read = format_setting(key, parse_setting(key, text))
    return "" if read == text.strip() else f"understood as {read}"


def _wrong(values: Values) -> dict[str, str]:
    found = {}
    for key, text in values.items():
        if BY_KEY[key].kind == "picture":
            continue  # what is typed names a file, which is read as it is saved
        try:
            parse_setting(key, text)
        except CoachdeskError as error:
            found[key] = error.advice
    return found
