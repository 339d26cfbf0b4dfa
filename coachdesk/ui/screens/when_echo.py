"""An instant that is typed into a form, said back on both clocks as it is typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from coachdesk.domain.echo import when_words
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.whens import FUTURE, parse_when

if TYPE_CHECKING:
    from coachdesk.domain.settings import Settings
    from coachdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class WhenEcho:
    """How instants are understood on this desk. `theirs` is the zone of the person whom it is about, or nothing; `lean`
    says whether what is typed lies ahead or behind (`whens`)."""

    now: datetime
    settings: Settings
    theirs: str = ""
    lean: str = FUTURE

    def leaning(self, lean: str) -> WhenEcho:
        """The same for instants on the other side of now."""
        return replace(self, lean=lean)

    def __call__(self, text: str) -> str:
        """`Mon 30 Nov 12:00 · theirs 11:00 in Lagos` (`echo.when_words`). Silent while it means nothing yet; what must
        be asked about is asked at once."""
        settings = self.settings
        try:
            found = parse_when(
                text,
                self.now,
                settings.zone,
                eod=settings.eod,
                order=settings.date_order,
                workdays=settings.workdays,
                lean=self.lean,
                home=settings.zone,
                theirs=self.theirs,
            )
        except CoachdeskError as error:
            if error.code.endswith((".unknown", ".empty")):
                return ""
            raise
        return when_words(found.instant, self.now, settings.zone, self.theirs, whole_day=found.whole_day)


def echo_of(desk: Desk, theirs: str = "") -> WhenEcho:
    """How instants are understood now; for use in the desk thread."""
    return WhenEcho(desk.clock(), desk.settings(), theirs)
