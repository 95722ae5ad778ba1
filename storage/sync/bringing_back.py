"""What mine brings back that others have deleted, and which question is about that: the others wait behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.change import Key
from storage.store import Store
from storage.sync.disputed import Conflict
from storage.sync.gone import Deletions, Gone
from storage.sync.naming import named_by
from storage.sync.together import together
from storage.transaction import Transaction


def with_what_is_gone(store: Store, connection: Connection, found: Sequence[Conflict]) -> list[Conflict]:
    """Return conflicts with the deleted records that they are about, and under which question they stand."""
    transaction = Transaction(connection, store.backend, store.clock())
    transaction.read({key for one in found for key in _about(one)}, locked=False)
    deletions = Deletions(transaction)
    known = [replace(one, gone=_gone(deletions, one)) for one in found]
    questions = [one for one in known if one.brings_back and one.gone]
    asked: dict[RecordId, Conflict] = {}
    told: set[int] = set()
    for question in sorted(questions, key=lambda one: (deletions.depth(one.key), one.place)):
        if id(question.gone) not in told:
            told.add(id(question.gone))
            for record in question.gone:
                asked.setdefault(record.key[1], question)
    whole = {one.id: at for at, group in enumerate(together(known)) for one in group}
    return [_under(one, asked, whole) for one in known]


def _gone(deletions: Deletions, one: Conflict) -> tuple[Gone, ...]:
    """Return what comes back with mine, each record once and after what it names."""
    several = list(filter(None, (deletions.with_it(key) for key in _about(one))))
    if len(several) == 1:
        return several[0]
    return tuple({gone.key: gone for some in several for gone in some}.values())


def _about(one: Conflict) -> Iterator[Key]:
    """Yield what it changes and what it names anew; what waits for a record of mine names no other's."""
    if one.brings_back:
        yield one.key
    kind = KINDS[one.kind]
    kind_said = one.fields.get("record_kind")
    for name, said in one.fields.items() if not one.behind else ():
        target = kind.by_name[name].target if name in kind.by_name else None
        target = target or (kind_said.mine if kind_said else None)
        if target in KINDS and said.mine != said.base:
            yield from ((target, record_id) for record_id in named_by(kind, {name: said.mine}))


def _under(one: Conflict, asked: Mapping[RecordId, Conflict], whole: Mapping[RecordId, int]) -> Conflict:
    """Return a conflict with the question that it stands under, unless it is decided as one with that."""
    questions = (asked[gone.key[1]] for gone in one.gone if gone.key[1] in asked)
    above = next((question for question in questions if whole[question.id] != whole[one.id]), None)
    return replace(one, under=above.record_id) if above is not None else one
