"""The ledger of a client: what was invoiced, paid, credited, given back. Lines are written once; a mistake is taken
back by another line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import ledger as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.ledger import Line
from coachdesk.domain.ledger_words import owed_words
from coachdesk.domain.money import Money, format_money
from coachdesk.domain.text import NOTE_LIMIT, clean
from coachdesk.domain.views.ledger import Balance, LedgerLine, MoneyPage, MoneySum, PaidFor, UnderAgreement
from coachdesk.services import paid as counting
from coachdesk.services import session_agreements as agreed
from coachdesk.services.ledger_rows import OF_AGREEMENT, OF_CLIENT, lines_of
from coachdesk.services.people import People, people
from coachdesk.services.refs import Candidate, resolve
from coachdesk.services.session_agreements import AgreementFacts
from coachdesk.store.tables.fairness import LedgerEntry

if TYPE_CHECKING:
    from coachdesk.domain.inputs.ledger import LineInput
    from coachdesk.services.desk import Desk


def currency_of(desk: Desk, client_id: str, agreement_id: str = "") -> str:
    """The currency that an amount of this client is read in where none is named: of the fee of the agreement that the
    line is under, of the only one in force, else the practice's."""
    known = agreed.of_clients(desk, [client_id])
    live = _live(known, desk.today())
    under = known.get(agreement_id) or (live[0] if len(live) == 1 else None)
    fee = counting.terms_on(under, desk.today()).fee if under is not None else None
    return fee.currency if fee is not None else desk.settings().currency


def add(desk: Desk, client_id: str, entered: LineInput) -> LedgerLine:
    """A new line; without a day it is of today. Of a barter both sides are written, and the coach's is answered. A
    credit or a refund may name the incident that it makes good.

    Raises `ledger.…`, `ref.unknown`.
    """
    today, who = desk.today(), people(desk).known(("client", client_id))
    on, minor = entered.on or today, entered.amount.minor if entered.amount is not None else 0
    sessions, why = entered.sessions or 0, entered.why
    rules.check(entered.kind, minor, sessions, why, on, entered.due, today)
    under = _under(desk, client_id, who.title, entered)
    if sessions and under is None:
        raise failure("ledger.sessions-where", where="agreement")
    incident_id = _incident(desk, client_id, who.title, entered)
    currency = entered.amount.currency if entered.amount is not None else ""
    line = Line(
        id=new_id(), client_id=client_id, agreement_id=under.id if under is not None else "", kind=entered.kind,
        on=on, due=entered.due, minor=minor, currency=currency, sessions=sessions, why=why, reverses="",
        created=desk.clock(), incident_id=incident_id,
    )  # fmt: skip
    both = [line, line._replace(id=new_id(), minor=-minor)] if entered.kind == rules.BARTER else [line]
    _write(desk, "ledger.add", both)
    return view(desk, line.id)


def reverse(desk: Desk, line_id: str, why: str) -> LedgerLine:
    """Take back a line, whole, by another of today; of a barter its other side too.

    Raises `ledger.reason`, `ledger.reversed`, `ledger.is-reversal`, `ref.unknown`, `row.damaged`.
    """
    line, reason = _known(desk, line_id), clean(why, NOTE_LIMIT, "why")
    rules.check_reversible(line, reason)
    other = rules.other_side(line, lines_of(desk, OF_CLIENT, (line.client_id,)))
    back = [
        one._replace(id=new_id(), on=desk.today(), due=None, why=reason, reverses=one.id, created=desk.clock())
        for one in (line, other)
        if one is not None
    ]
    _write(desk, "ledger.reverse", back)
    return view(desk, back[0].id)


def lines(desk: Desk, client_id: str | None = None) -> list[LedgerLine]:
    """The lines of a client, or of all, newest first. Not to be called inside a transaction."""
    found = lines_of(desk, OF_CLIENT, (client_id,)) if client_id is not None else lines_of(desk)
    return _views(desk, list(reversed(found)))


def view(desk: Desk, line_id: str) -> LedgerLine:
    """One line. Raises `ref.unknown`, `row.damaged`."""
    return _views(desk, [_known(desk, line_id)])[0]


def balance(desk: Desk, client_id: str | None = None) -> list[Balance]:
    """What each client owes, by name and currency; of one client nothing owed is said too, where no line is."""
    everyone = people(desk)
    found: dict[str, list[Line]] = {}
    if client_id is not None:
        everyone.known(("client", client_id))
        found[client_id] = lines_of(desk, OF_CLIENT, (client_id,))
    else:
        for line in lines_of(desk):
            found.setdefault(line.client_id, []).append(line)
    owed = [
        Balance(whose, _title(everyone, whose), one.owed, owed_words([one]))
        for whose, theirs in found.items()
        for one in map(MoneySum.of, rules.sums(theirs))
    ]
    if client_id is not None and not owed:
        owed = [Balance(client_id, _title(everyone, client_id), Money(0, currency_of(desk, client_id)), owed_words(()))]
    return sorted(owed, key=lambda one: (one.client.casefold(), one.client_id, one.balance.currency))


def paid_for(desk: Desk, agreement_ids: list[str]) -> dict[str, PaidFor]:
    """What payments cover of those agreements today, from the rows of those alone."""
    return counting.paid_for(desk, agreement_ids, desk.today())


def page(desk: Desk, client_id: str) -> MoneyPage:
    """All of the money of one client. Raises `ref.unknown`."""
    who = people(desk).known(("client", client_id))
    mine = lines_of(desk, OF_CLIENT, (client_id,))
    live = [one.id for one in agreed.of_clients(desk, [client_id]).values() if one.state(desk.today()) != "draft"]
    paid = [one for one in paid_for(desk, live).values() if one.paid is not None or one.credited]
    return MoneyPage(
        client_id=client_id,
        client=who.title,
        lines=tuple(lines(desk, client_id)),
        owed=tuple(one.balance for one in balance(desk, client_id)),
        paid=tuple(reversed(paid)),
        currency=currency_of(desk, client_id),
        unpaid=frozenset(one.id for one, _ in rules.unpaid(mine)),
        sums=tuple(map(MoneySum.of, rules.sums(mine))),
    )


def _unpaid(desk: Desk, client_id: str) -> frozenset[str]:
    return frozenset(one.id for one, _ in rules.unpaid(lines_of(desk, OF_CLIENT, (client_id,))))


def of_agreement(desk: Desk, agreement_id: str) -> UnderAgreement:
    """What was invoiced, paid, credited and is owed of one agreement. Not to be called inside a transaction."""
    found = lines_of(desk, OF_AGREEMENT, (agreement_id,))
    sums = tuple(map(MoneySum.of, rules.sums(found)))
    under = agreed.of_agreements(desk, {agreement_id}).get(agreement_id)
    is_live = under is not None and under.state(desk.today()) != "draft"
    paid = paid_for(desk, [agreement_id]).get(agreement_id) if is_live else None
    unpaid = _unpaid(desk, found[0].client_id) if found else frozenset()
    return UnderAgreement(tuple(_views(desk, list(reversed(found)))), sums, paid, unpaid)


def find(desk: Desk, ref: str) -> str:
    """The id of the line that `ref` means: a whole id, a part of its reason, of its client's name with its kind, or the
    beginning of its id. Of lines that were taken back and the reversals only the id finds them. Raises `ref.…`."""
    known = [
        Candidate(one.id, f"{one.client} {one.kind} {format_money(one.amount) if one.amount else ''}".rstrip(), names)
        for one in lines(desk)
        for names in [() if one.reverses or one.taken_back else tuple(filter(None, (one.why, _kind_of(one))))]
    ]
    return resolve(ref, known, "line")


def _kind_of(one: LedgerLine) -> str:
    return f"{one.client} {one.kind}"


def _incident(desk: Desk, client_id: str, title: str, entered: LineInput) -> str:
    """The incident that a line makes good, which must be this client's; nothing where it names none."""
    if not entered.incident:
        return ""
    rules.check_makes_good(entered.kind)
    found = desk.rows("incident", "WHERE id = ?", (entered.incident,))
    if not found:
        raise failure("ref.unknown", ref=entered.incident, noun="incident")
    if found[0]["client_id"] != client_id:
        raise failure("ledger.other-incident", where="incident", client=title)
    return entered.incident


def _under(desk: Desk, client_id: str, title: str, entered: LineInput) -> AgreementFacts | None:
    """The agreement that a line is under: the one that is named, else the one in force, if its fee is in the same
    currency."""
    known, today = agreed.of_clients(desk, [client_id]), desk.today()
    if entered.agreement:
        if entered.agreement not in known:
            raise failure("ledger.other-client", where="agreement", client=title)
        under = known[entered.agreement]
        fee, amount = counting.terms_on(under, today).fee, entered.amount
        if fee is not None and amount is not None and fee.currency != amount.currency:
            raise failure(
                "ledger.currency", where="currency", title=under.title, fee=fee.currency, other=amount.currency
            )
        return under
    fits = [one for one in _live(known, entered.on or today) if _fits(one, entered, today)]
    if len(fits) > 1 and entered.kind in rules.UNDER_ONE:
        which = ", ".join(f"“{one.title}” [{one.id[:6]}]" for one in fits)
        raise failure("ledger.which", where="agreement", client=title, which=which)
    return fits[0] if len(fits) == 1 else None


def _fits(one: AgreementFacts, entered: LineInput, today: date) -> bool:
    fee = counting.terms_on(one, today).fee
    return entered.amount is None or fee is None or fee.currency == entered.amount.currency


def _live(known: dict[str, AgreementFacts], day: date) -> list[AgreementFacts]:
    """Those in force on that day; else the last that are signed, since money comes before and after the sessions."""
    signed = [one for one in known.values() if one.state(day) in ("signed", "ended")]
    going = [one for one in signed if one.ended_on is None]
    return [one for one in signed if one.holds_on(day)] or going or signed[-1:]


def _write(desk: Desk, verb: str, found: list[Line]) -> None:
    with desk.store.write(verb, client_id=found[0].client_id, final=True) as db:
        for one in found:
            db.add(
                LedgerEntry(
                    id=one.id,
                    client_id=one.client_id,
                    agreement_id=one.agreement_id or None,
                    incident_id=one.incident_id or None,
                    reverses_id=one.reverses or None,
                    kind=one.kind,
                    on_day=one.on,
                    due_on=one.due,
                    created_at=one.created,
                    minor=one.minor,
                    currency=one.currency,
                    sessions=one.sessions,
                    why=one.why,
                )
            )


def _known(desk: Desk, line_id: str) -> Line:
    """The line, and whether it was taken back. Raises `ref.unknown`, `row.damaged`."""
    found = lines_of(desk, "WHERE id = ? OR reverses_id = ?", (line_id, line_id))
    line = next((one for one in found if one.id == line_id), None)
    if line is not None:
        return line
    with desk.store.read() as db:
        row = db.get(LedgerEntry, line_id)
    if row is None:
        raise failure("ref.unknown", ref=line_id, noun="line")
    raise failure("row.damaged", table="ledger_entry", id=line_id)


def _views(desk: Desk, found: list[Line]) -> list[LedgerLine]:
    everyone = people(desk)
    titles = agreed.of_agreements(desk, {one.agreement_id for one in found} - {""})
    wrong = {row["id"]: row["what"] for row in agreed.in_chunks(desk, "incident", "id", _incidents(found))}
    return [
        LedgerLine(
            id=one.id,
            short=one.id[:6],
            client_id=one.client_id,
            client=_title(everyone, one.client_id),
            agreement_id=one.agreement_id,
            agreement=titles[one.agreement_id].title if one.agreement_id in titles else "",
            kind=one.kind,
            on=one.on,
            due=one.due,
            amount=Money(one.minor, one.currency) if one.currency else None,
            effect=one.effect,
            sessions=one.sessions,
            why=one.why,
            reverses=one.reverses,
            taken_back=one.taken_back,
            created=one.created,
            incident_id=one.incident_id,
            incident=wrong.get(one.incident_id, "").partition("\n")[0],
        )
        for one in found
    ]


def _incidents(found: list[Line]) -> set[str]:
    return {one.incident_id for one in found} - {""}


def _title(everyone: People, client_id: str) -> str:
    someone = everyone.get(("client", client_id))
    return someone.title if someone is not None else "(gone)"
