"""A random walk through writes that move capacity, and what the gate must have said of each: that of the whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from itcrm_tui.domain.capacity.at_risk import at_risk
from itcrm_tui.domain.capacity.from_records import situation
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Progress, Requirement, RequirementKind
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.capacity import Capacity, capacity, known_holidays, names_in, records_behind, weigh, wish_of
from itcrm_tui.workflows.history import redo, undo
from itcrm_tui.workflows.promising.kept_check import kept_check
from itcrm_tui.workflows.promising.promise import LetPass
from itcrm_tui.workflows.promising.promise import promise as promise_it
from itcrm_tui.workflows.promising.risk import newly_at_risk, risk_words
from itcrm_tui.workflows.promising.stepping import step
from itcrm_tui.workflows.records import remove
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from tests.workflows.promise_steps import ANA, CHIEF, DBA, FINANCE, NETWORK, TODAY, WEEK, add, all_of, now

R = TypeVar("R", bound=Record)
STATES = (State.CHECKED, State.PROMISED, State.IN_DELIVERY, State.DELIVERED, State.WITHDRAWN)
DAYS = timedelta(days=1)


class Walk:
    """Draws one write after the other. `told`: where the remarks of the gate arrive."""

    def __init__(self, store: Store, chance: Random, told: list[str]) -> None:
        self.store, self.chance, self.told = store, chance, told
        self.today, self.written, self.remarked, self.checked = TODAY, 0, 0, 0
        self.kept: set[RecordId] = set()
        self.mail = Role(name="Mail")
        add(store, self.mail)
        for act in (draft, check, promise) * 8:
            with suppress(RefusedError):
                act(self)

    def go(self, steps: int) -> None:
        """Take so many steps; raises AssertionError where the gate says something else than the whole does."""
        for number in range(steps):
            self._new_day(number)
            before = self.whole()
            self.kept |= {one.id for one in all_of(self.store, CapacityCheck)}
            self.told.clear()
            act = self.chance.choice(ACTS)
            try:
                act(self)
            except (RefusedError, ConflictError):
                assert self.told == [], act
                continue
            self.written += 1
            self.agrees(before, act)
            self.keeps()

    def whole(self) -> Capacity:
        """Capacity by the whole records."""
        return by_records(self.store, self.today)

    def agrees(self, before: Capacity, act: object) -> None:
        """What was told is what is newly at risk anywhere; each role alone is as it is among all."""
        after = self.whole()
        found = newly_at_risk(at_risk(before.situation), at_risk(after.situation))
        assert self.told == ([risk_words(found, after.names, self.today)] if found else []), act
        self.remarked += len(self.told)
        roles = [role.id for role in all_of(self.store, Role)]
        some = set(self.chance.sample(roles, self.chance.randint(0, len(roles))))
        for narrowed in (None, some):
            with self.store.read() as reader:
                there = capacity(reader, self.today, narrowed)
            assert same(there, after, narrowed)

    def keeps(self) -> None:
        """A check that was kept now, and did not only come back, says what weighing against the whole says."""
        whole = self.whole()
        for kept in all_of(self.store, CapacityCheck):
            if kept.id not in self.kept:
                with self.store.read() as reader:
                    commitment = reader.get(Commitment, kept.commitment)
                    assert isinstance(commitment, Commitment)
                    found = weigh(whole, wish_of(reader, commitment))
                expected = kept_check(commitment, whole, found, self.today, kept.checked_at)
                fields = ("verdict", "with_soft", "due", "findings", "earliest_on")
                assert [getattr(kept, name) for name in fields] == [getattr(expected, name) for name in fields]
                self.checked += 1

    def _new_day(self, number: int) -> None:
        self.today = TODAY + timedelta(days=number // 12)
        noon = datetime.combine(self.today, datetime.min.time(), UTC) + timedelta(hours=12)
        self.store.clock = lambda: noon

    def some(self, record_type: type[R], **equal: object) -> R:
        """A living record of a type."""
        found = all_of(self.store, record_type, **equal)
        if not found:
            raise RefusedError("There is none.")
        return self.chance.choice(found)

    def day(self, first: int = -3, last: int = 25) -> Any:
        return self.today + timedelta(days=self.chance.randint(first, last))

    def maybe(self, value: Any, one_in: int = 3) -> Any:
        return value if self.chance.randrange(one_in) == 0 else None

    def role(self) -> Any:
        return self.chance.choice([NETWORK.id, NETWORK.id, DBA.id, self.mail.id])

    def save(self, seen: Record, **values: Any) -> None:
        with self.store.write("Change") as unit:
            unit.save(seen, replace(seen, **values))


def by_records(store: Store, today: date) -> Capacity:
    """Capacity by the whole records: what is read narrowly must never differ from it."""
    with store.read() as reader:
        records = records_behind(reader)
    holidays, remarks = known_holidays(records.settings, today)
    return Capacity(situation=situation(records, today, holidays), names=names_in(records), remarks=remarks)


def same(there: Capacity, whole: Capacity, roles: set[Any] | None) -> bool:
    """Whether what was read narrowly is what the whole records say of the same roles."""
    here, all_of_it = there.situation, whole.situation
    wanted = set(all_of_it.roles) if roles is None else roles
    works = {one for one in all_of_it.works if one.role in wanted}
    uncounted = {one for one in all_of_it.uncounted if one.role is None or one.role in wanted}
    minutes = [(role, here.availability(role).weeks(9), all_of_it.availability(role).weeks(9)) for role in wanted]
    names = {one: whole.names.get(one) for one in there.names}
    return (
        (set(here.works), set(here.uncounted), set(here.roles)) == (works, uncounted, wanted)
        and [pool.role for pool in here.pools] == [pool.role for pool in all_of_it.pools if pool.role in wanted]
        and all(narrow == wide for _, narrow, wide in minutes)
        and at_risk(here) == tuple(one for one in at_risk(all_of_it) if one.role in wanted)
        and (names == there.names, here.calendar, here.ok_load) == (True, all_of_it.calendar, all_of_it.ok_load)
    )


def hire(walk: Walk) -> None:
    minutes = walk.chance.choice([WEEK, WEEK // 2, 777, None])
    parts = walk.chance.sample([NETWORK.id, DBA.id, walk.mail.id], 2)
    shares = tuple(sorted(zip(parts, (Decimal("0.6"), Decimal("0.3")))))
    add(
        walk.store,
        Person(name="New", weekly_minutes=minutes, availability_factor=walk.maybe(Decimal("0.8")), role_shares=shares),
    )


def change_person(walk: Walk) -> None:
    person = walk.some(Person)
    values: list[dict[str, Any]] = [
        {"weekly_minutes": walk.chance.choice([WEEK, 600, None])},
        {"availability_factor": Decimal("0.7")},
        {"role_shares": ((walk.role(), Decimal("0.9")),)},
        {"name": f"{person.name}a"},
    ]
    walk.save(person, **walk.chance.choice(values))


def leave(walk: Walk) -> None:
    first = walk.day()
    add(
        walk.store,
        TimeOff(person=walk.some(Person).id, starts_on=first, ends_on=first + walk.chance.randrange(9) * DAYS),
    )


def move_leave(walk: Walk) -> None:
    found, first = walk.some(TimeOff), walk.day()
    other = {"person": walk.some(Person).id, "starts_on": first, "ends_on": first + 3 * DAYS}
    walk.save(found, **walk.chance.choice([other, {"ends_on": found.ends_on + 2 * DAYS}]))


def reserve(walk: Walk) -> None:
    minutes, first, last = walk.chance.randint(60, WEEK // 2), walk.maybe(walk.day()), walk.maybe(walk.day(9))
    add(walk.store, RunReserve(role=walk.role(), minutes_a_week=minutes, starts_on=first, ends_on=last))


def change_reserve(walk: Walk) -> None:
    minutes = {"minutes_a_week": walk.chance.randint(0, WEEK // 2)}
    walk.save(walk.some(RunReserve), **walk.chance.choice([minutes, {"role": walk.role()}]))


def delete(walk: Walk) -> None:
    kinds: list[type[Record]] = [TimeOff, RunReserve, Requirement, Commitment, Progress, Person]
    remove(walk.store, walk.some(walk.chance.choice(kinds)))


def need(walk: Walk, commitment: Any) -> Requirement:
    if walk.chance.randrange(6) == 0:
        return Requirement(commitment=commitment, kind=RequirementKind.THING, available_from=walk.maybe(walk.day()))
    return Requirement(
        commitment=commitment,
        role=None if walk.chance.randrange(20) == 0 else walk.role(),
        minutes=None if walk.chance.randrange(20) == 0 else walk.chance.randint(0, WEEK // 3),
        description=walk.maybe("Cabling"),
        earliest_start=walk.maybe(walk.day()),
        needed_by=walk.maybe(walk.day()),
    )


def draft(walk: Walk) -> None:
    one = Commitment(client=FINANCE.id, title=f"No. {walk.written}", due=walk.day(0, 14))
    add(walk.store, one, *(need(walk, one.id) for _ in range(walk.chance.randint(1, 3))))


def need_more(walk: Walk) -> None:
    add(walk.store, need(walk, walk.some(Commitment).id))


def ask_otherwise(walk: Walk) -> None:
    seen = walk.some(Requirement)
    other = need(walk, seen.commitment)
    names = walk.chance.sample(["role", "minutes", "needed_by", "earliest_start", "kind", "description"], 2)
    walk.save(seen, **{name: getattr(other, name) for name in names})


def move(walk: Walk) -> None:
    walk.save(walk.some(Commitment), due=walk.day(0, 30))


def check(walk: Walk) -> None:
    step(walk.store, walk.some(Commitment, state="draft"), State.CHECKED, walk.today)


def answer(walk: Walk) -> None:
    asked = walk.some(Answer)
    said = walk.chance.choice([AnswerState.ACCEPTED, AnswerState.ACCEPTED, AnswerState.DECLINED])
    walk.save(asked, answer=said, reason="Away" if said is AnswerState.DECLINED else None)


def promise(walk: Walk) -> None:
    seen = walk.some(Commitment, state="checked")
    with walk.store.write("Settle every part") as unit:
        for part in all_of(walk.store, Requirement, commitment=seen.id):
            if part.kind is RequirementKind.THING:
                unit.save(part, replace(part, confirmed_by=ANA.id, available_from=walk.today))
            for asked in all_of(walk.store, Answer, requirement=part.id):
                unit.save(asked, replace(asked, answer=AnswerState.ACCEPTED, reason=None))
    walk.told.clear()
    let_pass = LetPass(CHIEF.id, "It has to be.") if walk.chance.randrange(3) else None
    promise_it(walk.store, now(walk.store, seen), walk.today, let_pass)


def go_on(walk: Walk) -> None:
    seen = walk.some(Commitment, state=["promised", "in delivery"])
    walk.save(seen, state=walk.chance.choice(STATES[2:]))


def report(walk: Walk) -> None:
    asked = walk.some(Requirement)
    add(
        walk.store,
        Progress(requirement=asked.id, minutes_left=walk.chance.randint(0, WEEK), reported_on=walk.day(-9, 0)),
    )


def correct_report(walk: Walk) -> None:
    walk.save(walk.some(Progress), minutes_left=walk.chance.randint(0, WEEK))


def settle(walk: Walk) -> None:
    with walk.store.read() as reader:
        seen = reader.settings()
    values: list[dict[str, Any]] = [
        {"working_days": walk.chance.choice([("mon", "tue", "wed"), ("mon", "tue", "wed", "thu", "fri")])},
        {"holiday_country": walk.chance.choice(["DE", "SE", None])},
        {"iso_weeks": not seen.iso_weeks},
    ]
    walk.save(seen, **walk.chance.choice(values))


def take_back(walk: Walk) -> None:
    undo(walk.store)


def take_again(walk: Walk) -> None:
    redo(walk.store)


ACTS: tuple[Callable[[Walk], None], ...] = (
    *(hire, change_person, leave, move_leave, reserve, change_reserve, delete, settle),
    *(draft, draft, check, check, check, answer, promise, promise, promise, promise, go_on),
    *(need_more, ask_otherwise, ask_otherwise, move, report, report, correct_report, take_back, take_again),
)
