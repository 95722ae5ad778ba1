"""`itcrm propose`: what a draft may need, from its service and from what past promises took."""

from argparse import Namespace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from itcrm_tui.cli import DONE, said
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import done, print_json, print_table, print_text

if TYPE_CHECKING:
    from itcrm_tui.workflows.promising.proposing import Proposed


def propose(arguments: Namespace) -> int:
    """Print what is proposed; add it when told to."""
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.promising.proposing import add_proposed
    from itcrm_tui.workflows.promising.proposing import propose as proposed

    if arguments.quantity < 1:
        raise UsageError("--quantity is 1 or more.")
    with opened(arguments.db) as store:
        with store.read() as reader:
            commitment = said.named(reader, Commitment, " ".join(arguments.name))
            found = proposed(reader, commitment, Decimal(arguments.quantity))
        sentence = add_proposed(store, commitment, found) if arguments.add else ""
    with done(sentence):
        if arguments.json:
            print_json(items=_items(found))
        else:
            _print(found)
            if sentence:
                print_text(sentence)
    return DONE


def _print(found: "Proposed") -> None:
    from itcrm_tui.domain.wording import hours_words, named

    if not found.proposals:
        print_text("Nothing is known of what this service takes. Add an effort to it.")
        return
    rows = [
        [
            found.names.get(one.role, "?"),
            hours_words(one.minutes),
            f"{hours_words(one.usual.minutes)} in {named(one.usual.count, 'past one')}" if one.usual else "-",
        ]
        for one in found.proposals
    ]
    print_table(["ROLE", "PROPOSED", "MEDIAN OF PAST ONES"], rows, right=[1])


def _items(found: "Proposed") -> list[dict[str, Any]]:
    return [
        {
            "role": one.role,
            "name": found.names.get(one.role),
            "minutes": one.minutes,
            "usual_minutes": one.usual.minutes if one.usual else None,
            "usual_count": one.usual.count if one.usual else 0,
        }
        for one in found.proposals
    ]
