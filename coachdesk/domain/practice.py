"""What a coach's own agreements say unless the coach writes otherwise: one setting for each such placeholder.

The defaults are plain texts a coach can stand behind from the first day; each is a setting, so that only what is
about this client and this deal is asked when an agreement is written. `agreement.payment-method` fills
`{payment_method}`.
"""

from __future__ import annotations

PREFIX = "agreement."

PRACTICE: tuple[tuple[str, str, str, str], ...] = (
    ("frequency", "How often", "how often sessions take place", "usually every two weeks"),
    ("medium", "By which means", "where sessions take place: video call, phone, in person", "video call"),
    (
        "due-when",
        "When a package fee is due",
        "for agreements with one fee for all sessions",
        "before the first session",
    ),
    (
        "due-when-session",
        "When a fee per session is due",
        "for agreements paid by the session",
        "within 14 days after each session",
    ),
    (
        "due-when-month",
        "When a monthly fee is due",
        "for agreements paid by the month",
        "on the first day of each month",
    ),
    (
        "payment-method",
        "How fees are paid",
        "the ways in which you take money",
        "bank transfer, or another way we agree on",
    ),
    (
        "late-cancel-rule",
        "A late cancellation by the client",
        "what happens when a client cancels late or does not come",
        "the session counts as held, unless something serious kept you away",
    ),
    (
        "coach-cancel-rule",
        "A late cancellation by you",
        "what happens when you cancel late or do not come",
        "the session does not count, and you choose the new time first",
    ),
    ("reschedule-notice", "Notice for moving a session", "how long before a session it can still be moved", "24 hours"),
    ("reschedule-window", "Time to find a new date", "within what time a moved session takes place", "two weeks"),
    ("contact-channel", "Contact between sessions", "how clients reach you between sessions", "e-mail"),
    (
        "contact-purpose",
        "What that contact is for",
        "what clients may write to you about",
        "short questions and news about what we agreed",
    ),
    ("absence-notice", "Notice before you are away", "how long ahead you announce time away", "two weeks"),
    ("stand-in-name", "Who stands in for you", "who tells your clients if something happens to you", ""),
    ("supervisor-role", "With whom you discuss your work", "never with names", "a mentor coach or supervisor"),
    ("recording-rule", "Recording", "whether sessions are recorded", "Sessions are not recorded"),
    ("recording-delete-when", "When a recording is deleted", "for a recording that was agreed on", "within 30 days"),
    (
        "tools-list",
        "Tools that see client words",
        "every tool through which client words pass",
        "e-mail, a calendar and video calls, and I keep my notes in Coachdesk, encrypted on my own computer",
    ),
    (
        "ai-rule",
        "Use of AI",
        "whether any AI sees or hears what clients say",
        "no AI tool sees or hears what you tell me",
    ),
    (
        "records-kept",
        "What you keep",
        "which records you hold on a client",
        "your contact details, this agreement, the dates of our sessions, my working notes and what we owe each other",
    ),
    (
        "storage-place",
        "Where you keep it",
        "the place and how it is protected",
        "encrypted on my own computer and in encrypted backups",
    ),
    ("retention-time", "How long you keep it", "counted from the end of the coaching", "two years"),
    (
        "disposal-method",
        "How it is destroyed",
        "what you do when that time is over",
        "deleting them together with the key that they were encrypted with",
    ),
    (
        "other-ties",
        "Other ties to clients",
        "what is usual; a tie to one client belongs in their agreement",
        "none that I know of",
    ),
    ("referral-terms", "Payments for referrals", "what you receive or pay for sending people on", "nothing"),
    (
        "meeting-places",
        "Where you meet",
        "the places in which sessions are fine",
        "online, or in a place that suits us both",
    ),
    ("touch-rule", "Touch", "what is fine between you and a client", "a handshake at most, and only if you offer it"),
    ("ending-notice", "Notice for ending", "how long ahead you would like to know", "one week"),
    (
        "refund-rule",
        "Money for sessions not held",
        "what happens to it when the coaching ends early",
        "I pay it back within 30 days",
    ),
    (
        "review-points",
        "When you look back together",
        "unless an agreement has a date for it",
        "half-way through, and at the last session",
    ),
    (
        "training",
        "Your training",
        "schools, hours and years, as you would say them",
        "I gladly tell you about it whenever you ask",
    ),
    ("credentials", "Your credentials", "with their dates", "none claimed here"),
    ("code-name", "The code you follow", "its edition is the setting `edition`", "ICF Code of Ethics"),
    ("complaint-reply-time", "Time to answer a complaint", "how soon you answer one", "three working days"),
    (
        "complaint-body",
        "Where else to complain",
        "a body that a client can turn to",
        "the professional body whose code I follow",
    ),
    (
        "expiry-date",
        "Until when sessions can be used",
        "unless an agreement has an end",
        "twelve months after the start",
    ),
    (
        "expiry-rule",
        "Sessions left unused",
        "what happens to those left after that",
        "we agree, before that date comes, what becomes of those left",
    ),
    (
        "goals-later",
        "Goals, while there are none yet",
        "leave it empty to be asked for a goal before sending",
        "what we set down together in our first session",
    ),
    (
        "measures-later",
        "How they are seen, while there are none yet",
        "leave it empty to be asked for a measure before sending",
        "the signs that we choose together then",
    ),
    (
        "end-event",
        "What ends an agreement",
        "for agreements without an end date",
        "all agreed sessions have been used or one of us ends it",
    ),
)
"""(name, title, help, default) of each practice default; the setting's key is `agreement.` and the name."""
