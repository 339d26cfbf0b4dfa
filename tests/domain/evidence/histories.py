"""Random histories of one client: agreements written, sent, signed, changed, ended; sessions, notes, entries; undone.

A history is a list of steps, each a word and two small numbers, so that a failing one is cut down to the few that
matter. Nothing refuses a step here: the rules of evidence must hold for records that the verbs would not make, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from coachdesk.domain.agreements import VersionFacts
from coachdesk.domain.consents import Answer
from coachdesk.domain.evidence.facts import (
    AgreementFacts,
    ClauseFacts,
    ClientFacts,
    ConsentFacts,
    DisclosureFacts,
    EntryFacts,
    MoneyFacts,
    PracticeFacts,
    Records,
    SessionFacts,
    VersionRead,
)
from tests.domain.evidence.made import DAY, TODAY

ZONE = "Europe/Sofia"
PARTIES = ("client", "coach", "payer")
CLAUSES = (
    "fee", "cancellation", "unused_sessions", "confidentiality", "confidentiality_limits", "recording", "technology",
    "physical_contact", "contact_between", "ending", "expectations", "qualifications", "complaints", "conflicts",
    "sponsor_sharing", "barter", "data_kept",
)  # fmt: skip
VALUES: Mapping[str, Mapping[str, str]] = {
    "qualifications": {"code_name": "ICF Code of Ethics", "code_edition": "2025"},
    "barter": {"barter_share": "half", "barter_goods": "a website", "barter_end": "31 March 2027"},
}
STARTED = TODAY - 150 * DAY


@dataclass(frozen=True)
class Life:
    """What was recorded until a day."""

    today: date
    client: ClientFacts

    def with_client(self, **more: object) -> Life:
        return replace(self, client=replace(self.client, **more))

    def with_agreement(self, which: int, change: Callable[[AgreementFacts], AgreementFacts]) -> Life:
        """One of the agreements changed; nothing where there is none."""
        known = list(self.client.agreements)
        if not known:
            return self
        known[which % len(known)] = change(known[which % len(known)])
        return self.with_client(agreements=tuple(known))

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), UTC)


def clauses(broken: int, how: int) -> dict[str, ClauseFacts]:
    """Every clause with text, but one that is not whole, if any."""
    found = {}
    for number, key in enumerate(CLAUSES):
        one = ClauseFacts(key, key, "So it is.", required=number % 2 == 0, values=VALUES.get(key, {}))
        if number == broken:
            one = (
                replace(one, open=("fee_amount",)), replace(one, included=False), replace(one, text=" "),
                replace(one, values={}), replace(one, values={**one.values, "barter_end": "some day"}),
                replace(one, values={}, text="Until 1 May 2027."), replace(one, why_out="no need", included=False),
            )[how % 7]  # fmt: skip
        found[key] = one
    return found


def next_version(life: Life, number: int, a: int, b: int) -> VersionRead:
    """A draft whose dates and deal follow from two small numbers."""
    start = life.today + (a - 4) * 7 * DAY if a % 2 else None
    end = life.today + b * 11 * DAY if b % 3 == 0 else None
    review = life.today + b * 9 * DAY if b % 4 == 1 else None
    facts = VersionFacts(number, None, None, {}, start, end)
    deal = {"fee": f"{a // 3}", "length": f"{b // 5}"}
    return VersionRead(f"v{number}", facts, life.now, review, clauses(a + 9 * (b % 2) if b > 3 else 99, b), deal)


def draft(life: Life, a: int, b: int) -> Life:
    known = life.client.agreements
    made = AgreementFacts(
        f"a{len(known)}", f"Number {len(known)}", (next_version(life, 1, a, b),), "payer" if a % 4 == 3 else ""
    )
    return life.with_client(agreements=(*known, made))


def amend(life: Life, a: int, b: int) -> Life:
    def change(one: AgreementFacts) -> AgreementFacts:
        if one.versions[-1].facts.sent_at is None:
            return one
        return replace(one, versions=(*one.versions, next_version(life, len(one.versions) + 1, b, a)))

    return life.with_agreement(a, change)


def _facts(one: AgreementFacts, change: Callable[[VersionFacts], VersionFacts]) -> AgreementFacts:
    return replace(one, versions=tuple(replace(each, facts=change(each.facts)) for each in one.versions))


def send(life: Life, a: int, b: int) -> Life:
    """The newest goes out, and whatever waited for signatures is taken back."""

    def change(one: AgreementFacts) -> AgreementFacts:
        newest = one.versions[-1].facts
        if newest.sent_at is not None:
            return one

        def each(facts: VersionFacts) -> VersionFacts:
            if facts == newest:
                return facts._replace(sent_at=life.now)
            return facts if len(facts.signed) > 1 else facts._replace(withdrawn_at=facts.withdrawn_at or life.now)

        return _facts(one, each)

    return life.with_agreement(a, change)


def sign(life: Life, a: int, b: int) -> Life:
    """One party, or everybody, on a day of the last three."""
    parties = PARTIES if b > 5 else (PARTIES[b % 3],)
    day = life.today - (b % 3) * DAY

    def each(facts: VersionFacts) -> VersionFacts:
        if facts.sent_at is None or facts.withdrawn_at is not None:
            return facts
        return facts._replace(signed={**dict.fromkeys(parties, day), **facts.signed})

    return life.with_agreement(a, lambda one: _facts(one, each))


def withdraw(life: Life, a: int, b: int) -> Life:
    def change(one: AgreementFacts) -> AgreementFacts:
        last = one.versions[-1].facts
        return _facts(one, lambda facts: facts._replace(withdrawn_at=life.now) if facts == last else facts)

    return life.with_agreement(a, change)


def end(life: Life, a: int, b: int) -> Life:
    by = ("", *PARTIES)[b % 4]
    return life.with_agreement(a, lambda one: replace(one, ended_on=life.today + (b - 4) * DAY, ended_by=by))


def meet(life: Life, a: int, b: int) -> Life:
    """A session of yesterday, late enough that it is today where the coach is, or some other hour."""
    known = life.client.sessions
    kind = {7: "chemistry", 8: "review", 9: "three-way"}.get(b, "coaching")
    state = ("held", "held", "held", "held", "missed", "cancelled", "planned", "held", "held", "held")[b]
    at = datetime.combine(life.today - DAY, time(5 + 2 * a if a < 9 else 23), UTC)
    under = life.client.agreements[a % len(life.client.agreements)].id if life.client.agreements and a else ""
    one = SessionFacts(f"s{len(known)}", "amara", under, kind, at, 60, state, "coach" if a % 2 else "client")
    return life.with_client(sessions=tuple(sorted((*known, one), key=lambda each: (each.at, each.id))))


def _with_session(life: Life, which: int, change: Callable[[SessionFacts], SessionFacts]) -> Life:
    known = list(life.client.sessions)
    if not known:
        return life
    known[which % len(known)] = change(known[which % len(known)])
    return life.with_client(sessions=tuple(known))


def note(life: Life, a: int, b: int) -> Life:
    """Around the end of what is fresh."""
    hours = (-1, 47, 48, 48 + 1 / 3600, -2)
    after = timedelta(hours=hours[b % 5])
    return _with_session(life, a, lambda one: replace(one, notes=(*one.notes, ("note", one.ends + after))))


def move(life: Life, a: int, b: int) -> Life:
    by = "coach" if b % 2 else "client"
    return _with_session(life, a, lambda one: replace(one, moves=(*one.moves, (life.now, by))))


def settle(life: Life, a: int, b: int) -> Life:
    return _with_session(life, a, lambda one: replace(one, topic="t" * (b % 2), result="r" * (b % 3)))


def mark(life: Life, a: int, b: int) -> Life:
    """Something else became of a session than was said."""
    return _with_session(life, a, lambda one: replace(one, state=("held", "missed", "planned")[b % 3]))


def enter(life: Life, a: int, b: int) -> Life:
    kind = ("review-talk", "intake-talk", "conflict", "harm", "suggestion")[a % 5]
    on = life.today - b * 12 * DAY
    ended = life.today if b == 7 else None
    told = on if b % 2 else None
    details = {"to": "x", "decision": "d" * (b % 3), "answer": "a", "heard": "h", "done": "d", "who_told": "w"}
    one = EntryFacts(
        f"e{len(life.client.entries)}", "amara", kind, on, life.now, told=told, ended=ended, details=details
    )
    return life.with_client(entries=(*life.client.entries, one))


def answer(life: Life, a: int, b: int) -> Life:
    kind = ("recording", "hours-log", "sponsor-report", "name-release")[a % 4]
    made = Answer(f"c{len(life.client.consents)}", kind, b > 3, life.today - (b % 4) * DAY, None, None, life.now)
    return life.with_client(consents=(*life.client.consents, ConsentFacts(made, "site" if b % 2 else "")))


def take_back(life: Life, a: int, b: int) -> Life:
    known = list(life.client.consents)
    if known:
        one = known[a % len(known)]
        known[a % len(known)] = replace(one, answer=replace(one.answer, withdrawn=life.today))
    return life.with_client(consents=tuple(known))


def leave(life: Life, a: int, b: int) -> Life:
    kind = "sponsor-report" if a % 2 else "agreement"
    known = life.client.disclosures
    one = DisclosureFacts(f"d{len(known)}", "amara", life.now, kind, "Brook", "a file", "consent" if b else "")
    return life.with_client(disclosures=(*known, one))


def pay(life: Life, a: int, b: int) -> Life:
    """What the ledger says of one of the agreements."""
    known = life.client.agreements
    if not known:
        return life
    settled = (life.today - (a - 4) * 3 * DAY,) if a % 2 else ()
    money = MoneyFacts(None if b == 9 else b // 2, a % 3 // 2, True, settled)
    return life.with_client(money={**life.client.money, known[b % len(known)].id: money})


def note_down(life: Life, a: int, b: int) -> Life:
    """A field of the client."""
    fields = (
        {"shares_employer": (True, False, None)[b % 3]}, {"keep_years": b or None},
        {"coached_since": life.today - b * 30 * DAY if b else None},
        {"conflict_check_on": life.today - b * 6 * DAY}, {"location": "Lagos", "emergency_number": "112"[b % 2 :]},
    )  # fmt: skip
    return life.with_client(**fields[a % 5])


def wait(life: Life, a: int, b: int) -> Life:
    """Days pass: a few, or about as many as part two engagements."""
    days = (1, 2, 3, 15, 30, 31, 58, 60, 61, 62)[b]
    return replace(life, today=min(life.today + days * DAY, TODAY + 150 * DAY))


STEPS: Mapping[str, Callable[[Life, int, int], Life]] = {
    one.__name__: one
    for one in (
        draft, amend, send, sign, withdraw, end, meet, note, move, settle, mark, enter, answer, take_back, leave,
        note_down, wait, pay,
    )
}  # fmt: skip
UNDO = "undo"
USUAL = ("send", "sign", "sign", "meet", "meet", "wait", "wait", "amend", UNDO)
"""What happens more often than the rest."""

Step = tuple[str, int, int]
STEP = st.tuples(st.sampled_from((*STEPS, *USUAL)), st.integers(0, 9), st.integers(0, 9))
LIVES = st.lists(STEP, max_size=30)


def live(steps: Sequence[Step]) -> Life:
    """What a history of those steps leaves. Undoing takes the last one back that was not undone."""
    past = [Life(STARTED, ClientFacts("amara", "Amara", "active"))]
    for name, a, b in [("draft", steps[0][1], steps[0][2]), *steps] if steps else []:
        if name != UNDO:
            past.append(STEPS[name](past[-1], a, b))
        elif len(past) > 1:
            past.pop()
    return past[-1]


def asked(life: Life, which: int) -> list[Records]:
    """What is asked about then: the client, one agreement of theirs, one session, and the month of the practice."""
    client = life.client
    month = tuple(one for one in client.sessions if timedelta() <= life.now - one.at < timedelta(days=31))
    free = frozenset(one.id for one in month if one.agreement_id in ("", "a1"))
    of_client = Records(life.now, life.today, ZONE, "2025", PracticeFacts(month=month, free=free), client)
    found = [of_client]
    if client.agreements:
        found.append(replace(of_client, agreement=client.agreements[which % len(client.agreements)]))
    if client.sessions:
        found.append(replace(of_client, session=client.sessions[which % len(client.sessions)]))
    return found
