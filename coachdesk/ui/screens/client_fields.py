"""Fields of a client's form that the questions of ethics look at: where they are, ties, how long records are kept."""

from __future__ import annotations

from coachdesk.ui.screens.people import Echoes
from coachdesk.ui.widgets.fields import Field

_SAME_EMPLOYER = (("", "not known"), ("no", "no"), ("yes", "yes: who sees what belongs into the agreement"))


def place_fields() -> tuple[Field, ...]:
    """Where they are, beside whom to reach in an emergency."""
    return (
        Field("location", "Where they are", hint="country and place"),
        Field("emergency_number", "Emergency number", hint="of the services where they are: 112, 911 …"),
    )


def record_fields(says: Echoes) -> tuple[Field, ...]:
    """What else ties you two, and how long records are kept."""
    return (
        Field("other_ties", "Other ties", hint="friend, family, customer … or none", heading="Ties"),
        Field("shares_employer", "Same employer", "choice", choices=_SAME_EMPLOYER),
        Field("conflict_check", "Conflict check", hint="what you found, or none"),
        Field("conflict_check_on", "  looked on", "date", hint="such as 12 jan, or today", echo=says.past_day),
        Field("coached_since", "Coached since", "date", hint="if it was before this desk", echo=says.past_day,
              heading="Records"),
        Field("keep_years", "Kept for", hint="years after the ending"),
        Field("keep_until", "  or until", "date", hint="a day", echo=says.day),
    )  # fmt: skip
