"""What an agreement's page can do with its life: versions, its end, its renewal, whoever pays, a template of it."""

from __future__ import annotations

from collections.abc import Sequence

from coachdesk.domain.views.agreements import AgreementPage, ClauseView
from coachdesk.ui.screens import agreement_life as life
from coachdesk.ui.screens.agreement_compare import CompareScreen
from coachdesk.ui.screens.agreement_letter import LetterScreen
from coachdesk.ui.screens.agreement_words import suggests_renewal
from coachdesk.ui.screens.clause_keys import ClauseKeys
from coachdesk.ui.screens.people import Clock


class AgreementKeys(ClauseKeys):
    """The keys of an agreement's page. `number` is the version that is read; nothing where it is the one that the
    agreement opens on, which is another one as it lives on."""

    noun = "agreements"
    number: int | None = None
    agreement_id = ""

    @property
    def page(self) -> AgreementPage:
        """What is shown."""
        raise LookupError

    @property
    def clock(self) -> Clock:
        """The coach's clock."""
        raise LookupError

    @property
    def record_id(self) -> str:
        """The agreement."""
        return self.agreement_id

    @property
    def clauses(self) -> Sequence[ClauseView]:
        """Its clauses."""
        return self.page.clauses

    @property
    def about(self) -> str:
        """The client."""
        return self.page.client_title

    def life_facts(self) -> set[str]:
        """What its versions say of what can be done."""
        page = self.page
        states = {one.state for one in page.all_versions}
        over = (page.ending is not None and page.ending.on <= self.clock.today) or (
            "ended" in states and "signed" not in states
        )
        known = {
            "several": page.versions > 1,
            "newest": page.version == page.versions,
            "first": page.version == 1,
            "has-draft": "draft" in states,
            "waits": "sent" in states,
            "agreed": bool({"signed", "ended"} & states),
            "over": over,
            "ending": page.ending is not None,
            "renewed": bool(page.renewed_by),
            "suggests-renewal": suggests_renewal(page, self.clock),
            "sponsored": bool(page.sponsor_id),
            "unsent": states == {"draft"},
        }
        return {name for name, true in known.items() if true}

    def read_version(self, number: int) -> None:
        """Read that version of it."""
        self.number = None if number == self.page.opens else number
        self.reload()

    def older_version(self) -> None:
        """The version before."""
        self.read_version(self.page.version - 1)

    def newer_version(self) -> None:
        """The version after."""
        self.read_version(self.page.version + 1)

    def compare(self) -> None:
        """What differs between two versions, in words."""
        self.app.push_screen(CompareScreen(self.agreement_id, self.page.client_title, None, self.number))

    async def amend(self) -> None:
        """Write the next version."""
        self.number = None
        await life.amend(self.desk_app, self.page)

    async def withdraw(self) -> None:
        """Take back what was sent and is not signed by all."""
        await life.withdraw(self.desk_app, self.page)

    async def end(self) -> None:
        """End it: when, by whom, why."""
        await life.end(self.desk_app, self.page, self.clock)

    async def end_now(self) -> None:
        """The client ends it, at once and for no reason that they must give."""
        await life.end_now(self.desk_app, self.page, self.clock)

    async def renew(self) -> None:
        """Write the next agreement from this one; its page opens."""
        if self.page.renewed_by:
            self.desk_app.open_record("agreement", self.page.renewed_by)
            return
        written = await life.renew(self.desk_app, self.page)
        self.desk_app.open_record("agreement", written)

    async def set_payer(self) -> None:
        """Who pays."""
        await life.set_payer(self.desk_app, self.page)

    async def save_template(self) -> None:
        """Keep it as a template."""
        await life.save_template(self.desk_app, self.page)

    async def report_to_payer(self) -> None:
        """A short report to whoever pays."""
        from coachdesk.ui.screens.sponsor_report import report

        await report(self.desk_app, self.page)

    async def copy_letter(self) -> None:
        """The e-mail to go with it, to read and to copy."""
        copy = await life.which_copy(self.desk_app, self.page, "The e-mail to whom?")
        if copy:
            # what may not leave is said here, and not on a page with nothing on it
            await self.ask("agreement_papers.email", self.agreement_id, self.number, copy)
            self.app.push_screen(LetterScreen(self.agreement_id, self.page.client_title, self.number, copy))
