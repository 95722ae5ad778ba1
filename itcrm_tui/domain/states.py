"""The states of a commitment: which follows which, and what each step needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a step may depend on. `verdict` is None as long as no check has run."""

    has_client: bool = False
    has_title: bool = False
    due: date | None = None
    requirements: int = 0
    verdict: Verdict | None = None
    unknown: tuple[str, ...] = ()
    """What a check would have to know, such as `hours of Network`."""
    override: bool = False
    """A person who may has let it pass, with a reason."""
    settled: bool = False
    """Every requirement is accepted or confirmed."""
    unsettled: tuple[str, ...] = ()
    """The requirements that are not, in words."""
    declined: bool = False
    """A team has declined its part."""
    begun: bool = False
    delivered_on: date | None = None
    accepted_by: str | None = None
    accepted_on: date | None = None
    given_up: bool = False
    withdrawn_by: str | None = None
    withdrawn_on: date | None = None
    reason: str | None = None
    other_route: str | None = None


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why a step may not be taken, as a sentence, and the way out, as another."""

    why: str
    way_out: str
    about: str = ""
    """Which of the things that are said with the step is wrong, by its name in the step's form."""

    def __str__(self) -> str:
        return f"{self.why} {self.way_out}".rstrip()


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing that a step needs: whether it is there, and what to say when it is not."""

    met: Callable[[Facts], bool]
    why: str | Callable[[Facts], str]
    way_out: str

    def refusal(self, facts: Facts) -> Refusal:
        """Return what to say when it is not there."""
        return Refusal(why=self.why if isinstance(self.why, str) else self.why(facts), way_out=self.way_out)


def refused(state: State, to: State, facts: Facts) -> Refusal | None:
    """Return why a commitment may not go from one state to another, with the way out; None when it may."""
    needs = TABLE.get((state, to))
    if needs is None:
        return Refusal(why=f"A commitment that is {state} cannot become {to}: {_ways_on(state)}.", way_out="")
    lacking = next((need for need in needs if not need.met(facts)), None)
    return lacking.refusal(facts) if lacking else None


def refusal(state: State, to: State, facts: Facts) -> str | None:
    """Return what `refused` says, in one line."""
    found = refused(state, to, facts)
    return str(found) if found else None


def following(state: State) -> tuple[State, ...]:
    """Return the states that a commitment may go to, in the order of the table."""
    return tuple(after for before, after in TABLE if before is state)


def _ways_on(state: State) -> str:
    ways = following(state)
    return f"it can become {' or '.join(ways)}" if ways else "it is closed"


def _is_said(text: str | None) -> bool:
    return bool(text and text.strip())


def _lacking(wanted: Mapping[str, bool]) -> str:
    return ", ".join(words for words, there in wanted.items() if not there)


def _incomplete(facts: Facts) -> str:
    return _lacking(
        {
            "a client": facts.has_client,
            "a title": facts.has_title,
            "a due date": facts.due is not None,
            "at least one requirement": facts.requirements > 0,
        }
    )


def _unaccepted(facts: Facts) -> str:
    return _lacking({"who": _is_said(facts.accepted_by), "when": facts.accepted_on is not None})


def _not_withdrawn(facts: Facts) -> str:
    wanted = {
        "who": _is_said(facts.withdrawn_by),
        "when": facts.withdrawn_on is not None,
        "why": _is_said(facts.reason),
    }
    return _lacking(wanted)


def _undeclined(facts: Facts) -> str:
    return _lacking({"a reason": _is_said(facts.reason), "another route": _is_said(facts.other_route)})


def _in_time(facts: Facts) -> bool:
    return facts.delivered_on is not None and facts.due is not None and facts.delivered_on <= facts.due


def _late(facts: Facts) -> bool:
    return facts.delivered_on is not None and facts.due is not None and facts.delivered_on > facts.due


COMPLETE = Need(
    met=lambda facts: not _incomplete(facts),
    why=lambda facts: f"It cannot be checked without {_incomplete(facts)}.",
    way_out="Edit it and say so.",
)
KNOWN = Need(
    met=lambda facts: facts.verdict is not Verdict.CANNOT,
    why=lambda facts: f"It cannot be checked: nobody has said the {', '.join(facts.unknown) or 'hours'}.",
    way_out="Unknown hours do not count as none; edit the requirement and say them.",
)
RUN = Need(
    met=lambda facts: facts.verdict is not None,
    why="It cannot be checked: capacity is not calculated yet.",
    way_out="",
)
FITS = Need(
    met=lambda facts: facts.override or (facts.verdict is not None and facts.verdict.fits),
    why=lambda facts: (
        f"It cannot be promised: the check says {facts.verdict or 'nothing yet'}, and nobody who may has overridden it."
    ),
    way_out="Take the earliest date that fits, or have it overridden with a reason by a person who may.",
)
SETTLED = Need(
    met=lambda facts: facts.requirements > 0 and facts.settled,
    why=lambda facts: (
        "It cannot be promised before every requirement is accepted or confirmed"
        + (f": {', '.join(facts.unsettled)}." if facts.unsettled else ".")
    ),
    way_out="Ask the leads of these teams for their answers.",
)
DECLINED_BY_A_TEAM = Need(
    met=lambda facts: facts.declined and _is_said(facts.reason),
    why="It goes back to draft when a team declines its part, with a reason.",
    way_out="Decline the requirement and say why.",
)
BEGUN = Need(
    met=lambda facts: facts.begun,
    why="It is in delivery once work has begun.",
    way_out="Begin it when it has.",
)
DELIVERED = Need(
    met=lambda facts: facts.delivered_on is not None,
    why="It cannot be delivered without the day of delivery.",
    way_out="Say on which day.",
)
ACCEPTED = Need(
    met=lambda facts: not _unaccepted(facts),
    why=lambda facts: f"It is kept when the client has accepted it: say {_unaccepted(facts)}.",
    way_out="",
)
IN_TIME = Need(
    met=_in_time,
    why="It was not delivered by its due date, so it is missed.",
    way_out="Close it as missed and review why.",
)
MISSED = Need(
    met=lambda facts: _late(facts) or facts.given_up,
    why="It is missed when it was delivered after its due date, or given up.",
    way_out="Deliver it, or say that it is given up.",
)
REFUSED = Need(
    met=lambda facts: not _undeclined(facts),
    why=lambda facts: f"It cannot be declined without {_undeclined(facts)}.",
    way_out="Tell the client where else to get it.",
)
WITHDRAWN = Need(
    met=lambda facts: not _not_withdrawn(facts),
    why=lambda facts: f"The client withdraws it: say {_not_withdrawn(facts)}.",
    way_out="",
)

TABLE: Mapping[tuple[State, State], tuple[Need, ...]] = {
    (State.DRAFT, State.CHECKED): (COMPLETE, RUN, KNOWN),
    (State.CHECKED, State.PROMISED): (FITS, SETTLED),
    (State.CHECKED, State.DRAFT): (DECLINED_BY_A_TEAM,),
    (State.PROMISED, State.IN_DELIVERY): (BEGUN,),
    (State.PROMISED, State.DELIVERED): (DELIVERED,),
    (State.IN_DELIVERY, State.DELIVERED): (DELIVERED,),
    (State.DELIVERED, State.KEPT): (ACCEPTED, IN_TIME),
    (State.PROMISED, State.MISSED): (MISSED,),
    (State.IN_DELIVERY, State.MISSED): (MISSED,),
    (State.DELIVERED, State.MISSED): (MISSED,),
    (State.DRAFT, State.DECLINED): (REFUSED,),
    (State.CHECKED, State.DECLINED): (REFUSED,),
    (State.DRAFT, State.WITHDRAWN): (WITHDRAWN,),
    (State.CHECKED, State.WITHDRAWN): (WITHDRAWN,),
    (State.PROMISED, State.WITHDRAWN): (WITHDRAWN,),
    (State.IN_DELIVERY, State.WITHDRAWN): (WITHDRAWN,),
}
"""Each step that exists, and what it needs."""
