"""What can be done with the questions of ethics: the checklists, their history, editions, dilemmas, an agreement's
standards, and the key of the moment on other pages."""

from __future__ import annotations

from functools import partial

from coachdesk.ui.commands.command import Context, WhyNot, needs_desk, needs_line, needs_words, on_key

MOMENTS = (
    "session", "prep", "wrap_up", "agreement", "client", "client_agreements", "client_sessions", "client_tasks",
    "client_goals", "client_held", "client_ethics", "client_history",
)  # fmt: skip
"""Pages of something that has a moment of its own."""


def _on(fact: str, reason: str, check: WhyNot = needs_line) -> WhyNot:
    return lambda context: check(context) or (None if fact in context.facts else reason)


def _opens(context: Context) -> str | None:
    if (reason := needs_line(context)) is not None:
        return reason
    if "found" in context.facts:
        return None
    return "nothing was found; n goes where it is made" if "makes" in context.facts else "no record answers it; s does"


def _says(context: Context) -> str | None:
    return needs_line(context) or needs_words(context)


def _chooses(context: Context) -> str | None:
    unread = "it cannot be read" if "unreadable" in context.facts else None
    return needs_line(context) or unread or ("you work by it already" if "used" in context.facts else None)


def _compares(context: Context) -> str | None:
    return needs_line(context) or ("it cannot be read" if "unreadable" in context.facts else None)


def _decides(context: Context) -> str | None:
    return _says(context) or ("it is decided; b looks back on it" if "decided" in context.facts else None)


def _looks_back(context: Context) -> str | None:
    return _says(context) or (None if "decided" in context.facts else "it is not decided yet; d decides it")


_key = partial(on_key, group="Ethics")

COMMANDS = (
    _key(
        "moment.questions", "Questions of this moment", "Q", "open_questions",
        "Open the checklist of this moment, with what the records already answer; it never comes by itself.",
        needs_desk, 40, "questions", MOMENTS,
    ),
    _key(
        "ethics.open", "Open a checklist", "enter", "open_line", "Open the checklist under the cursor.", needs_line, 1,
        "open",
    ),
    _key(
        "ethics.register", "Practice register", "p", "open_page",
        "What the practice has and does: qualifications, tools, helpers, dated checks.", needs_desk, 2, "register",
        argument="register",
    ),
    _key(
        "ethics.consents", "Consents", "c", "open_page", "What each client allowed, declined or took back.", needs_desk,
        3, "consents", argument="consents",
    ),
    _key(
        "ethics.disclosures", "What went to whom", "o", "open_page",
        "The register of disclosures: all that ever left, to whom, and on what ground.", needs_desk, 4, "went out",
        argument="disclosures",
    ),
    _key(
        "ethics.dilemmas", "Dilemmas", "d", "open_page",
        "What happened, whom you consulted, what you decided, to look back on.", needs_desk, 5, "dilemmas",
        argument="dilemmas",
    ),
    _key(
        "ethics.editions", "Editions of the code", "v", "open_page",
        "Choose the edition you work by, or see two side by side.", needs_desk, 6, "editions", argument="editions",
    ),
    _key(
        "checklist.open", "Open what was found", "enter", "open_line", "Open the record that answers the question.",
        _opens, 1, "open record",
    ),
    _key(
        "checklist.new", "Make the record", "n", "make_record",
        "Go where the record is made that the question asks for, or say how.",
        _on("makes", "no record answers it; s does"), 2, "make record",
    ),
    _key(
        "checklist.say", "Answer it", "s", "say_answer",
        "Say yes, partly, no or does not apply, with a note if there is one.", _says, 3, "say",
    ),
    _key(
        "checklist.apart", "Otherwise for one client", "c", "say_apart",
        "Give another answer for one client, where the question is asked once for all of them.",
        _on("of-each", "it is not asked of each client", _says), 4, "for one client",
    ),
    _key(
        "checklist.history", "What I answered before", "H", "show_history",
        "Every answer to this question, in the words of the edition it was asked in.",
        _on("answered", "it was never answered"), 5, "history",
    ),
    _key(
        "checklist.export", "Hand the checklist over", "X", "export",
        "Write the checklist of this client or of the practice to a file for somebody, such as a supervisor.",
        needs_words, 6, "hand over",
    ),
    _key(
        "checklist.client", "The client's page", "o", "open_client", "Open the page of the client it is about.",
        _on("client", "it is about no one client"), 7, "client",
    ),
    _key(
        "editions.open", "Work by this edition", "enter", "open_line",
        "Work by the edition under the cursor; answers belong to topics, and are kept.", _chooses, 1, "work by it",
    ),
    _key(
        "editions.compare", "Side by side", "v", "compare",
        "Put the edition you work by beside another: what it adds, drops and renumbers.", _compares, 2,
        "side by side",
    ),
    _key(
        "edition_compare.step", "Another edition beside it", "]", "step", "Put the next edition on the right.",
        _on("several", "there are only two", needs_desk), 1, "next edition",
    ),
    _key(
        "edition_compare.swap", "The other way round", "v", "swap", "Change left and right.", needs_desk, 2,
        "turn round",
    ),
    _key(
        "dilemmas.new", "Write a dilemma down", "n", "new_dilemma",
        "Write down what happened and what it touches, decided or not.", needs_words, 2, "new",
    ),
    _key(
        "dilemmas.open", "Go on with it", "enter", "open_line",
        "Decide the dilemma under the cursor, or look back on it once it is decided.", _says, 1, "go on",
    ),
    _key(
        "dilemmas.decide", "Decide it", "d", "decide", "Say whom you consulted and what you decided.", _decides, 3,
        "decide",
    ),
    _key(
        "dilemmas.look_back", "Look back on it", "b", "look_back", "Say how it looks now.", _looks_back, 4, "look back",
    ),
    _key(
        "agreement.standards", "Standards of its clauses", "i", "show_standards",
        "Which standards of the code each clause answers, and which no clause answers.", needs_desk, 39, "standards",
        group="An agreement",
    ),
)  # fmt: skip
