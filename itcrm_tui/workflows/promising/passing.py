"""One write on its way through the gate: what was before it, and what has to follow it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from itcrm_tui.domain.answers import asked_again, current_answers
from itcrm_tui.domain.capacity.at_risk import Threatened, at_risk
from itcrm_tui.domain.capacity.from_records import candidate
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement, RequirementKind
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.transitions import Standing
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.capacity import Capacity, Weighed, capacity, weigh
from itcrm_tui.workflows.promising.changes import added, saved
from itcrm_tui.workflows.promising.kept_check import kept_check
from itcrm_tui.workflows.promising.reading import standings, those
from itcrm_tui.workflows.promising.refusing import (
    demand_a_due_date,
    demand_step,
    demand_that_it_still_fits,
    demand_that_the_check_holds,
)
from itcrm_tui.workflows.promising.risk import at_risk_in, newly_at_risk, risk_words
from itcrm_tui.workflows.promising.touched import Touched
from storage.change import Change
from storage.gate import Write
from storage.locks import roles_touched

CHECKED_AGAIN = (State.CHECKED, State.PROMISED, State.IN_DELIVERY)
ASKED_AGAIN = (State.DRAFT, *CHECKED_AGAIN)
NOT_PROMISED = (State.DRAFT, State.CHECKED)
Needs = Mapping[RecordId, Sequence[Requirement]]


@dataclass
class Passing:
    """A write that touches promises.

    `roles`: those whose capacity it moves; None means all. `before`, `needs_before`: open commitments of which it
    changes what they ask for. `moved`: those of which it changes that, or which take a step that nobody has taken yet.
    """

    write: Write
    touched: Touched
    today: date
    roles: Collection[RecordId] | None
    threatened: Sequence[Threatened]
    before: Mapping[RecordId, Commitment]
    needs_before: Needs
    moved: set[RecordId]

    @classmethod
    def of(cls, write: Write, touched: Touched) -> "Passing":
        """Read what is there before anything is written."""
        reader = write.reader
        today = write.at.astimezone(notation.time_zone(reader.settings())).date()
        asking = {one.id: one for one in those(reader, Commitment, "id", touched.asking) if one.state in ASKED_AGAIN}
        roles = None if touched.calendar else roles_touched(reader.connection, write.source)
        threatened = at_risk(capacity(reader, today, roles).situation) if touched.capacity else ()
        moved = touched.asking | _stepping(write, touched)
        return cls(write, touched, today, roles, threatened, asking, _needs(write, asking), moved)

    def following(self) -> Iterator[Change]:
        """Yield what belongs to the change set besides; raises RefusedError where a step may not be taken.

        To what is undone or redone nothing is added: it is no more than the inverse of another change set.
        """
        if self.write.takes_back:
            demand_that_it_still_fits(self)
        else:
            yield from self._asked_again()
            for commitment in self.to_weigh:
                found = self.weighed(commitment)
                if commitment.id in self.touched.said_to_fit & self.moved:
                    demand_that_the_check_holds(self, found)
                if commitment.id in self.touched.steps:
                    demand_step(self, commitment, found)
                yield from self._newly_asked(commitment)
                if not self._brings_its_check(commitment, found):
                    yield added(kept_check(commitment, self.known, found, self.today, self.write.at))
            yield from self._drafts_again()
        self._remark()

    @cached_property
    def known(self) -> Capacity:
        """Capacity as it is once everything is written, of the roles that are moved or weighed."""
        roles = self.roles
        if roles is not None:
            weighed = {need.role for there in self.there.values() for need in there.requirements if need.role}
            roles = weighed.union(roles)
        return capacity(self.write.reader, self.today, roles)

    @cached_property
    def there(self) -> Mapping[RecordId, Standing]:
        """What is to be weighed as it is once everything is written, read together."""
        return standings(self.write.reader, self.to_weigh)

    @cached_property
    def _reports(self) -> Mapping[RecordId, Sequence[Progress]]:
        found: dict[RecordId, list[Progress]] = defaultdict(list)
        needs = [need.id for there in self.there.values() for need in there.requirements]
        for report in those(self.write.reader, Progress, "requirement", needs):
            found[report.requirement].append(report)
        return found

    def weighed(self, commitment: Commitment) -> Weighed:
        """Return what a check says of a commitment as it is written."""
        needs = self.there[commitment.id].requirements
        reports = [report for need in needs for report in self._reports[need.id]]
        return weigh(self.known, candidate(commitment, needs, reports))

    @cached_property
    def to_weigh(self) -> list[Commitment]:
        """The commitments that are checked: they take a step that needs it, something else is asked, or they were
        checked in a working copy.

        Of what is undone or redone: those that are promised anew, unless somebody lets them pass.
        """
        steps = self.touched.steps.items()
        if self.write.takes_back:
            anew = {one for one, (before, to) in steps if before in NOT_PROMISED and to is State.PROMISED}
            return those(self.write.reader, Commitment, "id", anew - self.touched.let_pass)
        stepping = {one for one, (_, to) in steps if to in (State.CHECKED, State.PROMISED)}
        asking = {one.id for one in self.before.values() if one.state in CHECKED_AGAIN}
        found = those(self.write.reader, Commitment, "id", stepping | asking | self.touched.said_to_fit)
        return [one for one in found if one.state in CHECKED_AGAIN]

    def _brings_its_check(self, commitment: Commitment, found: Weighed) -> bool:
        """Whether a check comes along that was made where the change was made, and still says what is so.

        A second one, of which only this database knows, would stand in the way of whoever takes the change back.
        """
        no_longer = commitment.id in self.touched.said_to_fit and not found.check.verdict.fits
        return commitment.id in self.touched.checked and not no_longer

    def _asked_again(self) -> Iterator[Change]:
        after = those(self.write.reader, Commitment, "id", list(self.before))
        for record_id, there in standings(self.write.reader, after).items():
            before = self.before[record_id], self.needs_before[record_id]
            demand_a_due_date(before[0], there.commitment)
            for seen, asked in asked_again(before, (there.commitment, there.requirements), there.answers):
                if seen.id not in self.touched.answers:
                    yield saved(seen, asked)

    def _newly_asked(self, commitment: Commitment) -> Iterator[Change]:
        """Ask the teams of the requirements that nobody has been asked for."""
        there = self.there[commitment.id]
        answered = current_answers(there.answers)
        for need in there.requirements:
            if need.kind is RequirementKind.HOURS and need.id not in answered:
                yield added(Answer(requirement=need.id))

    def _drafts_again(self) -> Iterator[Change]:
        """A checked commitment of which a team has declined its part is a draft again.

        Where a team's lead may not write commitments, it counts as a draft all the same: see `state_of`.
        """
        if kind_of(Commitment).name in self.write.closed:
            return
        needs = those(self.write.reader, Requirement, "id", self.touched.declined)
        declined = those(self.write.reader, Commitment, "id", {need.commitment for need in needs})
        for there in standings(self.write.reader, declined).values():
            if there.state is not there.commitment.state:
                yield saved(there.commitment, replace(there.commitment, state=State.DRAFT, checked_on=None))

    def _remark(self) -> None:
        if not self.touched.capacity:
            return
        if found := newly_at_risk(self.threatened, at_risk_in(self.known.situation, self.roles)):
            self.write.remarks.append(risk_words(found, self.known.names, self.today))


def _needs(write: Write, commitments: Mapping[RecordId, Commitment]) -> Needs:
    found: dict[RecordId, list[Requirement]] = {one: [] for one in commitments}
    for need in those(write.reader, Requirement, "commitment", list(commitments)):
        found[need.commitment].append(need)
    return found


def _stepping(write: Write, touched: Touched) -> set[RecordId]:
    """Return which commitments take a step that they have not taken already."""
    if not touched.said_to_fit:
        return set(touched.steps)
    there = those(write.reader, Commitment, "id", touched.steps)
    return {one.id for one in there if one.state is not touched.steps[one.id][1]}
