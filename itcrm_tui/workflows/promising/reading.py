"""Reading what the gate looks at; what is not for this role ends the write."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar

from itcrm_tui.domain.commitment import Answer, Commitment, Requirement
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.transitions import Standing
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import seen
from storage.batches import batches
from storage.reader import Reader

R = TypeVar("R", bound=Record)


def those(reader: Reader, record_type: type[R], name: str, values: Collection[RecordId]) -> list[R]:
    """Return the living records with one of some values in a field. Raises NotForRoleError."""
    kind = kind_of(record_type)
    found: list[Record] = []
    for portion in batches(sorted(values)):
        equal: dict[str, Any] = {name: portion}
        found += seen(kind, reader.find(record_type, **equal))
    return [one for one in found if isinstance(one, record_type)]


def one(reader: Reader, record_type: type[R], record_id: RecordId) -> R | None:
    """Return one living record, or None. Raises NotForRoleError."""
    return next(iter(those(reader, record_type, "id", [record_id])), None)


def standing(reader: Reader, commitment: Commitment) -> Standing:
    """Return a commitment with what it needs and what the teams have answered."""
    return standings(reader, [commitment])[commitment.id]


def standings(reader: Reader, commitments: Sequence[Commitment]) -> dict[RecordId, Standing]:
    """Return some commitments, each with what it needs and what the teams have answered; all read together."""
    needs = _by(lambda need: need.commitment, those(reader, Requirement, "commitment", [one.id for one in commitments]))
    asked = [need for mine in needs.values() for need in mine]
    answers = _by(lambda one: one.requirement, those(reader, Answer, "requirement", [need.id for need in asked]))
    names = role_names(reader, {need.role for need in asked if need.role})
    return {
        one.id: Standing(
            commitment=one,
            requirements=needs[one.id],
            answers=[answer for need in needs[one.id] for answer in answers[need.id]],
            role_names=names,
        )
        for one in commitments
    }


def _by(key: Callable[[R], RecordId], records: Iterable[R]) -> dict[RecordId, list[R]]:
    found: dict[RecordId, list[R]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found


def role_names(reader: Reader, roles: Collection[RecordId]) -> dict[RecordId, str]:
    """Return what roles are called, by identifier."""
    return {role.id: role.name for role in those(reader, Role, "id", roles)}
