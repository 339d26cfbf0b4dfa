"""The sessions and the money of an agreement, on its page: how many are held, booked, not marked and left; what was
invoiced, paid, credited and is owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from coachdesk.domain.ledger_words import of_words, owed_words, paid_words, state_words, sum_words
from coachdesk.domain.money import format_money
from coachdesk.domain.sessions import Tally, count_words
from coachdesk.domain.views.agreements import AgreementPage, SessionCount
from coachdesk.domain.views.ledger import LedgerLine, MoneySum, UnderAgreement
from coachdesk.ui.screens.money import standing
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import caution, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Row, heading

Words = Callable[[object], Content]

MOST = 6
"""So many lines of the ledger stand on the page, the last ones; the page of the client's money has all."""


def sessions_words(found: SessionCount) -> str:
    """`3 held, 1 booked, 1 not marked, 2 left of 6`."""
    return count_words(found.agreed, Tally(found.held, found.charged, found.booked, found.credited, found.unmarked))


def money_rows(page: AgreementPage, money: UnderAgreement | None, clock: Clock, words: Words) -> Iterator[Row]:
    """The count, the sums, and the last lines of the ledger; nothing of a draft."""
    if money is None or page.state == "draft":
        return
    yield heading("  Sessions and money")
    waits = page.sessions.unmarked
    paid = paid_words(money.paid) if money.paid is not None and money.lines else ""
    mark = caution("!") if waits else "·"
    yield Row("sessions:", (mark, joined(sessions_words(page.sessions), quiet(words(paid)) if paid else "", by=" · ")))
    for one in money.sums:
        yield Row(f"money:{one.owed.currency}", ("·", words(sum_words(one))))
    if not money.lines and page.terms.fee is not None and page.terms.fee.minor:
        yield Row("money:", ("·", quiet("nothing in the ledger yet")))
    for line in money.lines[:MOST]:
        what = joined(line.kind, words(of_words(line)), words(line.why), by=" · ")
        stands = standing(line, money.unpaid, clock)
        yield Row(f"entry:{line.id}", ("", what, stands if stands.plain else quiet(clock.day(line.on))))
    if len(money.lines) > MOST:
        yield Row("money:more", ("", quiet(f"{len(money.lines) - MOST} earlier lines")))


def money_text(
    page: AgreementPage, money: UnderAgreement | None, line: tuple[str, str], clock: Clock, words: Words
) -> list[Content]:
    """What stands beside such a line: all of it, and the keys that go on."""
    kind, rest = line
    found = next((one for one in money.lines if one.id == rest), None) if money is not None else None
    if kind == "sessions":
        return [*_count_text(page), *_keys()]
    if kind == "entry" and found is not None:
        return [*_entry_text(found, clock, words), *_keys()]
    if money is None or not money.sums:
        return [shown("No line of the ledger is under it."), *_keys()]
    return [*(text for one in money.sums for text in _sum_text(one, words)), *_keys()]


def _sum_text(one: MoneySum, words: Words) -> Iterator[Content]:
    yield strong(words(owed_words([one])))
    for label, amount in (("invoiced", one.invoiced), ("paid", one.paid), ("credited", one.credited)):
        yield joined(quiet(f"{label} "), words(format_money(amount)))


def _count_text(page: AgreementPage) -> Iterator[Content]:
    found = page.sessions
    yield strong(f"{found.left} of {found.agreed} sessions left" if found.agreed else "Sessions")
    told = (
        (found.held, "held"), (found.charged, "missed or cancelled, and charged"), (found.booked, "booked"),
        (found.credited, "given beside"),
    )  # fmt: skip
    for number, what in told:
        if number:
            yield shown(f"{number} {what}")
    if found.unmarked:
        yield caution(f"{found.unmarked} over and not marked: held, missed or cancelled? Until that is said, none of "
                      "them counts.")  # fmt: skip
        yield joined(keyed("4"), quiet(" shows them: space held, M missed, c cancelled"))


def _entry_text(one: LedgerLine, clock: Clock, words: Words) -> Iterator[Content]:
    yield strong(joined(one.kind, words(of_words(one)), by=" of "))
    state = state_words(one)
    yield quiet(joined(clock.day(one.on), state, by=" · "))
    if one.why:
        yield words(one.why)
    if one.incident:
        yield joined(quiet("makes good: "), words(one.incident))


def _keys() -> list[Content]:
    return [Content.empty(), joined(keyed("$"), quiet(" opens the money of the client; n there enters a line"))]
