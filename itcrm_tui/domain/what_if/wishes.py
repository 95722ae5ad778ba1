"""Which commitments are weighed before they are promised, and which are open no more."""

from collections import defaultdict

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.from_records import Records, candidate
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.commitment import Progress, Requirement
from itcrm_tui.domain.what_if.suppositions import MAY_MOVE
from itcrm_tui.ids import RecordId

TO_BE_PROMISED = (State.DRAFT, State.CHECKED)


def wishes_in(records: Records) -> dict[RecordId, Candidate]:
    """Return what is not promised yet, as what is weighed."""
    needs: dict[RecordId, list[Requirement]] = defaultdict(list)
    for need in records.requirements:
        needs[need.commitment].append(need)
    reports: dict[RecordId, list[Progress]] = defaultdict(list)
    for report in records.progress:
        reports[report.requirement].append(report)
    return {
        one.id: candidate(one, needs[one.id], [report for need in needs[one.id] for report in reports[need.id]])
        for one in records.commitments
        if one.state in TO_BE_PROMISED
    }


def gone_from(records: Records) -> frozenset[RecordId]:
    """Return the commitments that take no hours any more, whatever they need."""
    return frozenset(one.id for one in records.commitments if one.state not in MAY_MOVE)
