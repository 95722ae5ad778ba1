"""Drafts that fill themselves: what a service's efforts come to, beside what past promises really took."""

from dataclasses import dataclass
from decimal import Decimal

from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.proposing import DONE, Proposal, proposed, usual_minutes
from itcrm_tui.domain.service import Effort
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import seen as visible
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.reading import role_names, those
from itcrm_tui.workflows.promising.stepping import titled
from itcrm_tui.workflows.records import cut
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store


@dataclass(frozen=True)
class Proposed:
    """Proposals for a commitment, and what their roles are called."""

    proposals: tuple[Proposal, ...]
    names: dict[RecordId, str]


def propose(reader: Reader, commitment: Commitment, quantity: Decimal) -> Proposed:
    """Return what so many units of a commitment's service are proposed to need. Raises RefusedError without one."""
    if commitment.service is None:
        raise RefusedError("It names no service, so nothing can be proposed. Edit it and say which.")
    past = visible(
        KINDS["commitment"],
        reader.find(Commitment, service=commitment.service, state=[str(state) for state in DONE]),
    )
    done = [one for one in past if isinstance(one, Commitment)]
    needs = those(reader, Requirement, "commitment", [one.id for one in done])
    efforts = those(reader, Effort, "service", [commitment.service])
    found = proposed(efforts, quantity, usual_minutes(done, needs, commitment.service))
    return Proposed(found, role_names(reader, [one.role for one in found]))


def add_proposed(store: Store, commitment: Commitment, found: Proposed) -> str:
    """Add the proposed hours as requirements; return a sentence. What only the past tells is not added."""
    told = [one for one in found.proposals if one.minutes]
    if not told:
        raise RefusedError("Its service says of no role how many hours it takes. Add an effort to it.")
    with guarded(store).write(cut(f"Add what {titled(commitment)} is proposed to need")) as unit:
        unit.expect([commitment])
        for one in told:
            unit.add(Requirement(commitment=commitment.id, role=one.role, minutes=one.minutes))
    return f"Added {len(told)} requirement{'s' if len(told) > 1 else ''}."
