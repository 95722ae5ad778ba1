"""Taking a step of a commitment with what was typed in its form, and which steps it can take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.step_forms import BY_NAME, StepForm, offered
from itcrm_tui.domain.values import Json
from itcrm_tui.domain.wording import day_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import NotForRoleError, NotFoundError, find
from itcrm_tui.workflows.promising.delivering import deliver, keep
from itcrm_tui.workflows.promising.ending import refuse, withdraw
from itcrm_tui.workflows.promising.missing import miss
from itcrm_tui.workflows.promising.promise import LetPass, promise
from itcrm_tui.workflows.promising.reading import one
from itcrm_tui.workflows.promising.renegotiating import renegotiate
from itcrm_tui.workflows.promising.stakeholders import SaidWrongError, called_at_client, stakeholder_named
from itcrm_tui.workflows.promising.stepping import Taken
from itcrm_tui.workflows.records import InvalidError, cut, not_found_words
from storage.errors import StoreError
from storage.reader import Reader
from storage.store import Store

Said = Mapping[str, Json]


@dataclass(frozen=True)
class Offered:
    """A commitment as it is, and the steps that it can take with a form."""

    commitment: Commitment
    steps: tuple[StepForm, ...]


def steps_of(store: Store, record_id: RecordId) -> Offered | None:
    """Return which steps a living commitment can take; None where there is none of that id."""
    with store.read() as reader:
        found = reader.get(Commitment, record_id)
    if isinstance(found, Hidden):
        raise NotForRoleError(KINDS["commitment"])
    return None if found is None else Offered(found, offered(found))


def take(store: Store, name: str, seen: Commitment, texts: Mapping[str, str], today: date) -> str:
    """Take a step with what was typed, by field; return a sentence, with what the check said.

    Raises InvalidError with what is wrong by field, RefusedError, ConflictError.
    """
    with store.read() as reader:
        said = _read(reader, BY_NAME[name], seen, texts, today)
        step = _STEPS[name](reader, said, today)
    try:
        taken = step(store, seen)
    except SaidWrongError as wrong:
        raise InvalidError([(wrong.field, str(wrong))]) from None
    return told(seen, taken, today)


def told(seen: Commitment, taken: Taken, today: date) -> str:
    """Return in a sentence what a commitment is now, with what the check said that was kept with the step."""
    first = (taken.check.findings or "").partition("\n")[0] if taken.check else ""
    due = taken.commitment.due
    moved = f", due {due:%a} {day_words(due, today)}" if due and due != seen.due else ""
    return f"{cut(KINDS['commitment'].title(seen))}: now {taken.commitment.state}{moved}. {first}".rstrip()


def _read(reader: Reader, form: StepForm, seen: Commitment, texts: Mapping[str, str], today: date) -> Said:
    how = notation.typed(reader, today)
    read: dict[str, Json] = {}
    wrong: list[tuple[str, str]] = []
    for field in form.fields:
        try:
            read[field.name] = _value(reader, field, texts.get(field.name, ""), how, seen)
        except NotFoundError as unknown:
            wrong.append((field.name, not_found_words(reader, unknown)))
        except (ParseError, StoreError) as error:
            wrong.append((field.name, str(error)))
        else:
            if field.required and read[field.name] is None:
                wrong.append((field.name, f"{field.label} is required."))
    if wrong:
        raise InvalidError(wrong)
    return read


def _value(reader: Reader, field: Field, text: str, how: Notation, seen: Commitment) -> Json:
    def resolve(target: str, words: str) -> RecordId:
        if field.name == "by":
            return RecordId(called_at_client(reader, seen.client, words))
        if target == "stakeholder":
            return stakeholder_named(reader, seen.client, words).id
        return find(reader, KINDS[target], words).id

    return parse(field, text, how, resolve)


Step = Callable[[Store, Commitment], Taken]


def _stakeholder(reader: Reader, said: Json) -> Stakeholder | None:
    return one(reader, Stakeholder, RecordId(str(said)))


def _date(said: Json) -> date:
    return date.fromisoformat(str(said))


def _text(said: Json) -> str | None:
    return None if said is None else str(said)


def _promise(_reader: Reader, said: Said, today: date) -> Step:
    let_pass = LetPass(RecordId(str(said["approver"])), str(said["reason"]))
    return partial(promise, today=today, let_pass=let_pass)


def _renegotiate(reader: Reader, said: Said, today: date) -> Step:
    who, why = _stakeholder(reader, said["agreed_by"]), str(said["why"])
    return partial(renegotiate, due=_date(said["due"]), agreed_by=who, why=why, today=today)


def _deliver(_reader: Reader, said: Said, today: date) -> Step:
    return partial(deliver, on=_date(said["on"]), today=today)


def _keep(reader: Reader, said: Said, today: date) -> Step:
    return partial(keep, accepted_by=_stakeholder(reader, said["accepted_by"]), on=_date(said["on"]), today=today)


def _miss(_reader: Reader, said: Said, today: date) -> Step:
    return partial(miss, today=today, given_up=True, reason=_text(said["why"]))


def _withdraw(_reader: Reader, said: Said, today: date) -> Step:
    return partial(withdraw, by=str(said["by"]), on=_date(said["on"]), why=str(said["why"]), today=today)


def _refuse(_reader: Reader, said: Said, today: date) -> Step:
    return partial(refuse, why=str(said["why"]), route=str(said["route"]), today=today)


_STEPS: dict[str, Callable[[Reader, Said, date], Step]] = {
    "promise": _promise,
    "renegotiate": _renegotiate,
    "deliver": _deliver,
    "keep": _keep,
    "miss": _miss,
    "withdraw": _withdraw,
    "refuse": _refuse,
}
