"""Random lives of one agreement through the verbs: money agrees everywhere, one version holds, papers are true."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.documents.facts import told
from coachdesk.documents.words import words_for
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.money import Money, format_money
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements
from coachdesk.services.desk import Desk
from coachdesk.services.verifying import verify
from tests.services import acts

STEPS = st.lists(
    st.sampled_from(["amend", "send", "sign client", "sign coach", "withdraw", "end", "later", "export"]), max_size=14
)


def step(desk: Desk, ref: str, what: str, folder: Path) -> None:
    """One thing that may be refused."""
    today = desk.today()
    try:
        if what == "amend":
            versions.amend(desk, ref, acts.terms(desk, ref, fee=f"{today.day}00.00"))
        elif what == "send":
            agreements.send(desk, ref)
        elif what.startswith("sign"):
            agreements.sign(desk, ref, by="Somebody", on=today, how="paper", party=what.split()[1])
        elif what == "withdraw":
            versions.withdraw(desk, ref)
        elif what == "end":
            versions.end(desk, ref, on=today, by="client")
        elif what == "export":
            agreements.export(desk, ref, "md", folder / f"{len(list(folder.iterdir()))}.md")
        else:
            acts.at(desk, today + timedelta(days=3))
    except CoachdeskError as error:
        if not error.code.startswith("agreement."):
            raise


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_one_version_holds_and_its_papers_say_so(desk: Desk, steps: list[str]) -> None:
    acts.at(desk, date(2026, 12, 2))
    someone = acts.client(desk)
    ref = acts.draft(desk, someone.id).id
    with TemporaryDirectory() as folder:
        for what in ["send", "export", *steps]:
            step(desk, ref, what, Path(folder))
        page = agreements.page(desk, ref)
        holding = [one.number for one in page.all_versions if one.holds]
        assert holding == ([page.holds] if page.holds else [])
        for one in page.all_versions:
            assert one.fingerprint == agreements.page(desk, ref, one.number).fingerprint
        for paper in Path(folder).iterdir():
            found = verify(desk, paper)
            assert found.verdict in ("in-force", "unsigned", "superseded", "ended")
            if found.verdict == "in-force" and found.since and found.since <= desk.today():
                assert found.version == page.holds


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 10**7), st.sampled_from(["EUR", "JPY", "KWD"]), st.lists(st.integers(1, 99), max_size=4))
def test_the_money_is_the_same_everywhere(desk: Desk, minor: int, currency: str, shares: list[int]) -> None:
    someone = acts.client(desk, "Money Person")
    fee = Money(minor, currency)
    parts = [minor * share // (sum(shares) + 1) for share in shares]
    parts = [part for part in [*parts, minor - sum(parts)] if part] if shares else []
    lines = [f"2027-0{1 + n}-01 {format_money(Money(part, currency)).split()[0]}" for n, part in enumerate(parts)]
    page = acts.draft(desk, someone.id, fee=fee, currency=currency, instalments=lines)
    assert page.terms.fee == fee
    assert sum(amount.minor for _, amount in page.terms.instalments) in (0, minor)
    shown = agreements.summary(desk, page.id)
    said = dict(told(shown.deal, words_for("en")))["Fee"]
    amounts = re.findall(rf"[\d,.]*\d {currency}", said)
    assert amounts == [format_money(fee), *(format_money(amount) for _, amount in page.terms.instalments)]
    clause = next(one.text for one in shown.clauses if one.key == "fee")
    assert all(amount in clause for amount in amounts)
