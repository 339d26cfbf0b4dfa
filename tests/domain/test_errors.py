"""Messages: a list of choices is told whole, anything that was typed is kept short."""

from __future__ import annotations

import pytest

from coachdesk.domain import checklists, consents
from coachdesk.domain.errors import CoachdeskError, failure


def test_who_names_no_kind_of_consent_reads_every_kind_there_is() -> None:
    with pytest.raises(CoachdeskError) as told:
        consents.known_kind("bogus")
    assert all(kind in told.value.line for kind in consents.KINDS)


def test_who_names_no_moment_reads_every_moment_there_is() -> None:
    told = failure("ethics.moment", text="x" * 5000, choices=", ".join(checklists.MOMENTS))
    assert all(moment in told.line for moment in checklists.MOMENTS)
    assert len(told.line) < 400


def test_a_flood_of_choices_is_cut_as_well() -> None:
    assert len(failure("consent.kind", text="x", choices="name, " * 1000).line) < 600
