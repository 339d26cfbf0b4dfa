"""Instants as a person types them, read by the settings of the desk: where a verb takes a deadline or a past time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.times import parse_zone
from coachdesk.domain.whens import FUTURE, When, parse_when

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def read_when(desk: Desk, text: str, *, zone: str = "", theirs: str = "", lean: str = FUTURE, where: str = "") -> When:
    """The instant that `text` means now, on the coach's clock or that of `zone` (an IANA id or a city).

    `17:00 theirs` is read on the clock of `theirs`; `lean` says whether it lies ahead, behind or either (`whens`).
    Raises `when.…`, `day.…`, `clock.…`, `duration.…`, `time.…`, `zone.unknown`.
    """
    settings = desk.settings()
    return parse_when(
        text,
        desk.clock(),
        parse_zone(zone, "zone") if zone else settings.zone,
        eod=settings.eod,
        order=settings.date_order,
        workdays=settings.workdays,
        lean=lean,
        home=settings.zone,
        theirs=theirs,
        where=where,
    )
