"""The kinds of entry that the practice register has: what each is about, its fields, and how each date is called."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Whose = Literal["practice", "client", "either"]
PRACTICE: Final = "practice"
CLIENT: Final = "client"
EITHER: Final = "either"
YES_NO = ("yes", "no")


def in_line(title: str) -> str:
    """A title as it stands within a sentence: `client data it sees`, `AI or not`."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


class EntryField(NamedTuple):
    """One field that entries of a kind have beside their text and dates.

    kind     a line · lines (several) · choice · minutes (a length of time, kept as a whole number of minutes)
    needed   no entry is kept without it
    wanted   an entry without it is kept, and said to lack it
    """

    name: str
    title: str
    help: str
    kind: Literal["line", "lines", "choice", "minutes"] = "line"
    choices: tuple[str, ...] = ()
    needed: bool = False
    wanted: bool = False


class Kind(NamedTuple):
    """A kind of entry. Dates that it has not are empty words; `on` is what its day is called.

    whose   of the practice, of a client, or of either
    text    what its text is; `text_needed` says that there is none without
    months, days   how long one counts where it is to be done again; 0 where it is not
    """

    name: str
    title: str
    about: str
    whose: Whose
    text: str
    on: str
    text_needed: bool = False
    until: str = ""
    told: str = ""
    answered: str = ""
    fields: tuple[EntryField, ...] = ()
    months: int = 0
    days: int = 0

    @property
    def recurs(self) -> bool:
        """Whether it is to be done again after a while."""
        return bool(self.months or self.days)

    def field(self, name: str) -> EntryField | None:
        """The field of that name, if it has one."""
        return next((one for one in self.fields if one.name == name), None)

    def date_titles(self) -> dict[str, str]:
        """The dates that it has, by name, each as it is called."""
        named = {"on": self.on, "until": self.until, "told": self.told, "answered": self.answered}
        return {name: title for name, title in named.items() if title}


_OF_PRACTICE = (
    Kind(
        "qualification", "Qualification", "training, a credential or a membership", PRACTICE,
        "which, by whom", "obtained on", text_needed=True, until="valid until",
        fields=(
            EntryField("shown", "Shown to clients", "whether you name it on your site, profiles or agreements",
                       "choice", YES_NO, needed=True),
        ),
    ),
    Kind(
        "tool", "Tool", "a tool that you use in the practice: calendar, video, notes, post", PRACTICE,
        "which", "in use since", text_needed=True,
        fields=(
            EntryField("sees", "Client data it sees", "such as names and times; or none", wanted=True),
            EntryField("ai", "AI or not", "whether it is artificial intelligence, or has it inside",
                       "choice", YES_NO, wanted=True),
        ),
    ),
    Kind(
        "material", "Material", "a handout, exercise, test or picture that you use", PRACTICE,
        "which", "noted on", text_needed=True,
        fields=(
            EntryField("maker", "Made by", "who made it; you, if you did", wanted=True),
            EntryField("right", "Right of use", "why you may use it: bought, licence, permission, own", wanted=True),
        ),
    ),
    Kind(
        "storage-check", "Storage check", "device lock, passwords, who has access", PRACTICE,
        "what you looked at", "checked on", months=6,
    ),
    Kind(
        "backup", "Backup", "a copy of your desk and papers", PRACTICE, "of what, and where", "made on",
        fields=(
            EntryField("opened", "Opened and checked", "whether you opened it and found all there",
                       "choice", YES_NO, needed=True),
        ),
        days=31,
    ),
    Kind(
        "public-texts", "Public texts reread", "site, profiles and leaflets, looked through for anything untrue",
        PRACTICE, "which, what changed", "reread on", months=6,
    ),
    Kind(
        "code-read", "Code read", "the code that you work under, read again", PRACTICE, "what struck you", "read on",
        fields=(EntryField("edition", "Edition", "the year of the edition, such as 2025", needed=True),),
        months=12,
    ),
    Kind(
        "learning", "Learning", "education, mentor coaching, supervision or professional help", PRACTICE,
        "what it was", "on", text_needed=True,
        fields=(
            EntryField("form", "Form", "what it counts as", "choice",
                       ("education", "mentor-coaching", "supervision", "professional-help"), needed=True),
            EntryField("minutes", "Length", "such as 90m, 1h30 or 6h", "minutes"),
            EntryField("setting", "Setting", "with you alone, or in a group", "choice", ("individual", "group")),
            EntryField("units", "Units", "the kind of education units", "choice",
                       ("core", "ethics", "resource", "other")),
            EntryField("provider", "With", "who gave it"),
        ),
        months=3,
    ),
    Kind(
        "no-helpers", "No helpers", "that nobody helps you who might see client data", PRACTICE, "a remark",
        "stated on",
    ),
)  # fmt: skip

_OF_BOTH = (
    Kind(
        "referral", "Referral", "someone passed on to you or by you, and what was given or got for it", EITHER,
        "what it was about", "on", told="client told on",
        fields=(
            EntryField("party", "Other party", "who passed them on, or took them", needed=True),
            EntryField("direction", "Direction", "whether you received or paid", "choice", ("received", "paid"),
                       needed=True),
            EntryField("benefit", "Amount or benefit", "such as 100 EUR, a gift, or nothing", wanted=True),
        ),
    ),
)  # fmt: skip

_OF_CLIENTS = (
    Kind(
        "intake-talk", "Intake talk", "what coaching is and is not, said before the first session", CLIENT,
        "what was said", "talked on",
    ),
    Kind(
        "suggestion", "Suggestion", "another coach, a professional or a resource that you suggested", CLIENT,
        "why", "suggested on",
        fields=(EntryField("to", "To whom or what", "whom or what you suggested", needed=True),),
    ),
    Kind(
        "harm", "Harm disclosed", "danger to the client or to others that you heard of", CLIENT,
        "in a few words", "heard on", text_needed=True, told="told on",
        fields=(
            EntryField("heard", "What was heard", "in their words, as far as you can", "lines", wanted=True),
            EntryField("done", "What was done", "what you did about it", "lines", wanted=True),
            EntryField("who_told", "Who was told", "whom you told; nobody, if nobody", wanted=True),
        ),
    ),
    Kind(
        "conflict", "Conflict of interest", "another interest that may pull at the coaching", CLIENT,
        "which", "arose on", text_needed=True, told="client told on", answered="decided on",
        fields=(
            EntryField("decision", "Decision", "what becomes of it", wanted=True),
            EntryField("answer", "Their answer", "such as: agreed with client", wanted=True),
        ),
    ),
    Kind(
        "barter", "Barter", "coaching given for goods or work in place of money", CLIENT,
        "the swap", "agreed on", text_needed=True, told="client told on",
        fields=(
            EntryField("what", "What each gives", "both sides, how much, until when", wanted=True),
            EntryField("answer", "Their answer", "what they said to it", wanted=True),
        ),
    ),
    Kind(
        "review-talk", "Review talk", "what works and what does not, talked over with the client", CLIENT,
        "what came of it", "talked on",
    ),
    Kind(
        "research", "Research", "a study that this client's data is to be part of", CLIENT,
        "what it is for", "from",
        fields=(EntryField("study", "Study", "its name", needed=True),),
    ),
    Kind(
        "data-request", "Data request", "a client asks what you hold of them, or wants it changed or gone", CLIENT,
        "what they asked for", "received on", answered="answered on",
        fields=(EntryField("sent", "What was sent", "what they got, and how", wanted=True),),
    ),
)  # fmt: skip

KINDS: dict[str, Kind] = {one.name: one for one in (*_OF_PRACTICE, *_OF_BOTH, *_OF_CLIENTS)}
"""Every kind by its name; those of the practice first, in the order in which screens show them."""


def kind_of(name: str) -> Kind:
    """The kind of an entry; of one that only a later Coachdesk knows, what can be said of any."""
    unknown = "an entry of a kind that only a later Coachdesk knows"
    return KINDS.get(name) or Kind(name, name, unknown, CLIENT, "", "on")
