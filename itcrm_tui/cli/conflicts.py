"""`itcrm offline conflicts`: what is to be decided, each with what is to be typed for it."""

import shlex
from argparse import Namespace
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.printing import cut, print_json, print_line, print_pairs
from itcrm_tui.cli.this_copy import like_before, on_the_copy
from itcrm_tui.domain.differing import begun_at_difference
from itcrm_tui.text import in_a_line

if TYPE_CHECKING:
    from itcrm_tui.workflows.conflict import ToDecide
    from itcrm_tui.workflows.made_twice import MadeTwice
    from itcrm_tui.workflows.moved import Moved

COMMAND = ("itcrm", "offline", "conflicts")
INDENT = " " * 5
LONGEST_VALUE = 100


def conflicts(arguments: Namespace) -> int:
    """List what is to be decided, or decide it; 1 where something is listed."""
    if arguments.decide:
        from itcrm_tui.cli.deciding import decide

        return decide(arguments)
    return _list(arguments)


def _list(arguments: Namespace) -> int:
    from itcrm_tui.workflows.conflicts import to_decide
    from itcrm_tui.workflows.made_twice import made_twice
    from itcrm_tui.workflows.offline import working_copy

    with working_copy(arguments.db, arguments.file) as store:
        found, twice = to_decide(store), made_twice(store)
        here = on_the_copy(arguments, store.backend.shown_url)
    if arguments.json:
        pairs = [_pair_item(one, number) for number, one in enumerate(twice, len(found) + 1)]
        print_json(items=[*map(_as_item, found), *pairs])
    elif not (found or twice):
        print_line("There is nothing to decide.")
    else:
        command = shlex.join([*COMMAND, *like_before(arguments)])
        _print(found, command, here)
        _print_twice(twice, len(found) + 1, command, here)
    return NO if found else DONE


def _print(found: "Sequence[ToDecide]", command: str, here: Sequence[str]) -> None:
    """Print under each record what clashes there, with what is to be typed for it; `here`: what names this copy."""
    for _, about in groupby(found, lambda one: one.conflict.key):
        for at, one in enumerate(about):
            if not at:
                print_line(in_a_line(one.record))
            _print_one(one, f"{command} --decide {one.number}", here)


def _print_one(one: "ToDecide", command: str, here: Sequence[str]) -> None:
    from itcrm_tui.workflows.clash_in_brief import in_brief

    print_line(f"  {one.number}  {in_a_line(str(in_brief(one)))}")
    _print_indented(f"{one.title}, {one.when}. {one.did}. {one.reason}")
    print_pairs((f"{INDENT}{said.label}", _sides(said)) for said in one.moved)
    if one.twin is not None:
        _print_indented(f"the other one  {one.twin_name}, {one.twin_is}")
    for line in one.with_it:
        _print_indented(f"with it  {line}")
    _print_indented(f"{command} {_answers(one, here)}")


def _print_indented(words: str) -> None:
    """Print what belongs to a conflict: whatever it holds, no line of it looks like another conflict."""
    print_line(f"{INDENT}{in_a_line(words)}")


def _print_twice(twice: "Sequence[MadeTwice]", first: int, command: str, here: Sequence[str]) -> None:
    """Print which clients were perhaps made on both sides."""
    for number, one in enumerate(twice, first):
        both = (record.code or record.id for record in (one.pair.merged, one.pair.survivor))
        merge = shlex.join(["itcrm", "merge", "client", *both, *here])
        print_line(in_a_line(f"client {one.mine.name}"))
        print_line(f"  {number}  {in_a_line(f'perhaps made twice: {one.words}')}")
        _print_indented(f"{command} --decide {number} --take both (not the same: both stay)")
        _print_indented(f"{merge} (in this copy, where they are the same)")


def _answers(one: "ToDecide", here: Sequence[str]) -> str:
    """Return what can be said for one, each with what it means."""
    from itcrm_tui.workflows.clash_in_brief import ways

    mine, theirs = ways(one)
    if one.twin is not None and one.taken is not None:
        name = one.conflict.record_id if one.name == one.twin_name else one.name
        code = str(one.conflict.fields[one.taken].mine)
        merge = shlex.join(["itcrm", "merge", one.conflict.kind, name, code, *here])
        return (
            f"--set {one.taken}=NEW (not the same: both stay), --set {one.taken}= (then `{merge}` in this copy makes"
            f" them one) or --take theirs ({theirs})"
        )
    if one.waits:
        return f"--take theirs ({theirs}); it comes along with mine of what it waits for"
    if one.merge is not None and one.merge.refused:
        return f"--take theirs ({theirs})"
    ends = [f"--take mine ({mine})", f"--take theirs ({theirs})"]
    if one.was_checked:
        ends.insert(0, "--take earliest (the earliest date that fits)")
    if one.is_made or not one.is_whole:
        ends.append(f"--set {next(iter(one.fields), 'FIELD')}=VALUE (something else)")
    return f"{', '.join(ends[:-1])} or {ends[-1]}"


def _sides(said: "Moved") -> str:
    """Return in a line what stands on the three sides; of what is on mine alone, only that."""
    saw, mine, theirs = map(in_a_line, said.sides)
    if not said.is_disputed:
        return cut(mine, LONGEST_VALUE)
    (saw, _), (mine, theirs) = (begun_at_difference(pair, LONGEST_VALUE) for pair in ((saw, mine), (mine, theirs)))
    sides = [("mine", mine), ("theirs", theirs)]
    if not said.of_two:
        sides.insert(0, ("was", saw))
    return "; ".join(f"{side} {cut(words, LONGEST_VALUE)}" for side, words in sides)


def _as_item(one: "ToDecide") -> dict[str, object]:
    from itcrm_tui.workflows.clash_in_brief import in_brief

    fields: list[dict[str, str | None]] = []
    for said in one.moved:
        is_gone = one.conflict.deleted and not said.of_two
        there = None if is_gone else said.now or None
        sides = {"base": said.saw or None, "mine": said.typed or None, "theirs": there}
        fields.append({"name": said.field, "field": said.label, **sides})
    about = {"kind": one.conflict.kind, "id": one.conflict.record_id, "record": one.record, "title": one.title}
    return {
        "number": one.number,
        **about,
        "clash": str(in_brief(one)),
        "when": one.when,
        "reason": one.reason,
        "whole": one.is_whole,
        "fields": fields,
        "with_it": list(one.with_it),
        "same_code": one.twin,
    }


def _pair_item(one: "MadeTwice", number: int) -> dict[str, object]:
    about = {"kind": "client", "id": one.mine.id, "record": f"client {one.mine.name}", "title": one.words}
    return {"number": number, **about, "clash": "perhaps made twice", "perhaps_same": one.theirs.id, "fields": []}
