"""How an agreement stands, in words: on a line of the list, in the first line of its page; its terms at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from coachdesk.domain.money import format_money
from coachdesk.domain.sessions import renewal_reason
from coachdesk.domain.times import local
from coachdesk.domain.views.agreements import AgreementLine, AgreementPage, SignatureView, TermsView, VersionLine
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import caution, good, joined, quiet, shown

SOON = 30
"""Days ahead in which the end of an agreement is worth a word."""

MARKS = {"draft": "…", "sent": "○", "signed": "●", "ended": "–", "withdrawn": "–"}
PARTY = {"client": "the client", "coach": "you", "payer": "the payer"}
STATE_WIDTH = 34
"""Of the words of a state in the list, beside its mark."""
_PARTY_S = {"client": "the client's", "coach": "your", "payer": "the payer's"}
WHO = {"client": "the client", "coach": "the coach", "payer": "whoever pays"}
HOW = {"paper": "on paper", "email": "by e-mail", "e-signature": "with an e-signature"}
_BASIS = {"package": "for the package", "session": "a session", "month": "a month"}


def count(number: int, one: str, many: str = "") -> str:
    """`1 session`, `6 sessions`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def mark(state: str) -> Content:
    """The mark of a state; a word always stands beside it."""
    tone = {"draft": caution, "sent": caution, "signed": good}.get(state, quiet)
    return tone(MARKS.get(state, "·"))


# the list


def state_words(line: AgreementLine, clock: Clock) -> Content:
    """`draft, 3 missing` (beside another of that client `draft of 20 Nov 14:05, 3 missing`), `sent, the client to
    sign`, `signed 3 May`; short, since it is never to be cut."""
    if line.state == "draft":
        draft, whole = (f"draft of {line.apart}", "complete") if line.apart else ("draft", "nothing missing")
        return caution(f"{draft}, {line.gaps} missing") if line.gaps else shown(f"{draft}, {whole}")
    if line.state == "sent":
        waits = "all" if len(line.to_sign) == len(PARTY) else listed([PARTY[one] for one in line.to_sign])
        waits = {"client,coach": "both", "client,payer": "client and payer"}.get(",".join(line.to_sign), waits)
        words = f"sent, {waits} to sign"
        next_one = f"; {line.version} a draft" if line.coming else ""
        return caution(words + next_one * (len(words + next_one) <= STATE_WIDTH))
    if line.state == "withdrawn":
        return quiet("withdrawn")
    if line.state == "ended":
        when = line.ended or line.end
        return quiet(f"ended {clock.day(when)}" if when else "ended")
    if line.coming:
        return caution(line.standing)
    return shown(f"signed {clock.day(line.signed)}" if line.signed else line.state)


def span(start: date | None, end: date | None, clock: Clock) -> str:
    """`6 May – 6 Jan 2027`, `from 6 May`, `until 6 Jan`."""
    if start and end:
        return f"{clock.day(start)} – {clock.day(end)}"
    return f"from {clock.day(start)}" if start else f"until {clock.day(end)}" if end else ""


def left(line: AgreementLine) -> Content:
    """Sessions that are left, for an agreement under which there are any; marked where they come to their end."""
    found = line.sessions
    if not found.agreed:
        return Content.empty()
    if line.state != "signed":
        return shown(found.agreed)
    ends = renewal_reason(found.agreed, found.left, found.booked, found.unmarked)
    return caution(f"! {found.left} left") if ends else shown(f"{found.left} left")


def list_answer(lines: Sequence[AgreementLine], clock: Clock) -> str:
    """`3 signed, 2 wait for a signature, 1 draft; 1 ends in 9 days`."""
    number = {state: sum(1 for line in lines if line.state == state) for state in MARKS}
    parts = [
        f"{number['signed']} signed" if number["signed"] else "",
        f"{count(number['sent'], 'waits', 'wait')} for a signature" if number["sent"] else "",
        count(number["draft"], "draft") if number["draft"] else "",
        f"{number['withdrawn']} withdrawn" if number["withdrawn"] == len(lines) else "",
        f"{number['ended']} ended"
        if number["ended"] and not any(number[one] for one in ("signed", "sent", "draft"))
        else "",
    ]
    ends = sorted(one.end for one in lines if one.state == "signed" and one.end and one.end >= clock.today)
    soon = [day for day in ends if (day - clock.today).days <= SOON]
    later = f"{len(soon)} end by {clock.day(soon[-1])}" if soon else ""
    if len(soon) == 1:
        later = f"1 ends {ahead((soon[0] - clock.today).days)}"
    return "; ".join(part for part in (", ".join(filter(None, parts)), later) if part)


def ahead(days: int) -> str:
    """`today`, `tomorrow`, `in 9 days`."""
    return ("today", "tomorrow")[days] if days in (0, 1) else f"in {days} days"


def ago(days: int) -> str:
    """`today`, `yesterday`, `9 days ago`."""
    return ("today", "yesterday")[max(days, 0)] if days < 2 else f"{days} days ago"


# the page


def page_answer(page: AgreementPage, clock: Clock, *, brief: bool = False) -> Content:
    """The state of a version in one sentence, and which other version holds meanwhile (since when, unless `brief`)."""
    holds = next((one for one in page.all_versions if one.holds), None)
    other = ""
    if holds is not None and holds.since and holds.number != page.version:
        since = f"version {holds.number} in force since {clock.day(holds.since)}"
        other = f"{holds.number} holds" if brief else since
    return joined(_version_answer(page, clock, brief=brief), other, by=" · ")


def _version_answer(page: AgreementPage, clock: Clock, *, brief: bool) -> Content:
    if page.state == "draft":
        head = f"draft of version {page.version}"
        if not page.missing:
            return joined(head, " · ", good("nothing is missing"))
        return joined(head, " · ", caution(f"{count(len(page.missing), 'thing is', 'things are')} missing"))
    named = f"version {page.version} " if page.versions > 1 else ""
    if page.state == "sent":
        return joined(named, _sent(page, clock, brief=brief), caution(_unsigned(page, brief=brief)))
    if page.state == "withdrawn":
        return quiet(f"{named or 'it '}was withdrawn; nobody agreed to it")
    days = [one.on for one in page.signatures]
    signed = f"{named}signed {clock.day(max(days))}" if days else page.state
    if page.ending is not None:
        return joined(named, caution(ending_words(page, clock, whole=False)))
    if page.state == "ended":
        return shown(f"{signed}, and over since {clock.day(page.terms.end)}" if page.terms.end else f"{signed}, ended")
    version = next((one for one in page.all_versions if one.number == page.version), None)
    if version is not None and any(one.number > page.version and one.signed for one in page.all_versions):
        return joined(signed, " · ", quiet(replaced_words(version, clock)))
    since = max([*days, *([page.terms.start] if page.terms.start else [])], default=clock.today)
    force = f"in force since {clock.day(since)}" if since <= clock.today else f"in force from {clock.day(since)}"
    sessions = f"{count(page.sessions.left, 'session')} left" if page.sessions.agreed else ""
    signed = f"version {page.version}" if brief and named else signed
    return joined(good(signed), " · ", " · ".join(part for part in (force, sessions) if part))


def replaced_words(version: VersionLine, clock: Clock) -> str:
    """`replaced; in force 1 Feb – 3 May`, of a version that a newer one follows."""
    if version.since is None:
        return "replaced before it began"
    if version.until is None or version.until >= clock.today:
        return (
            f"in force {'since' if version.since <= clock.today else 'from'} {clock.day(version.since)}, then replaced"
        )
    return f"replaced; in force {span(version.since, version.until, clock)}"


def ending_words(page: AgreementPage, clock: Clock, *, whole: bool = True) -> str:
    """`ended 3 May by the client; 4 sessions not used`, and (the `whole`) what was said of money."""
    ending = page.ending
    if ending is None:
        return ""
    unused = f"{count(ending.unused, 'session')} not used" if ending.unused else ""
    said = ending.said if whole else unused
    said = f"; {said}" if said else ""
    return f"{'ended' if ending.on <= clock.today else 'ends'} {clock.day(ending.on)} by {WHO[ending.by]}{said}"


def version_words(version: VersionLine, clock: Clock) -> Content:
    """How a version stands, in the row of them: `in force since 1 Feb`, `draft`, `withdrawn 3 May`."""
    if version.state == "draft":
        return caution("draft")
    if version.withdrawn is not None:
        return quiet(f"withdrawn {clock.day(version.withdrawn)}")
    if version.signed is None:
        return caution("waits for a signature")
    if version.holds and version.since:
        return good(f"in force since {clock.day(version.since)}")
    if version.since and version.since > clock.today:
        return shown(f"in force from {clock.day(version.since)}")
    return quiet(span(version.since, version.until, clock) or "never began")


def suggests_renewal(page: AgreementPage, clock: Clock) -> bool:
    """Whether it is time to think of the next agreement: this one ends soon, or its last session is the next."""
    if page.state != "signed" or page.ending is not None or page.renewed_by or page.version != (page.holds or 0):
        return False
    soon = page.terms.end is not None and 0 <= (page.terms.end - clock.today).days <= SOON
    return soon or bool(_few_left(page))


def renewal_words(page: AgreementPage, clock: Clock) -> str:
    """`It ends in 9 days, on 6 Dec`, or that one session is left."""
    if page.terms.end is not None and 0 <= (page.terms.end - clock.today).days <= SOON:
        return f"It ends {ahead((page.terms.end - clock.today).days)}, on {clock.day(page.terms.end)}"
    reason = _few_left(page)
    return reason[:1].upper() + reason[1:]


def _few_left(page: AgreementPage) -> str:
    """That its sessions come to their end, in words; empty while there is time."""
    found = page.sessions
    return renewal_reason(found.agreed, found.left, found.booked, found.unmarked)


def _sent(page: AgreementPage, clock: Clock, *, brief: bool) -> str:
    when = ago((clock.today - local(page.sent, clock.zone).date()).days) if page.sent else ""
    signed = "" if brief else listed([PARTY[one.party] for one in page.signatures])
    return f"sent {when}" + (f", signed by {signed}; " if signed else "; ")


def _unsigned(page: AgreementPage, *, brief: bool) -> str:
    if brief:
        return f"{count(len(page.to_sign), 'signature is', 'signatures are')} missing"
    if not page.signatures and len(page.to_sign) == 2:
        return "both signatures are missing"
    missing = listed([_PARTY_S[one] for one in page.to_sign])
    return f"{missing} {'signature is' if len(page.to_sign) == 1 else 'signatures are'} missing"


def signature_words(one: SignatureView, clock: Clock) -> str:
    """`as the client, 3 May, on paper`."""
    return f"as {PARTY[one.party] if one.party != 'coach' else 'the coach'}, {clock.day(one.on)}, {HOW[one.how]}"


def fee_words(terms: TermsView) -> str:
    """`1,200.00 EUR for the package`; a fee of nothing is said as such."""
    if terms.barter:
        return "in exchange for something else than money"
    if terms.fee is None:
        return ""
    return f"{format_money(terms.fee)} {_BASIS[terms.basis]}" if terms.fee.minor else "pro bono: no fee"


def instalment_words(terms: TermsView, clock: Clock) -> str:
    """`in 3 parts: 1 Dec, 1 Feb, 1 Apr`."""
    days = [clock.day(on) for on, _ in terms.instalments]
    return f"in {count(len(days), 'part')}: {', '.join(days)}" if days else ""


def terms_words(terms: TermsView, clock: Clock) -> str:
    """`6 sessions of 60 min · weekly · video · 1,200.00 EUR for the package · 24 h to cancel · 6 May – 6 Jan`."""
    length = f" of {terms.minutes} min" if terms.minutes else ""
    sessions = f"{count(terms.sessions, 'session')}{length}" if terms.sessions else f"sessions{length}" * bool(length)
    cancel = f"{terms.cancel_hours} h to cancel" if terms.cancel_hours else ""
    parts = (
        sessions,
        terms.frequency,
        terms.medium,
        fee_words(terms),
        instalment_words(terms, clock),
        cancel,
        span(terms.start, terms.end, clock),
        f"review {clock.day(terms.review)}" if terms.review else "",
    )
    return " · ".join(part for part in parts if part) or "no terms yet"
