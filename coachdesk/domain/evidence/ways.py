"""How the record that each evidence key asks for is made: in words, on which page by which command, and in the shell.

In the shell's examples `amara` stands for the client, and other names for whoever is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from coachdesk.domain.evidence.facts import Found
from coachdesk.domain.evidence.others import LATER
from coachdesk.domain.register_kinds import CLIENT, KINDS
from coachdesk.domain.views.ethics import Subject, WayIn

AGREEMENT, ENTRIES, REGISTER = "agreement", "client_ethics", "register"


def _clause(what: str, key: str) -> WayIn:
    """A clause of the client's agreement."""
    words = f"In the agreement's draft, or in its next version, fill {what}: f goes from gap to gap."
    return WayIn(words, AGREEMENT, "agreement.fill", f"coachdesk agreements clause amara {key} --in")


def _entry(kind: str, words: str, shell: str) -> WayIn:
    """An entry of the register, of a client or of the practice."""
    place = ENTRIES if KINDS[kind].whose == CLIENT else REGISTER
    command = f"register.new_{kind.replace('-', '_')}"
    return WayIn(words, place, command, f"coachdesk register add {kind} {shell}".rstrip())


def _field(name: str, words: str, shell: str) -> WayIn:
    """A field of the client."""
    return WayIn(words, ENTRIES, f"client.enter_{name}", f"coachdesk clients edit amara {shell}")


def _contact(words: str, shell: str) -> WayIn:
    """A contact, new or known."""
    return WayIn(words, "contacts", "contacts.new", f"coachdesk contacts add {shell}")


def _consent(words: str, kind: str, more: str = "") -> WayIn:
    """A client's answer to one kind of use."""
    shell = f"coachdesk consents give --client amara --kind {kind} --on today {more}"
    return WayIn(words, "consents", "consents.new", shell.rstrip(), consent=kind)


FIRST_AN_AGREEMENT = WayIn(
    "There is no agreement with the client yet: write one first.",
    "client_agreements", "client.new",
    "coachdesk agreements new --client amara --sessions 6 --minutes 60 --fee 1200.00 --start today",
)  # fmt: skip


def way_in(key: str, subject: Subject, found: Found) -> WayIn:
    """How the record is made that is asked for of this subject: what stands in an agreement needs one first."""
    way = WAYS[key]
    has_one = subject.agreement_id or any(kind == AGREEMENT for kind, _ in found.records)
    lacks_one = way.place == AGREEMENT and bool(subject.client_id) and found.found is False and not has_one
    return FIRST_AN_AGREEMENT if lacks_one else way


_OF_AGREEMENTS: Mapping[str, WayIn] = {
    "agreement.signed_before_first_session": WayIn(
        "Send the agreement, and record on its page who signed it and when.",
        AGREEMENT, "agreement.sign", "coachdesk agreements sign amara --by 'Amara Okonkwo' --on today --how email",
    ),
    "agreement.required_clauses_filled": _clause("every clause that is required", "nature"),
    "agreement.sponsor_signed": WayIn(
        "Say on the agreement's page who pays, send it, and record that the payer signed.",
        AGREEMENT, "agreement.sign", "coachdesk agreements sign amara --by 'Bo Lind' --as payer --on today --how email",
    ),
    "agreement.kept_counts": WayIn(
        "Mark each session as held, missed or moved where it stands: the counts follow from that.",
        "client_sessions", "", "coachdesk sessions hold amara",
    ),
    "agreement.amendment_dated": WayIn(
        "Write the next version of the agreement on its page, and have it signed.",
        AGREEMENT, "agreement.amend", "coachdesk agreements amend amara --fee 1350.00",
    ),
    "agreement.fee_terms_filled": _clause("the clauses on the fee, cancelling and unused sessions", "unused_sessions"),
    "agreement.confidentiality_filled": _clause("the clause on confidentiality and that on its limits",
                                                "confidentiality"),
    "agreement.limits_filled": _clause("the clause on the limits of confidentiality", "confidentiality_limits"),
    "agreement.technology_filled": _clause("the clauses on recording and on technology", "technology"),
    "agreement.sponsor_sharing_filled": _clause("the clause on what the payer hears", "sponsor_sharing"),
    "agreement.internal_roles_filled": WayIn(
        "Enter on the client's page whether you share an employer, then fill the clause on conflicts.",
        ENTRIES, "client.enter_shares_employer", "coachdesk clients edit amara --shares-employer yes",
    ),
    "agreement.barter_filled": _clause("the clause on the swap, with both sides and its last day", "barter"),
    "agreement.contact_boundaries_filled": _clause("the clauses on touch and on contact between sessions",
                                                   "physical_contact"),
    "agreement.ending_filled": _clause("the clauses on ending and on unused sessions", "ending"),
    "agreement.service_expectations_filled": _clause("the clause on what they can expect", "expectations"),
    "agreement.qualifications_filled": _clause("the clause on your qualifications", "qualifications"),
    "agreement.code_named": _clause("the clause on qualifications, with code and edition, and that on complaints",
                                    "complaints"),
    "ledger.unused_sessions_settled": WayIn(
        "Enter with the client's money what they paid, and the refund or credit for what was not used.",
        "money", "money.new",
        "coachdesk ledger add --client amara --kind refund --amount 400.00 --why 'two sessions not used'",
    ),
    "engagement.ending_recorded": WayIn(
        "End the agreement on its page: from when, and by whom.",
        AGREEMENT, "agreement.end", "coachdesk agreements end amara --on today --by client",
    ),
}  # fmt: skip

_OF_SESSIONS: Mapping[str, WayIn] = {
    "session.agreement_filled": WayIn(
        "Settle with the client what the session is about, and what they want from it.",
        "session", "hour.agree", "coachdesk sessions agree amara --topic 'saying no' --result 'a first sentence'",
    ),
    "session.note_written": WayIn(
        "Write a note of the session in its wrap-up, within two days.",
        "wrap_up", "wrap_up.note", "coachdesk sessions note amara --kind observation 'she laughed when she said it'",
    ),
    "session.notes_paid_and_unpaid": WayIn(
        "Mark sessions as held and wrap them up: what is counted follows from that.",
        "sessions", "sessions.done", "coachdesk sessions hold amara",
    ),
    "client.recent_sessions": WayIn(
        "Mark sessions as held and say in the wrap-up what came of each: they are read from there.",
        "client_sessions", "", "coachdesk sessions hold amara",
    ),
}  # fmt: skip

_OF_CLIENTS: Mapping[str, WayIn] = {
    "client.intake_talk_logged": _entry(
        "intake-talk", "Enter the talk in which you said what coaching is, and is not.", "--client amara --on today"
    ),
    "client.emergency_number": _field(
        "location", "Enter where the client is, and the emergency number of that place.",
        "--location 'Lagos, Nigeria' --emergency-number 112",
    ),
    "client.retention_rule_set": _field(
        "keep_years", "Enter how long records of the client are kept, and fill the agreement's clause on data.",
        "--keep-years 7",
    ),
    "client.conflict_check_dated": _field(
        "conflict_check_on", "Enter when you looked for conflicts of interest, and what you found; none, if none.",
        "--conflict-check-on today --conflict-check none",
    ),
    "client.other_roles_noted": _field(
        "other_ties", "Enter what else ties you two; none, if there is nothing.", "--other-ties none"
    ),
    "engagement.review_dated": _entry(
        "review-talk", "Enter the talk on what works and what does not, or hold a session of the kind review.",
        "'what works and what does not' --client amara --on today",
    ),
    "disclosure.logged_with_basis": WayIn(
        "Enter what was told of the client, to whom, and on which ground; what left as a file is there already.",
        "disclosures", "disclosures.new",
        "coachdesk disclosures add --client amara --to 'my supervisor' --what 'one session' --basis supervision",
    ),
    "conflict.disclosed_logged": _entry(
        "conflict", "Enter the conflict of interest, with the day on which the client was told.",
        "'I coach her boss, too' --client amara --on today --told today",
    ),
    "conflict.decision_logged": _entry(
        "conflict", "Enter the conflict of interest with what you two decided, and their answer.",
        "'I coach her boss, too' --client amara --decision 'we go on' --answer 'agreed with client' --answered today",
    ),
    "referral.disclosed_logged": _entry(
        "referral", "Enter the referral with what was given for it, and the day on which the client was told.",
        "--client amara --party 'Bo Lind' --direction received --benefit '100 EUR' --told today",
    ),
    "referral.suggested_logged": _entry(
        "suggestion", "Enter whom or what you suggested to the client.", "--client amara --to 'Dr Lund' --on today"
    ),
    "incident.harm_action_logged": _entry(
        "harm", "Enter what was heard, what was done, who was told and when.",
        "'danger to herself' --client amara --heard 'her words' --done 'called 112' --who-told 'her sister'"
        " --told today",
    ),
    "data_request.answered": _entry(
        "data-request", "Enter when the client asked, when you answered and what was sent.",
        "--client amara --on today --answered today --sent 'all that is kept'",
    ),
}  # fmt: skip

_OF_CONSENTS: Mapping[str, WayIn] = {
    "consent.recording": _consent("Ask, and enter the client's answer to being recorded.", "recording"),
    "consent.sponsor_report": _consent(
        "Ask, and enter the client's answer to this report.", "sponsor-report", "--use 'the report of November'"
    ),
    "consent.name_use": _consent(
        "Ask, and enter the client's answer with the place in which their name is used.", "name-release",
        "--use 'the page of references'",
    ),
    "consent.hours_log": _consent("Ask, and enter the client's answer, yes or no.", "hours-log"),
    "consent.research": _consent(
        "Ask, and enter the client's answer with the name of the study.", "research", "--use 'the study of 2026'"
    ),
    "hours_log.rows_have_consent": _consent(
        "Ask those whom the log would name, and enter what they say; who says no is left out of it.", "hours-log"
    ),
}  # fmt: skip

_OF_PRACTICE: Mapping[str, WayIn] = {
    "referral.entries": _entry(
        "referral", "Enter each referral: the other party, who paid, and the amount or benefit.",
        "--party 'Bo Lind' --direction received --benefit '100 EUR'",
    ),
    "support.sought_logged": _entry(
        "learning", "Enter the mentor coaching, the supervision or the help that you sought.",
        "'talked it over' --form supervision --minutes 60",
    ),
    "incident.logged": WayIn(
        "Write down what went wrong, who knows of it and what you do next.", "incidents", "incidents.new",
        "coachdesk incidents open 'I came half an hour late' --client amara --who-knows 'she and I'"
        " --next 'offer two ways to make it good'",
    ),
    "absence.clients_told": WayIn(
        "Open the absence, and mark on its page which clients were told.",
        "absences", "absences.open", "coachdesk absence told next --all --on today",
    ),
    "practice.storage_check_dated": _entry(
        "storage-check", "Look at device lock, passwords and who has access; enter that you did.", "--on today"
    ),
    "practice.backup_dated": _entry(
        "backup", "Make a backup, open it, and enter that all was there.", "--on today --opened yes"
    ),
    "practice.tools_list": _entry(
        "tool", "Enter each tool, with the client data it sees and whether it is AI.",
        "Zoom --sees 'faces and voices' --ai no",
    ),
    "practice.coach_list": _contact(
        "Enter two colleagues, each with the day on which they said that they can take a client.",
        "--name 'Bo Lind' --role colleague --takes-clients-on today",
    ),
    "practice.professional_list": _contact(
        "Enter a therapist, a doctor and a lawyer as contacts, each with the profession.",
        "--name 'Dr Lund' --role professional --profession doctor",
    ),
    "practice.public_texts_reviewed": _entry(
        "public-texts", "Reread your site and profiles, and enter that you did.", "--on today"
    ),
    "practice.qualifications_current": _entry(
        "qualification", "Enter each qualification, until when it is valid and whether clients are shown it.",
        "'ACC, ICF' --on today --shown yes",
    ),
    "practice.stand_in_named": _contact(
        "Enter a stand-in, with a phone number or an e-mail address.",
        "--name 'Bo Lind' --role stand-in --email bo@example.org",
    ),
    "practice.code_read_dated": _entry(
        "code-read", "Read the code again, and enter which edition.", "--on today --edition 2025"
    ),
    "practice.helpers_agreed": WayIn(
        "Enter of each helper the day on which they agreed to keep things private; or that nobody helps you.",
        REGISTER, "register.new_no_helpers", "coachdesk register add no-helpers --on today",
    ),
    "practice.learning_logged": _entry(
        "learning", "Enter what you learned: education, mentor coaching or supervision.",
        "'a day on ethics' --form education --minutes 6h",
    ),
    "materials.sources_noted": _entry(
        "material", "Enter each handout, exercise and picture, with its maker and why you may use it.",
        "'Wheel of life' --maker 'Paul Meyer' --right 'free to use'",
    ),
}  # fmt: skip

WAYS: Mapping[str, WayIn] = {
    **_OF_AGREEMENTS,
    **_OF_SESSIONS,
    **_OF_CLIENTS,
    **_OF_CONSENTS,
    **_OF_PRACTICE,
    **{key: WayIn(f"Later work keeps it: {what}. Until then say it yourself.", later=what)
       for key, what in LATER.items()},
}  # fmt: skip
"""The way in of every evidence key of the catalogue; a test goes through all of them."""
