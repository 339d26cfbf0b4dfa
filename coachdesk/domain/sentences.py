"""The sentences that a coach sends: asking for more time, promising anew, acknowledging a message, running late.

Each is in their zone and in English, or in German for those whose language that is; with the name they go by. The coach
reads it before it goes anywhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from coachdesk.domain.spoken import GERMAN, Listener, moment_words, time_words

__all__ = ["Listener", "acknowledgement", "promised_anew", "renegotiation", "running_late"]

_ENGLISH = {
    "renegotiation": "Hello {called}, I promised you {what} by {old} and see now that it needs more time.{why}"
    " Would {new} be all right with you?",
    "promised_anew": "Hello {called}, I promised you {what} by {old}, and I did not keep that. I am sorry.{why}"
    " You will have it by {new}.",
    "acknowledgement": "Hello {called}, thank you for your message. I have read it, and you will hear more from me by"
    " {new}.",
    "running_late": "Hello {called}, I am running {late} late and am sorry to keep you waiting. We begin at {new}.",
    "why": " The reason: {why}.",
    "task": "“{text}”",
    "answer": "an answer to your message",
}
_GERMAN_FORMAL = {
    "renegotiation": "Hallo {called}, ich habe Ihnen {what} bis {old} versprochen und sehe jetzt, dass es mehr Zeit"
    " braucht.{why} Wäre {new} für Sie in Ordnung?",
    "promised_anew": "Hallo {called}, ich hatte Ihnen {what} bis {old} versprochen und habe das nicht gehalten. Das"
    " tut mir leid.{why} Sie haben es bis {new}.",
    "acknowledgement": "Hallo {called}, danke für Ihre Nachricht. Ich habe sie gelesen, und Sie hören bis {new} mehr"
    " von mir.",
    "running_late": "Hallo {called}, ich verspäte mich um {late} und bitte Sie, das zu entschuldigen. Wir beginnen um"
    " {new}.",
    "why": " Der Grund: {why}.",
    "task": "„{text}“",
    "answer": "eine Antwort auf Ihre Nachricht",
}
_GERMAN_CLOSE = {
    "renegotiation": "Hallo {called}, ich habe dir {what} bis {old} versprochen und sehe jetzt, dass es mehr Zeit"
    " braucht.{why} Wäre {new} für dich in Ordnung?",
    "promised_anew": "Hallo {called}, ich hatte dir {what} bis {old} versprochen und habe das nicht gehalten. Das tut"
    " mir leid.{why} Du hast es bis {new}.",
    "acknowledgement": "Hallo {called}, danke für deine Nachricht. Ich habe sie gelesen, und du hörst bis {new} mehr"
    " von mir.",
    "running_late": "Hallo {called}, ich verspäte mich um {late} und bitte dich, das zu entschuldigen. Wir beginnen um"
    " {new}.",
    "why": " Der Grund: {why}.",
    "task": "„{text}“",
    "answer": "eine Antwort auf deine Nachricht",
}


def renegotiation(to: Listener, text: str, old: datetime, new: datetime, why: str = "") -> str:
    """Asks for a new deadline before the old one has passed. Without a text it is an answer that was promised."""
    return _said(to, "renegotiation", text=text, old=moment_words(old, to), new=moment_words(new, to), why=why)


def promised_anew(to: Listener, text: str, old: datetime, new: datetime, why: str = "") -> str:
    """Says that a promise was broken, and promises it anew. Without a text it is an answer that was promised."""
    return _said(to, "promised_anew", text=text, old=moment_words(old, to), new=moment_words(new, to), why=why)


def acknowledgement(to: Listener, reply_by: datetime) -> str:
    """Says that a message was read, and when they will hear more."""
    return _said(to, "acknowledgement", new=moment_words(reply_by, to))


def running_late(to: Listener, begins: datetime, minutes: int) -> str:
    """Says that a session begins so many minutes late; `begins` is when it was to."""
    unit = ("Minute" if minutes == 1 else "Minuten") if to.tag == GERMAN else "minute" if minutes == 1 else "minutes"
    return _said(to, "running_late", late=f"{minutes} {unit}", new=time_words(begins + timedelta(minutes=minutes), to))


def _said(to: Listener, which: str, *, text: str = "", why: str = "", **values: str) -> str:
    words = _ENGLISH if to.tag != GERMAN else _GERMAN_CLOSE if to.is_close else _GERMAN_FORMAL
    reason = words["why"].format(why=why.strip().rstrip(".")) if why.strip() else ""
    what = words["task" if text else "answer"].format(text=text)
    return words[which].format(called=to.called, what=what, why=reason, **values)
