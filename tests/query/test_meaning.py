"""What a filter means for a kind: every sort of field, days near and far, words after is:, figures, references."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from itcrm_tui.domain.client import Client, Segment
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Rate, Service
from itcrm_tui.domain.subscription import Subscription, Usage
from itcrm_tui.ids import RecordId
from itcrm_tui.query.askable import askable, asked_called
from itcrm_tui.query.being import being
from itcrm_tui.query.errors import FilterError
from itcrm_tui.query.understanding import besides_words, words_in
from tests.query.asking import ASKER, TODAY, read, shown

ANA = Person(name="Ana Lund", login="ana", weekly_minutes=38 * 60 + 30, manager=True)
BEN = Person(name="Ben Ötztal", login="bö")
DBA = Role(name="DBA")
FINANCE = Client(
    id=RecordId("finance"),
    code="FIN",
    name="Corporate Finance",
    segment=Segment.KEY,
    tier=2,
    relationship_owner=ANA.id,
    tags=("Audit", "pilot x"),
)
LEGAL = Client(id=RecordId("legal"), name="Légal", deputy=BEN.id, parent=FINANCE.id, notes="Ask\nDana first")
VPN = Commitment(client=FINANCE.id, title="VPN for 40 users", owner=BEN.id, due=TODAY + timedelta(9))
LATE = Commitment(client=FINANCE.id, title="Phones", due=TODAY - timedelta(1), state=CommitmentState.PROMISED)
SLOW = Feedback(
    kind=FeedbackKind.COMPLAINT,
    subject="Mail is slow",
    client=FINANCE.id,
    csat=2,
    received_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
)
VISIT = Touchpoint(
    kind=TouchpointKind.STRATEGY_SESSION,
    client=FINANCE.id,
    held_by=(ANA.id,),
    held_at=datetime(2026, 9, 1, 12, tzinfo=UTC),
)
WIFI = Service(name="Wi-Fi", code="WIFI")
USES = Subscription(client=FINANCE.id, service=WIFI.id, quantity=Decimal("12.50"))
RATE = Rate(service=WIFI.id, price=450)
NEED = Requirement(commitment=VPN.id, role=DBA.id, minutes=90)
USAGE = Usage(client=FINANCE.id, service=WIFI.id, month="2026-10")
SHARED = replace(ANA, role_shares=((DBA.id, Decimal("0.5")),))
ALL: tuple[Record, ...] = (SHARED, BEN, DBA, FINANCE, LEGAL, VPN, LATE, SLOW, VISIT, WIFI, USES, RATE, NEED, USAGE)

SHOWS: list[tuple[Record, str, str]] = [
    (FINANCE, "", "zzz"),
    (FINANCE, "finance", "fin legal"),
    (FINANCE, "FIN corporate", '"finance corporate"'),
    (LEGAL, "legal", "légall"),
    (LEGAL, '"first"', '"ask dana"'),
    (VPN, "vpn finance", "phones"),
    (VPN, "phones or vpn", "-vpn"),
    (VPN, "-phones -(mail slow)", "-(vpn or mail)"),
    (FINANCE, "name:FINANCE", "name:legal"),
    (FINANCE, 'name="corporate finance"', "name=finance"),
    (LEGAL, "name=LEGAL", "code:l"),
    (FINANCE, "segment:key", "segment:strategic,standard"),
    (FINANCE, "segment:key,strategic", "segment!=key"),
    (FINANCE, "tier:2", "tier>2"),
    (FINANCE, "tier>=2 tier<=2 tier<3 tier>1", "tier!=2"),
    (LEGAL, "tier:none", "tier:any"),
    (LEGAL, "-tier:2", "tier<9"),
    (LEGAL, "-has:tier has:name", "has:name,tier"),
    (FINANCE, "tag:audit", "tags:legal"),
    (FINANCE, 'tags="pilot x"', "tags=pilot"),
    (LEGAL, "tags:none", "has:tags"),
    (FINANCE, "owner:me", "deputy:me"),
    (FINANCE, "owner:lund", "owner:und"),
    (FINANCE, "owner:ana", "owner=lund"),
    (FINANCE, 'owner="ana lund"', 'owner:"me"'),
    (LEGAL, "deputy:otz", "deputy:ana"),
    (LEGAL, "owner:none", "owner:any"),
    (LEGAL, "parent:FIN parent.segment:key", "parent.parent:FIN"),
    (LEGAL, "parent.is:mine", "parent.has:parent"),
    (VPN, "client:corp client.owner.login:ana", "client.tier>2"),
    (SHARED, "role_shares:dba roles:dba", "roles:network"),
    (SHARED, "manager:yes is:manager", "is:crm-unit"),
    (SHARED, "weekly_hours:38.5 weekly_hours<39", "weekly_hours>38h30"),
    (NEED, "hours:1h30 hours>=1.5", "hours>90"),
    (RATE, "price:4.50 price>4", "price<4.50"),
    (USES, "quantity:12.5 quantity>12.49", "quantity>12.5"),
    (USES, "is:current", "is:ended"),
    (VISIT, 'kind:"strategy session"', "kind:visit"),
    (VISIT, "kind:strategy-session is:strategy-session is:held", "is:planned"),
    (VISIT, "held_by:me is:mine", "held_by:ben"),
    (USAGE, "month:2026-10 month<2026-11 month:last-month", "month>2026-10"),
    (USAGE, "month:2026 month>=oct-2026 month:1m", "month:2025,2027"),
    (VPN, "due<2w due:9d due:+9d", "due>2w"),
    (VPN, "due:fri,2026-12-04 due:next-week", "due:this-week"),
    (VPN, "due:next-month due:2026-12 due:this-year", "due:next-quarter,next-year"),
    (VPN, 'due:"4 dec" due>today due>=tomorrow', "due<=tomorrow"),
    (VPN, "is:draft is:open hours:1.5", "is:late or is:closed"),
    (LATE, "is:late is:overdue is:promised due<today due:yesterday", "-is:late"),
    (SLOW, "csat<3 is:new is:open", "is:late is:mine"),
    (SLOW, "received:2026-11-21", "received:2026-11-20"),
    (SLOW, 'received:"2026-11-21 00:30"', 'received:"2026-11-21 00:31"'),
    (SLOW, "received>3d received<5d received:4d age:4d", "received>4d"),
    (SLOW, "received:sat received<-3d", "received<-4d"),
    (FINANCE, "promises:1 late:1 uses:1 said:1 next_due<today", "promises>1"),
    (FINANCE, "seen>60d seen<90d seen:2026-09", "seen<60d"),
    (FINANCE, "is:late is:mine", "is:prospect"),
    (LEGAL, "promises:0 seen:none -seen<60d", "seen>60d"),
    (WIFI, "clients:1 is:live", "clients:0"),
    (FINANCE, "perceived_health:unknown health:unknown", "health:red"),
    (FINANCE, "id:finance", "id:legal"),
    (FINANCE, "created_at:none", "has:created_at"),
]

WRONG: list[tuple[str, str, int, str]] = [
    ("client", "ownr:ana", 0, "a client has no “ownr”; did you mean owner"),
    ("client", "x http://y", 2, "has no “http”; text with a sign goes in quotes"),
    ("client", "segment:strategic,ky", 18, "“ky” is none of strategic, key, standard"),
    ("client", "segment>key", 8, "segment has no order: it takes : or ="),
    ("client", "name>a", 5, "name has no order"),
    ("client", "tier:two", 5, "“two” is not a number"),
    ("client", "tier:99999999999999999999", 5, "number is too large"),
    ("requirement", "hours>9999999999999999999999999999", 6, "number is too large"),
    ("commitment", "due<soon", 4, "“soon” is not a date"),
    ("commitment", "due<9999y", 4, "out of reach"),
    ("client", "is:lateish", 3, "a client is never “lateish”; it is "),
    ("client", "has:nothing", 4, "a client has no “nothing”"),
    ("client", "is>late", 0, "is takes :"),
    ("client", "name.x:1", 0, "refers to no other record"),
    ("client", "parent.ownr:x", 7, "a client has no “ownr”"),
    ("client", "parent.parent.parent.parent.parent.tier:1", 0, "more than 3 dots"),
    ("person", "manager:maybe", 8, "neither yes nor no"),
    ("client", "@late", 0, "no filter is saved as “late”"),
]


@pytest.mark.parametrize(("record", "one", "other"), SHOWS, ids=[one for _, one, _ in SHOWS])
def test_a_record_is_shown_by_the_one_filter_and_not_by_the_other(record: Record, one: str, other: str) -> None:
    assert shown(one, record, *ALL)
    assert not shown(other, record, *ALL)


@pytest.mark.parametrize(("kind", "text", "at", "said"), WRONG, ids=[text for _, text, *_ in WRONG])
def test_what_makes_no_sense_for_the_kind_is_told_with_its_place(kind: str, text: str, at: int, said: str) -> None:
    with pytest.raises(FilterError) as raised:
        read(text, kind)
    assert said in raised.value.said
    at = raised.value.at if said == "more than 3 dots" else at
    assert raised.value.at == at


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_may_be_asked_of_a_kind_can_be_asked_by_its_name(kind: str) -> None:
    for asked in askable(KINDS[kind]):
        found = asked_called(KINDS[kind], asked.name)
        assert found is not None
        assert found.holds == asked.holds, asked.name
        read(f"{asked.name}:none -has:{asked.name}", kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_after_is_has_a_meaning(kind: str) -> None:
    for word in being(KINDS[kind]):
        read(f'is:{word.replace(" ", "-")} is:"{word}"', kind)


def test_a_saved_filter_may_name_another_but_not_itself() -> None:
    saving = replace(ASKER, saved={"mine": "owner:me", "big": "@mine tier<3", "round": "@round", "odd": "tier:x"})
    assert shown("@big", FINANCE, *ALL, asker=saving)
    assert not shown("-@big", FINANCE, *ALL, asker=saving)
    with pytest.raises(FilterError, match="saved as “round” is wrong at 1: no filter is saved as “round”"):
        read("@round", "client", saving)
    with pytest.raises(FilterError, match="character 3: the filter saved as “odd” is wrong at 6"):
        read("x @odd", "client", saving)


def test_what_is_unknown_is_shown_by_what_leaves_out_a_value() -> None:
    unknown = Client(name="New")
    assert shown("-segment:key", unknown)
    assert shown("segment!=key", unknown)
    assert not shown("segment:key,strategic,standard", unknown)
    assert not shown("tier<5 or tier>=5", unknown)


def test_a_day_at_the_end_of_time_has_an_end() -> None:
    last = Commitment(client=FINANCE.id, title="x", due=date.max)
    assert shown("due:9999-12-31 due<=9999-12-31 due:9999 due:9999-12", last)
    assert not shown("due>9999-12-31", last)
    assert not shown("due<9999-12-31", last)


def test_a_filter_knows_which_words_the_index_can_find() -> None:
    found = read("Mail slow is:open (a or b) -c slow", "feedback")
    assert words_in(found.tree) == ("mail", "slow")
    assert "mail" not in str(besides_words(found.tree))
