"""Giving a promise another date, agreed with the client."""

from datetime import date

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.promising import Renegotiation
from itcrm_tui.domain.renegotiation import Agreement, moved_needs, refused_renegotiation, renegotiated
from itcrm_tui.workflows.promising.reading import those
from itcrm_tui.workflows.promising.stakeholders import SaidWrongError, demand_of_client
from itcrm_tui.workflows.promising.stepping import Taken, save, titled
from storage.store import Store


def renegotiate(
    store: Store, seen: Commitment, due: date, agreed_by: Stakeholder | None, why: str, today: date
) -> Taken:
    """Move the due date of a promise; it keeps its state and its first date, the teams are asked again.

    What was needed by the old date, or would be needed after the new one, is needed by the new one.
    Raises SaidWrongError where it may not be moved so, or not by this stakeholder.
    """
    agreed = Agreement(due=due, agreed_by=agreed_by.name if agreed_by else "", why=why)
    if refused := refused_renegotiation(seen, agreed, today):
        raise SaidWrongError(str(refused), refused.about)
    with store.read() as reader:
        demand_of_client(reader, seen, agreed_by, "agreed_by")
        needs = those(reader, Requirement, "commitment", [seen.id])
    kept = Renegotiation(
        commitment=seen.id,
        old_due=seen.due,
        new_due=due,
        agreed_by=agreed_by.id if agreed_by else None,
        agreed_on=today,
        reason=why.strip(),
    )
    changed, title = renegotiated(seen, agreed), f"Renegotiate {titled(seen)}"
    return save(store, seen, changed, title, besides=[kept], pairs=moved_needs(needs, seen.due, due))
