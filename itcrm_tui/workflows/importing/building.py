"""What the records that rows ask for will hold, and what is wrong with them: many rows at a time."""

from collections.abc import Sequence
from functools import cache

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.values import Json, known_fields
from itcrm_tui.workflows.importing.drafts import Action, Draft
from itcrm_tui.workflows.importing.kept_notes import with_kept, with_text
from itcrm_tui.workflows.records import defaults, record_with, unsound_among

Values = dict[str, Json]


def build(kind: Kind, drafts: Sequence[Draft], *, as_written: bool) -> None:
    """Say what the records will hold, where they are sound; of a row that is rejected, note what else is wrong.

    `as_written`: the values stand as a file has them, and may not be in their canonical form yet.
    """
    before = [known_fields(draft.seen) if draft.seen else {} for draft in drafts]
    after = [_known_after(kind, *pair) for pair in zip(drafts, before, strict=True)]
    for at, problems in unsound_among(kind, after).items():
        _refuse(drafts[at], problems)
    for draft, seen, known in zip(drafts, before, after, strict=True):
        if draft.action is not Action.REJECT:
            draft.known = known_fields(record_with(kind, known)) if as_written else known
            if draft.action is Action.UPDATE and not draft.new_key and draft.known == seen:
                draft.action = Action.UNCHANGED


def _refuse(draft: Draft, problems: Sequence[tuple[str, str]]) -> None:
    """Refuse a row; one that is rejected already could not be read whole, so only what could be read counts."""
    told = {name for name, _ in draft.problems}
    if draft.action is Action.REJECT:
        problems = [problem for problem in problems if problem[0] in draft.values]
    for name, sentence in problems:
        if name not in told:
            draft.refuse(name, sentence)


def _known_after(kind: Kind, draft: Draft, before: Values) -> Values:
    """Return what a record would hold; what is unknown has its default."""
    values = draft.values
    if draft.action is Action.REJECT:
        before = {}
    else:
        values = _with_notes(draft)
        if draft.seen:
            values = {name: value for name, value in values.items() if kind.by_name[name].settable}
    after = {**before, **values}
    if None in after.values():
        after = {name: value for name, value in after.items() if value is not None}
    return {**_beginning(kind), **after}


@cache
def _beginning(kind: Kind) -> Values:
    return {name: value for name, value in defaults(kind).items() if value is not None}


def _with_notes(draft: Draft) -> Values:
    if not draft.kept:
        return draft.values
    notes, text = getattr(draft.seen, "notes", None), draft.values.get("notes")
    merged = with_kept(with_text(notes, str(text), draft.kept) if text else notes, draft.kept)
    return draft.values | {"notes": merged} if merged else draft.values
