"""What is entered of an absence that is not read as a line: the day on which clients were told of it."""

from __future__ import annotations

from coachdesk.domain.inputs.fields import PastDay
from coachdesk.domain.inputs.validate import Input


class ToldInput(Input):
    """The day on which clients were told; nothing takes it back."""

    on: PastDay = None
