"""Promising: what fits, or what a person who may has let pass, once every team has accepted its part."""

from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.promising import Override
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.promising.stepping import Taken, step
from storage.store import Store


@dataclass(frozen=True)
class LetPass:
    """Who lets a promise pass that the check does not, and why."""

    approver: RecordId
    reason: str


def promise(store: Store, seen: Commitment, today: date, let_pass: LetPass | None = None) -> Taken:
    """Promise a checked commitment. The check is made inside the write, once nobody else can take the hours.

    Raises RefusedError with the verdict and the earliest date, or with the requirements that are not accepted.
    """
    override = let_pass and Override(
        commitment=seen.id, approver=let_pass.approver, reason=let_pass.reason, given_on=today
    )
    return step(store, seen, State.PROMISED, today, besides=[override] if override else [])
