"""`itcrm who`: whom to call about a service, a client or a person, on one screen."""

from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE
from itcrm_tui.cli.glance import glance
from itcrm_tui.cli.printing import print_json, print_text

if TYPE_CHECKING:
    from itcrm_tui.workflows.who import Who


def who(arguments: Namespace) -> int:
    """Print whom to call about what the words name."""
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.who import about, who_is

    with opened(arguments.db) as store, store.read() as reader:
        found = about(reader, who_is(reader, " ".join(arguments.name)), notation.today(reader.settings()))
    if arguments.json:
        print_json(item=_as_item(found))
    else:
        print_text("\n".join(glance([found.title], found.sections)))
    return DONE


def _as_item(found: "Who") -> dict[str, object]:
    from itcrm_tui.domain.values import as_json

    sections = [{"heading": one.heading, "lines": list(one.lines)} for one in found.sections]
    return {"record": as_json(found.record), "title": found.title, "sections": sections}
