"""Random histories: units of creations, edits, deletions and returns over kinds that hang together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from itcrm_tui.domain.client import Client, LineOfBusiness
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.people import Person, Role, Team
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import RecordId
from storage.reader import Reader
from storage.store import Store
from storage.tombstones import deleted_records
from storage.unit import Unit
from tests.storage.records import Facts

TYPES: tuple[type[Record], ...] = (
    *(Team, Role, Person, Client, LineOfBusiness, Service, InternalNote),
    *(Commitment, Requirement, ExternalReference),
)
REFERENCES = (Type.REFERENCE, Type.ANY_REFERENCE)
FEW_TEXTS = st.sampled_from(["a", "A", "Ä %", "", "long " * 50, "\U0001f600\n"])
VALUES: dict[Type, st.SearchStrategy[Any]] = {
    Type.TEXT: FEW_TEXTS,
    Type.LINES: FEW_TEXTS,
    Type.INTEGER: st.integers(-2, 5),
    Type.MINUTES: st.integers(0, 5),
    Type.DECIMAL: st.sampled_from([Decimal("0.1"), Decimal("0.10"), Decimal("-0"), Decimal("1E+3")]),
    Type.DATE: st.sampled_from([date.min, date(2026, 2, 28), date.max]),
    Type.INSTANT: st.just(datetime(2026, 1, 1, tzinfo=UTC)),
    Type.FLAG: st.booleans(),
    Type.TEXTS: st.lists(FEW_TEXTS, max_size=2).map(tuple),
}


def few(examples: int, **more: Any) -> settings:
    """So many examples, the same in every run."""
    unchecked = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=unchecked, **more
    )


def beginning() -> list[Record]:
    """A few records to begin with, that hang together and have codes which others may want."""
    team, role, client = Team(name="Team"), Role(name="Role"), Client(name="Client", code="K1")
    service = Service(name="Service", code="K1", open_to_clients=(client.id,))
    child = Client(name="Child", code="K2", parent=client.id)
    commitment = Commitment(client=client.id, title="Commitment", service=service.id)
    records: list[Record] = [team, role, client, service, child, commitment]
    records += [Person(name="Person", login="K1", role_shares=((role.id, Decimal("0.5")),))]
    records += [Service(name="Successor", code="K2", team=team.id), InternalNote(service=service.id, body="Note")]
    records += [Requirement(commitment=commitment.id, role=role.id), LineOfBusiness(client=child.id, name="Line")]
    records += [
        ExternalReference(record_kind="client", record=one.id, system="K1", key=one.code or "")
        for one in (client, child)
    ]
    return records


def begin(store: Store) -> None:
    """Write the records to begin with."""
    with store.write("Begin") as unit:
        for record in beginning():
            unit.add(record)
    assert unit.written


@dataclass
class Scene:
    """What one person sees before they write, and what they have made in the unit at hand."""

    reader: Reader
    living: list[Record] = field(default_factory=list)
    gone: list[Record] = field(default_factory=list)

    @classmethod
    def of(cls, reader: Reader) -> Scene:
        """All records of the kinds in play."""
        scene = cls(reader)
        for record_type in TYPES:
            found = reader.find(record_type)
            assert isinstance(found, list)
            scene.living += found
            scene.gone += deleted_records(reader, kind_of(record_type))
        return scene

    def ids(self, kind: str) -> list[RecordId]:
        """Whom a reference may name: mostly the living, now and then a deleted one."""
        living = [record.id for record in self.living if kind_of(record).name == kind]
        return living * 3 + [record.id for record in self.gone if kind_of(record).name == kind]


def write(data: st.DataObject, unit: Unit, scene: Scene) -> None:
    """Put one to four random changes into a unit."""
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        living = ["edit", "edit", "edit", "delete"] * bool(scene.living)
        choices = [*living, "create", "create", *["restore"] * bool(scene.gone)]
        match data.draw(st.sampled_from(choices), label="change"):
            case "create":
                record = created(data, scene)
                unit.add(record)
                scene.living.append(record)
            case "edit":
                record = data.draw(st.sampled_from(scene.living), label="record")
                changed = edited(data, scene, record)
                unit.save(record, changed)
                scene.living[scene.living.index(record)] = changed
            case "delete":
                record = data.draw(st.sampled_from(scene.living), label="record")
                for one in (*scene.reader.owned(record), record):
                    unit.delete(one)
                    scene.living = [other for other in scene.living if other.id != one.id]
            case "restore":
                record = data.draw(st.sampled_from(scene.gone), label="record")
                unit.add(edited(data, scene, record) if data.draw(st.booleans()) else record)
                scene.gone.remove(record)


def created(data: st.DataObject, scene: Scene) -> Record:
    """A new record with some fields known."""
    makeable = [kind for kind in map(kind_of, TYPES) if all(map(scene.ids, _needed(kind)))]
    kind = data.draw(st.sampled_from(makeable), label="kind")
    often = {one.name: 1 if one.unique or one.target else 3 for one in kind.fields}
    wanted = [one for one in kind.fields if one.required or data.draw(st.integers(0, often[one.name])) == 0]
    record_id = RecordId(f"{kind.name}-{len(scene.living) + len(scene.gone)}-{data.draw(st.integers(0, 999))}")
    return kind.record_type(id=record_id, **drawn(data, scene, kind, wanted))


def _needed(kind: Kind) -> list[str]:
    """The kinds of which there has to be a record before one of this kind can be made."""
    return [one.target or "client" for one in kind.fields if one.required and one.holds in REFERENCES]


def edited(data: st.DataObject, scene: Scene, record: Record) -> Record:
    """The record with one to three fields changed, or made unknown."""
    kind = kind_of(record)
    wanted = data.draw(st.lists(st.sampled_from(kind.fields), min_size=1, max_size=3), label="fields")
    return replace(record, **drawn(data, scene, kind, wanted))


def drawn(data: st.DataObject, scene: Scene, kind: Kind, wanted: Sequence[Field]) -> dict[str, Any]:
    return {one.name: data.draw(value_of(one, scene), label=f"{kind.name}.{one.name}") for one in wanted}


def value_of(one: Field, scene: Scene) -> st.SearchStrategy[Any]:
    """Values for a field; a unique one has few, so that people get in each other's way."""
    unknown = () if one.holds in (Type.REFERENCES, Type.SHARES, Type.TEXTS) else None
    if one.name == "record_kind":
        return st.just("client")
    if one.unique or one.name in ("key", "system"):
        return st.sampled_from(["K1", "K2", "K3"] + [None] * (not one.required))
    if one.choices:
        known: st.SearchStrategy[Any] = st.sampled_from(list(one.choices))
    elif one.target or one.holds is Type.ANY_REFERENCE:
        ids = scene.ids(one.target or "client")
        known = _references(one, ids) if ids else st.just(unknown)
    else:
        known = VALUES[one.holds]
    return known if one.required or one.holds is Type.FLAG else st.one_of(known, st.just(unknown))


def _references(one: Field, ids: list[RecordId]) -> st.SearchStrategy[Any]:
    if one.holds is Type.REFERENCES:
        return st.lists(st.sampled_from(ids), max_size=3).map(tuple)
    if one.holds is Type.SHARES:
        shares = st.dictionaries(st.sampled_from(ids), VALUES[Type.DECIMAL], max_size=2)
        return shares.map(lambda found: tuple(found.items()))
    return st.sampled_from(ids)


def facts(store: Store) -> Facts:
    """All that the living records of the kinds in play say."""
    with store.read() as reader:
        return {(kind_of(record).name, record.id): known_fields(record) for record in Scene.of(reader).living}
