"""A record in words: what is done with is due no more."""

from datetime import UTC, date

from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.record_words import Manner, facts
from itcrm_tui.ids import new_id

HOW = Manner(date(2026, 11, 23), UTC, 2)
DUE = date(2026, 11, 12)


def test_only_what_is_open_is_late() -> None:
    late = Commitment(client=new_id(), title="VPN", due=DUE, state=CommitmentState.PROMISED)
    kept = Commitment(client=late.client, title="VPN", due=DUE, delivered_on=DUE, state=CommitmentState.KEPT)
    assert dict(facts(late, {}, HOW))["Due"] == "12 Nov, 11 d late"
    assert dict(facts(kept, {}, HOW))["Due"] == "12 Nov"
