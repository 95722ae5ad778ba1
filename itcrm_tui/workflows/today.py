"""What needs somebody today, read in one moment: of the person who asks, and of everybody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.today import WEEK_AHEAD, Need, What
from itcrm_tui.domain.wording import ago_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.booked import Booked
from itcrm_tui.workflows.clash_in_brief import in_a_few_words
from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.conflicts import by_record, to_decide
from itcrm_tui.workflows.finding import client_of
from itcrm_tui.workflows.made_twice import made_twice
from itcrm_tui.workflows.misses import needs_of_misses
from itcrm_tui.workflows.notation import time_zone
from itcrm_tui.workflows.parts import every
from itcrm_tui.workflows.today_promises import promises
from storage.reader import Reader
from storage.store import Store
from storage.sync.disputed import Conflict
from storage.views.today import follow_ups_due, replies_due


@dataclass(frozen=True)
class Day:
    """All that needs somebody; `me` is None where no person of ours has the login of who asks."""

    needs: tuple[Need, ...]
    me: RecordId | None


def needs_of_today(store: Store, there: Booked | None, today: date) -> Day:
    """Return what needs somebody, at risk as far as it has been counted. Raises NotForRoleError."""
    with store.read() as reader:
        me = next((person.id for person in every(reader, Person, login=store.actor)), None)
        found = [
            *promises(reader, there, me, today),
            *_replies(reader, me, today),
            *_follow_ups(reader, me, today),
            *needs_of_misses(reader, me, today),
            *_to_decide(store),
            *_made_twice(store),
        ]
        clients = {
            one.id: one for one in every(reader, Client, id=list({need.client_id for need in found if need.client_id}))
        }
    return Day(tuple(_named(need, clients.get(need.client_id or RecordId("")), me) for need in found), me)


def _named(need: Need, client: Client | None, me: RecordId | None) -> Need:
    """Return a need with its client's short name; what nobody has taken on is for the client's owner."""
    if client is None:
        return need
    is_mine = need.mine or (not need.is_taken and me is not None and client.relationship_owner == me)
    return replace(need, client=client.code or client.name, mine=is_mine)


def _to_decide(store: Store) -> Iterator[Need]:
    """Yield the records of a working copy about which something is to be decided."""
    found = by_record(to_decide(store)) if store.is_copy else []
    new = {about[0].conflict.record_id: _new_client(about[0]) for about in found if about[0].conflict.kind == "client"}
    for about in found:
        first, one = about[0], about[0].conflict
        client = _client_of(store, one)
        yield Need(
            kind=one.kind,
            record=one.record_id,
            what=What.DECIDE,
            title=first.called,
            client=new.get(client or one.record_id, ""),
            client_id=client,
            parts=tuple(waiting.conflict.id for waiting in about),
            note=first.title if KINDS[one.kind].restricted else in_a_few_words(about),
            style="risk",
            mine=True,
        )


def _new_client(waiting: ToDecide) -> str:
    """Return what to call a client that is in conflict itself, and so perhaps not there."""
    code = waiting.conflict.fields.get("code")
    return str(code.mine) if code is not None and code.mine else waiting.name


def _client_of(store: Store, one: Conflict) -> RecordId | None:
    """Return the client that a conflict is about, as far as it can be known."""
    if one.kind == "client":
        return one.record_id
    known = (one.there.state if one.there else {}) | {name: said.mine for name, said in one.fields.items()}
    if client := known.get("client"):
        return RecordId(str(client))
    return client_of(store, KINDS[one.kind], one.record_id)


def _made_twice(store: Store) -> Iterator[Need]:
    """Yield the clients that were perhaps made on both sides."""
    for one in made_twice(store):
        yield Need(
            kind="client",
            record=one.mine.id,
            what=What.SAME,
            title=one.mine.name,
            client_id=one.mine.id,
            parts=(one.theirs.id,),
            note=f"perhaps {one.theirs.name}, made by {one.by}",
            mine=True,
        )


def _replies(reader: Reader, me: RecordId | None, today: date) -> Iterator[Need]:
    zone = time_zone(reader.settings())
    before = datetime.combine(today + timedelta(days=WEEK_AHEAD), time(), zone)
    for one in every(reader, Feedback, id=replies_due(reader.connection, before)):
        due = one.reply_due.astimezone(zone).date() if one.reply_due else None
        came = one.received_at or one.created_at
        score = f"CSAT {one.csat}" if one.csat is not None else f"{ago_words(came, today)} old" if came else ""
        yield Need(
            kind="feedback",
            record=one.id,
            what=What.REPLY,
            title=one.subject,
            client_id=one.client,
            due=due,
            note=f"{one.kind} {score}".strip(),
            mine=me is not None and one.assignee == me,
            is_taken=one.assignee is not None,
        )


def _follow_ups(reader: Reader, me: RecordId | None, today: date) -> Iterator[Need]:
    found = every(reader, FollowUp, id=follow_ups_due(reader.connection, today + timedelta(days=WEEK_AHEAD)))
    meetings = {one.id: one for one in every(reader, Touchpoint, id=list({one.touchpoint for one in found}))}
    for one in found:
        meeting = meetings.get(one.touchpoint)
        yield Need(
            kind="follow_up",
            record=one.id,
            what=What.FOLLOW_UP,
            title=one.text,
            client_id=meeting.client if meeting else None,
            due=one.due,
            note=(meeting.purpose or str(meeting.kind)) if meeting else "",
            mine=me is not None and one.owner == me,
        )
