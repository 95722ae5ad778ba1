"""The states of a commitment: which follows which, and what each step needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from itcrm_tui.domain.commitment import CommitmentState as State


class Verdict(StrEnum):
    """What a capacity check said."""

    OK = "OK"
    TIGHT = "TIGHT"
    SHORT = "SHORT"
    UNCHECKED = "UNCHECKED"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a step may depend on. `verdict` is None as long as no check has run."""

    has_client: bool = False
    has_title: bool = False
    due: date | None = None
    requirements: int = 0
    verdict: Verdict | None = None
    override: bool = False
    """A person who may has let it pass, with a reason."""
    settled: bool = False
    """Every requirement is accepted or confirmed."""
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


Rule = Callable[[Facts], str | None]


def refusal(state: State, to: State, facts: Facts) -> str | None:
    """Return why a commitment may not go from one state to the other, as a sentence; None when it may."""
    rule = TABLE.get((state, to))
    if rule is None:
        following = [str(after) for before, after in TABLE if before is state]
        ways = f"it can become {' or '.join(following)}" if following else "it is closed"
        return f"A commitment that is {state} cannot become {to}: {ways}."
    return rule(facts)


def _check(facts: Facts) -> str | None:
    wanted = {
        "a client": facts.has_client,
        "a title": facts.has_title,
        "a due date": facts.due is not None,
        "at least one requirement": facts.requirements > 0,
    }
    if missing := _missing(wanted):
        return f"It cannot be checked without {missing}."
    if facts.verdict is None:
        return "It cannot be checked: capacity is not calculated yet."
    return None


def _promise(facts: Facts) -> str | None:
    if facts.verdict not in (Verdict.OK, Verdict.TIGHT) and not facts.override:
        return (
            f"It cannot be promised: the check says {facts.verdict or 'nothing yet'},"
            " and nobody who may has overridden it."
        )
    if facts.requirements < 1 or not facts.settled:
        return "It cannot be promised before every requirement is accepted or confirmed."
    return None


def _send_back(facts: Facts) -> str | None:
    if not facts.declined or not _said(facts.reason):
        return "It goes back to draft when a team declines its part, with a reason."
    return None


def _begin(facts: Facts) -> str | None:
    return None if facts.begun else "It is in delivery once work has begun."


def _deliver(facts: Facts) -> str | None:
    return None if facts.delivered_on else "It cannot be delivered without the day of delivery."


def _keep(facts: Facts) -> str | None:
    if missing := _missing({"who": _said(facts.accepted_by), "when": facts.accepted_on is not None}):
        return f"It is kept when the client has accepted it: say {missing}."
    if facts.delivered_on is None or facts.due is None or facts.delivered_on > facts.due:
        return "It was not delivered by its due date, so it is missed."
    return None


def _miss(facts: Facts) -> str | None:
    late = facts.delivered_on is not None and facts.due is not None and facts.delivered_on > facts.due
    return None if late or facts.given_up else "It is missed when it was delivered after its due date, or given up."


def _decline(facts: Facts) -> str | None:
    missing = _missing({"a reason": _said(facts.reason), "another route": _said(facts.other_route)})
    return f"It cannot be declined without {missing}." if missing else None


def _withdraw(facts: Facts) -> str | None:
    wanted = {"who": _said(facts.withdrawn_by), "when": facts.withdrawn_on is not None, "why": _said(facts.reason)}
    missing = _missing(wanted)
    return f"The client withdraws it: say {missing}." if missing else None


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


def _missing(wanted: Mapping[str, bool]) -> str:
    return ", ".join(words for words, there in wanted.items() if not there)


TABLE: dict[tuple[State, State], Rule] = {
    (State.DRAFT, State.CHECKED): _check,
    (State.CHECKED, State.PROMISED): _promise,
    (State.CHECKED, State.DRAFT): _send_back,
    (State.PROMISED, State.IN_DELIVERY): _begin,
    (State.PROMISED, State.DELIVERED): _deliver,
    (State.IN_DELIVERY, State.DELIVERED): _deliver,
    (State.DELIVERED, State.KEPT): _keep,
    (State.PROMISED, State.MISSED): _miss,
    (State.IN_DELIVERY, State.MISSED): _miss,
    (State.DELIVERED, State.MISSED): _miss,
    (State.DRAFT, State.DECLINED): _decline,
    (State.CHECKED, State.DECLINED): _decline,
    (State.DRAFT, State.WITHDRAWN): _withdraw,
    (State.CHECKED, State.WITHDRAWN): _withdraw,
    (State.PROMISED, State.WITHDRAWN): _withdraw,
    (State.IN_DELIVERY, State.WITHDRAWN): _withdraw,
}
"""Each step that exists, and what it needs."""
