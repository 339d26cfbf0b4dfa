"""What is entered of a disclosure that was made by word of mouth, or another way than through this desk."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from coachdesk.domain.disclosures import known_basis, known_consent
from coachdesk.domain.inputs.consents import PastDay
from coachdesk.domain.inputs.fields import Name, Note, as_text, told
from coachdesk.domain.inputs.validate import Input

Basis = Annotated[str, BeforeValidator(told(lambda value, _: known_basis(as_text(value))))]
Consented = Annotated[str, BeforeValidator(told(lambda value, _: known_consent(as_text(value))))]


class DisclosureInput(Input):
    """To whom, what, on which ground; `why` is needed where law or harm required it. `kind` is that of the consent it
    rested on, where there are several."""

    to: Name
    what: Note
    basis: Basis
    on: PastDay
    why: Note = ""
    kind: Consented = ""
