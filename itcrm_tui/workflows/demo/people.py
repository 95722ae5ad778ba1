"""The IT organization: teams, roles, people, when they are away, and what they keep free."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from itcrm_tui.domain.people import Person, Role, RunReserve, Team, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import days, names
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.words.staff import CHIEF, PEOPLE, RELATIONS, ROLES, TEAMS, PersonWords

ON_LEAVE_NOW = "Sofia Lind"
FOUNDED_DAYS_AGO = 700
_USUAL_SIZE = len(PEOPLE)


@dataclass(frozen=True)
class Staff:
    """Who works in IT. Members of a team stand in order: lead, deputy, the others."""

    teams: dict[str, Team]
    roles: dict[str, Role]
    people: tuple[Person, ...]
    members: dict[str, tuple[Person, ...]]
    time_off: tuple[TimeOff, ...]
    reserves: tuple[RunReserve, ...]

    @property
    def records(self) -> list[Record]:
        """All of them, in the order to write."""
        return [*self.teams.values(), *self.roles.values(), *self.people, *self.time_off, *self.reserves]

    @property
    def relations(self) -> tuple[Person, ...]:
        """The CRM unit; everybody, while there is none."""
        return self.members[RELATIONS] or self.people

    def team_of(self, role: str) -> tuple[Person, ...]:
        """Return the members of a role's team; everybody, while the team has none."""
        team = next(words.team for words in ROLES if words.name == role)
        return self.members[team] or self.people

    def answers_for(self, draw: Draw, role: str) -> RecordId:
        """Return the lead of the role's team, or sometimes the deputy."""
        leads = self.team_of(role)[:2]
        return leads[-1 if draw.chance(0.25) else 0].id


def make(draw: Draw, today: date, count: int) -> Staff:
    """Return an organization of `count` people in the seven teams."""
    day = today - timedelta(days=FOUNDED_DAYS_AGO)
    team_ids = {name: draw.new_id(day) for name in TEAMS}
    roles = {words.name: Role(id=draw.new_id(day), name=words.name, team=team_ids[words.team]) for words in ROLES}
    described = [*PEOPLE[:count], *(_newcomer(draw, number) for number in range(count - len(PEOPLE)))]
    people = _people(draw, day, described, roles)
    members = {
        name: tuple(person for person, words in zip(people, described, strict=True) if words.team == name)
        for name in TEAMS
    }
    teams = {name: _team(team_ids[name], name, members[name]) for name in TEAMS}
    time_off = tuple(away for person in people for away in _time_off(draw, today, person))
    return Staff(teams, roles, people, members, time_off, _reserves(draw, day, roles, count))


def _newcomer(draw: Draw, number: int) -> PersonWords:
    role = ROLES[number % len(ROLES)]
    return PersonWords(names.full_name(draw), role.team, ((role.name, 10),), draw.choice((38.5, 38.5, 30.0)), ())


def _people(draw: Draw, day: date, described: list[PersonWords], roles: dict[str, Role]) -> tuple[Person, ...]:
    leads: dict[str | None, RecordId] = {}
    made, logins = [], names.Unused()
    chief = draw.new_id(day) if CHIEF in described else None
    for words in described:
        own = chief if words is CHIEF and chief else draw.new_id(day)
        above = None if own == chief else leads.get(words.team, chief)
        leads.setdefault(words.team, own)
        made.append(_person(draw, own, above, words, roles, logins(names.login(words.name))))
    return tuple(made)


def _person(
    draw: Draw, own: RecordId, above: RecordId | None, words: PersonWords, roles: dict[str, Role], login: str
) -> Person:
    leads = words in PEOPLE[: len(TEAMS)] or words is CHIEF
    return Person(
        id=own,
        name=words.name,
        login=login,
        email=names.address(words.name),
        phone=names.phone(draw),
        reports_to=above,
        manager=leads,
        crm_unit=words.team == RELATIONS,
        may_override=words is CHIEF or (leads and words.team == RELATIONS),
        weekly_minutes=int(words.hours * 60),
        availability_factor=draw.choice((Decimal("0.85"), Decimal("0.85"), Decimal("0.8"), Decimal("0.9"))),
        role_shares=tuple(sorted((roles[role].id, Decimal(tenths) / 10) for role, tenths in words.shares)),
        skills=words.skills,
    )


def _team(team_id: RecordId, name: str, members: tuple[Person, ...]) -> Team:
    lead = members[0].id if members else None
    return Team(id=team_id, name=name, lead=lead, deputy=members[1].id if len(members) > 1 else None)


def _time_off(draw: Draw, today: date, person: Person) -> list[TimeOff]:
    """Return two or three absences: one long past, one to come, and for one person this week."""
    spans = [(-draw.randint(60, 200), draw.choice((9, 12, 18))), (draw.randint(17, 100), draw.choice((2, 4, 9, 11)))]
    if draw.chance(0.3):
        spans.append((-draw.randint(2, 40), draw.choice((0, 0, 1))))
    periods = [(days.workday_from(today + timedelta(days=start)), length) for start, length in spans]
    if person.name == ON_LEAVE_NOW:
        periods = [periods[0], (days.monday(days.workday_from(today)), 4)]
    return [
        TimeOff(
            id=draw.new_id(start - timedelta(days=40)), person=person.id, starts_on=start, ends_on=_until(start, length)
        )
        for start, length in periods
    ]


def _until(start: date, length: int) -> date:
    return max(start, days.workday_until(start + timedelta(days=length)))


def _reserves(draw: Draw, day: date, roles: dict[str, Role], count: int) -> tuple[RunReserve, ...]:
    return tuple(
        RunReserve(
            id=draw.new_id(day),
            role=roles[words.name].id,
            minutes_a_week=words.reserve * 60 * count // _USUAL_SIZE,
            starts_on=day,
        )
        for words in ROLES
        if words.reserve
    )
