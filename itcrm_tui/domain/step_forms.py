"""The steps of a commitment that one key cannot take: what each asks for, and in which states it is offered."""

from dataclasses import dataclass, replace

from itcrm_tui.domain import fields
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS

UNDECIDED = (State.DRAFT, State.CHECKED)
IN_WORK = (State.PROMISED, State.IN_DELIVERY)


@dataclass(frozen=True, kw_only=True)
class StepForm:
    """A step and what is said with it.

    `states`: those in which it may be chosen; a step without any is asked for only by the next one on the way.
    """

    name: str
    heading: str
    states: tuple[State, ...] = ()
    fields: tuple[Field, ...]


def _field(declared: Field, **words: object) -> Field:
    """Return what `fields` has declared, under a name of its own."""
    found = replace(declared, **words)  # type: ignore[arg-type]
    return replace(found, label=found.label or found.name.replace("_", " ").capitalize())


def _declared(default: object, **words: object) -> Field:
    return _field(default.metadata["field"], **words)  # type: ignore[attr-defined]


def _why(name: str = "why", label: str = "Why", *, required: bool = True) -> Field:
    return _declared(fields.text(), name=name, label=label, required=required)


_DAY = _declared(fields.date(), name="on", label="On", required=True)
_AT_THE_CLIENT = _declared(fields.reference("stakeholder"), required=True, name="by")

PROMISE = StepForm(
    name="promise",
    heading="PROMISE although it does not fit",
    fields=(_field(KINDS["override"].by_name["approver"], settable=True), _why("reason", "Reason")),
)
STEPS: tuple[StepForm, ...] = (
    StepForm(
        name="renegotiate",
        heading="RENEGOTIATE",
        states=IN_WORK,
        fields=(
            _declared(fields.date(), name="due", label="New due date", required=True),
            replace(_AT_THE_CLIENT, name="agreed_by", label="Agreed by"),
            _why(),
        ),
    ),
    StepForm(
        name="deliver",
        heading="DELIVER",
        states=IN_WORK,
        fields=(replace(_DAY, label="Delivered on"),),
    ),
    StepForm(
        name="keep",
        heading="KEPT",
        states=(State.DELIVERED,),
        fields=(replace(_AT_THE_CLIENT, name="accepted_by", label="Accepted by"), _DAY),
    ),
    StepForm(
        name="miss",
        heading="MISSED",
        states=(*IN_WORK, State.DELIVERED),
        fields=(_why(label="What happened", required=False),),
    ),
    StepForm(
        name="withdraw",
        heading="WITHDRAWN by the client",
        states=(*UNDECIDED, *IN_WORK),
        fields=(replace(_AT_THE_CLIENT, label="By"), _why(), _DAY),
    ),
    StepForm(
        name="refuse",
        heading="REFUSE",
        states=UNDECIDED,
        fields=(_why(), _why("route", "Other route")),
    ),
)
BY_NAME = {one.name: one for one in (PROMISE, *STEPS)}


def offered(commitment: Commitment) -> tuple[StepForm, ...]:
    """Return the steps that may be chosen for a commitment as it is; what was delivered late is never kept."""
    late = commitment.delivered_on and commitment.due and commitment.delivered_on > commitment.due
    return tuple(one for one in STEPS if commitment.state in one.states and not (late and one.name == "keep"))
