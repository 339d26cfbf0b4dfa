"""Views of ethics: items with what the records say and what the coach answered, editions, dilemmas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.evidence.facts import Found


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: a client, one agreement or session of theirs, or one entry; with none, the practice."""

    client_id: str = ""
    agreement_id: str = ""
    session_id: str = ""
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class StandardView:
    """A numbered standard of an edition, in our own words. `checked`: the number was seen beside the matter."""

    number: str
    section: str
    words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class WayIn:
    """How the record that an evidence asks for is made: what to do in words, a command or a page, and in the shell.

    `command` is the id of a command of the page named by `place`; `later` names what will bring the record, where
    this desk cannot keep it yet, and then the rest is empty; `consent` is the kind of consent that is asked for.
    """

    words: str
    place: str = ""
    command: str = ""
    shell: str = ""
    later: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What the records say: the evidence key, what was found, and how the record is made."""

    key: str
    found: Found
    way: WayIn


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the coach answered: yes, no, partly or does-not-apply. `at` is UTC; `words` are those asked then, and
    `standards` the numbers that its topic had in `edition` then."""

    id: str
    item: str
    subject: Subject
    about: str
    answer: str
    note: str
    at: datetime
    edition: str
    standards: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question about one subject, in one edition.

    `about` names the subject for people; `mode` is auto, assist or self; `waits` says that neither a record nor an
    answer settles it now; `standards` is empty where the edition has no number that is known for its topic, and
    `closest` then says where it comes nearest. `rhythm` is in months (0: not a monthly one); `due_on` the day from
    which a monthly one is asked again.
    """

    item: str
    topic: str
    topic_title: str
    text: str
    why: str
    scope: str
    moment: str
    event: str
    mode: str
    subject: Subject
    about: str
    edition: str
    standards: tuple[StandardView, ...]
    closest: str
    evidence: EvidenceView | None
    answer: AnswerView | None
    waits: bool
    rhythm: int = 0
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions of one moment about one subject. `heading` says which in words, such as
    `Before the first session with Amara`; `when` is the instant (UTC) it is about, if there is one."""

    moment: str
    event: str
    subject: Subject
    heading: str
    items: tuple[ItemView, ...]
    when: datetime | None = None

    @property
    def waiting(self) -> int:
        """How many of them wait."""
        return sum(one.waits for one in self.items)


@dataclass(frozen=True, slots=True)
class EthicsNow:
    """The checklists of now, most pressing first. `edition` is the id, `edition_title` how it is named to people,
    `edition_note` what is not known of it (numbers not checked, a section missing), or empty."""

    edition: str
    edition_title: str
    edition_note: str
    checklists: tuple[Checklist, ...]

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return sum(one.waiting for one in self.checklists)


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition of the code: how many of its standards are known here, and how many of their numbers were checked."""

    id: str
    title: str
    effective: str
    status: str
    known: int
    of: int
    checked: int
    note: str
    sections: tuple[tuple[str, str], ...]
    is_used: bool
    is_listed: bool


@dataclass(frozen=True, slots=True)
class TopicAcross:
    """One topic in two editions: its standards in each; `change` is added, dropped, renumbered, `not known` (one of
    the two has it, what the other says is not known here), or empty."""

    topic: str
    title: str
    about: str
    left: tuple[StandardView, ...]
    right: tuple[StandardView, ...]
    left_closest: str
    right_closest: str
    change: str
    items: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions side by side, by topic in the order of the left one; what one has and the other lacks is last."""

    left: EditionView
    right: EditionView
    topics: tuple[TopicAcross, ...]


@dataclass(frozen=True, slots=True)
class ClauseStandards:
    """A clause of an agreement and the standards that it answers in the edition in use; one without a clause has
    an empty `key` and says so in `title`."""

    key: str
    title: str
    included: bool
    standards: tuple[StandardView, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DilemmaView:
    """A dilemma: what happened, which topics it touches, who was consulted, what was decided, and looking back."""

    id: str
    short: str
    client_id: str
    client: str
    on: date
    happened: str
    topics: tuple[str, ...]
    topic_titles: tuple[str, ...]
    consulted: str
    decided: str
    decided_on: date | None
    look_back_on: date | None
    looked_back: str
    looked_back_on: date | None
    created: datetime
