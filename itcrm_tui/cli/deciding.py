"""`itcrm offline conflicts --decide`: for a side, the earliest date, another value, or both of what was made twice."""

from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.deciding_next import PERHAPS_TWICE, left_to_decide, print_left
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.naming import texts_by_field
from itcrm_tui.cli.printing import done, print_json, print_text, tell
from itcrm_tui.cli.stopping import stopping
from itcrm_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from itcrm_tui.stopping import Stop
    from itcrm_tui.workflows.conflict import ToDecide
    from itcrm_tui.workflows.made_twice import MadeTwice
    from storage.change import ChangeSet
    from storage.store import Store

EARLIEST, BOTH, ALL = "earliest", "both", "all"
ALONE = {EARLIEST, BOTH}
"""What is said of one conflict at a time."""


def demand_sense(arguments: Namespace) -> None:
    """Raise UsageError for what cannot be decided so."""
    takes, decided = arguments.take or [], arguments.decide or []
    if bool(decided) != bool(takes or arguments.set):
        raise UsageError(
            "A decision says which and how: itcrm offline conflicts --decide N --take mine (or theirs),"
            " or --set FIELD=VALUE."
        )
    if len(takes) > 1:
        raise UsageError("--take stands for all that are named, so it is said once: decide the others by themselves.")
    if (arguments.set or ALONE & set(takes)) and (len(set(decided)) > 1 or ALL in decided):
        raise UsageError("--set, --take earliest and --take both are for one conflict: decide them one by one.")
    if arguments.set and EARLIEST in takes:
        raise UsageError("--take earliest takes mine but for its dates: it goes without --set.")
    if decided and arguments.action != "conflicts":
        raise UsageError("--decide goes with `itcrm offline conflicts`.")


def decide(arguments: Namespace) -> int:
    """Decide what is numbered, and say so."""
    is_said = False
    try:
        from itcrm_tui.workflows.offline import working_copy

        with working_copy(arguments.db, arguments.file) as store, stopping(None) as stop:
            is_whole = _say(store, _decided(store, arguments, stop), arguments)
            is_said = True
    except KeyboardInterrupt:
        if not is_said:
            tell("Stopped. Nothing was decided.")
        raise
    return DONE if is_whole else NO


def _say(store: "Store", written: "ChangeSet", arguments: Namespace) -> bool:
    """Say what was decided, and what is left; return whether that is all that was meant."""
    left, is_all = left_to_decide(store), ALL in arguments.decide
    with done(written.title):
        if arguments.json:
            print_json(item={"kind": "change set", "id": written.id, "title": written.title}, left=left)
        else:
            print_text(f"{written.title}. The next sync sends it; `itcrm undo` takes it back.")
            print_left(left, undecided=is_all)
    return not (is_all and any(one["clash"] != PERHAPS_TWICE for one in left))


def _decided(store: "Store", arguments: Namespace, stop: "Stop") -> "ChangeSet":
    """Decide what is numbered: a field that is set takes this value, the others theirs or those of the side taken."""
    from itcrm_tui.workflows.clash_words import explained
    from itcrm_tui.workflows.conflicts import numbered, to_decide
    from itcrm_tui.workflows.made_twice import made_twice, not_the_same
    from storage.errors import ConflictError, RefusedError

    found, twice, take = to_decide(store), made_twice(store), (arguments.take or [None])[0]
    if (pair := _pair(arguments, len(found), twice)) is not None:
        if take != BOTH or arguments.set:
            raise UsageError("That was perhaps made twice: --take both, where they are not the same, or `itcrm merge`.")
        stop.here()
        return not_the_same(store, pair.mine.id, pair.theirs.id)
    numbers = [number for number in arguments.decide if number != ALL]
    named = numbered(store, numbers) if numbers else []
    chosen = found if ALL in arguments.decide else named
    stop.here()
    try:
        return _settled(store, chosen, take, arguments)
    except ConflictError as conflict:
        raise RefusedError(f"{explained(store, conflict.clashes)[0]} Nothing was decided.") from None


def _pair(arguments: Namespace, conflicts: int, twice: "list[MadeTwice]") -> "MadeTwice | None":
    """Return what was perhaps made twice that is meant: it is numbered behind the conflicts."""
    at = arguments.decide[0] if len(arguments.decide) == 1 else 0
    return twice[at - conflicts - 1] if at != ALL and conflicts < at <= conflicts + len(twice) else None


def _settled(store: "Store", chosen: "list[ToDecide]", take: str | None, arguments: Namespace) -> "ChangeSet":
    from itcrm_tui.cli.said import today
    from itcrm_tui.workflows.deciding import settle_many, settle_with
    from itcrm_tui.workflows.deciding_all import settle_all
    from itcrm_tui.workflows.deciding_checks import settle_at_earliest
    from storage.sync.deciding import Choice

    with store.read() as reader:
        day = today(reader)
    if take == EARLIEST:
        return settle_at_earliest(store, chosen[0], day)
    if take == BOTH:
        _demand_twins(chosen[0], arguments)
    side = Choice.MINE if take == BOTH else Choice(take or Choice.THEIRS)
    if not arguments.set:
        return (settle_all if ALL in arguments.decide else settle_many)(store, chosen, side, day)
    texts, wrong = texts_by_field(KINDS[chosen[0].conflict.kind], arguments.set)
    if wrong:
        raise UsageError(" ".join(wrong))
    return settle_with(store, chosen[0], side, texts, day)


def _demand_twins(one: "ToDecide", arguments: Namespace) -> None:
    """Raise an error unless both can stay: they were made twice, and mine gets another code."""
    from storage.errors import RefusedError

    if one.twin is None:
        raise RefusedError(f"{one.record[0].upper()}{one.record[1:]} was not made twice: take mine or theirs.")
    if not arguments.set:
        raise UsageError(f"Both stay where mine has another {one.taken}: --decide {one.number} --set {one.taken}=NEW.")
