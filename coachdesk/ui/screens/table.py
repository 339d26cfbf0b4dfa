"""Which class is which screen. Named, not imported: a screen is imported when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import Any

TABS: dict[str, str] = {
    "today": "coachdesk.ui.screens.today:TodayScreen",
    "tasks": "coachdesk.ui.screens.tasks:TasksScreen",
    "clients": "coachdesk.ui.screens.clients:ClientsScreen",
    "sessions": "coachdesk.ui.screens.sessions:SessionsScreen",
    "agreements": "coachdesk.ui.screens.agreements:AgreementsScreen",
    "ethics": "coachdesk.ui.screens.ethics:EthicsScreen",
    "ledger": "coachdesk.ui.screens.ledger:LedgerScreen",
}
"""The screens of the keys 1 to 7, by place."""

RECORDS: dict[str, str] = {
    "absence": "coachdesk.ui.screens.absence:AbsenceScreen",
    "absences": "coachdesk.ui.screens.absences:AbsencesScreen",
    "agreement": "coachdesk.ui.screens.agreement:AgreementScreen",
    "checklist": "coachdesk.ui.screens.checklist:ChecklistScreen",
    "clause_standards": "coachdesk.ui.screens.clause_standards:ClauseStandardsScreen",
    "client": "coachdesk.ui.screens.client:ClientScreen",
    "consents": "coachdesk.ui.screens.consents:ConsentsScreen",
    "contact": "coachdesk.ui.screens.contact:ContactScreen",
    "contacts": "coachdesk.ui.screens.contacts:ContactsScreen",
    "dilemma": "coachdesk.ui.screens.dilemmas:DilemmasScreen",
    "dilemmas": "coachdesk.ui.screens.dilemmas:DilemmasScreen",
    "edition_compare": "coachdesk.ui.screens.edition_compare:EditionCompareScreen",
    "disclosures": "coachdesk.ui.screens.disclosures:DisclosuresScreen",
    "editions": "coachdesk.ui.screens.editions:EditionsScreen",
    "entry": "coachdesk.ui.screens.register:RegisterScreen",
    "focus": "coachdesk.ui.screens.focus:FocusScreen",
    "follow_up": "coachdesk.ui.screens.follow_up:FollowUpScreen",
    "incident": "coachdesk.ui.screens.incidents:IncidentsScreen",
    "incidents": "coachdesk.ui.screens.incidents:IncidentsScreen",
    "item": "coachdesk.ui.screens.item:ItemScreen",
    "money": "coachdesk.ui.screens.money:MoneyScreen",
    "owed": "coachdesk.ui.screens.owed:OwedScreen",
    "prep": "coachdesk.ui.screens.prep:PrepScreen",
    "register": "coachdesk.ui.screens.register:RegisterScreen",
    "review": "coachdesk.ui.screens.review:ReviewScreen",
    "task": "coachdesk.ui.screens.task:TaskScreen",
    "template": "coachdesk.ui.screens.template:TemplateScreen",
    "templates": "coachdesk.ui.screens.templates:TemplatesScreen",
    "session": "coachdesk.ui.screens.session:SessionScreen",
    "settings": "coachdesk.ui.screens.settings:SettingsScreen",
    "wrap_up": "coachdesk.ui.screens.wrap_up:WrapUpScreen",
}
"""The page of one record, by kind (`client`, `agreement` …): a screen class that is made with the record's id."""


def tab_screen(place: str) -> Any:
    """A new screen for that place."""
    return _load(TABS[place])()


def record_screen(kind: str, record_id: str) -> Any | None:
    """A new page of a record, or None where there is no such page yet."""
    return _load(RECORDS[kind])(record_id) if kind in RECORDS else None


def _load(name: str) -> Any:
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)
