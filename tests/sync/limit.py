"""The rule of the simulated organization: no more minutes of a role are promised than there are."""

from __future__ import annotations

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from storage.change import Change
from storage.errors import RefusedError
from storage.gate import Following, Write
from storage.reader import Reader

LIMIT = 120
"""Minutes of a role that may be promised altogether."""


def promised_minutes(reader: Reader) -> int:
    found = reader.find(Commitment, state=CommitmentState.PROMISED)
    assert isinstance(found, list)
    needs = reader.find(Requirement, commitment=[one.id for one in found])
    assert isinstance(needs, list)
    return sum(need.minutes or 0 for need in needs)


def gate(write: Write) -> Following:
    """Promise no more than there is, whoever writes."""

    def promised_is_not_too_much() -> list[Change]:
        touched = (one.kind for one in write.source.changes(write.reader.connection))
        if write.takes_back or not {"commitment", "requirement"}.isdisjoint(touched):
            minutes = promised_minutes(write.reader)
            if minutes > LIMIT:
                raise RefusedError(f"That would promise {minutes} of {LIMIT} minutes. The earliest date is in March.")
        return []

    return promised_is_not_too_much
