"""Every action that there is does what it says, by keyboard alone, at 80x24."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from itcrm_tui.keys import BY_ID
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, started, write

PROFILE = ("enter",)
FORM = ("a",)
SUPPOSED = (
    *("colon", *"what", "space", *"if", "enter"),
    *("a", *"person", "enter", *"Network", "tab", *"40", "enter"),
)
PROMISED = ("4", "l", "l")


@dataclass(frozen=True)
class Journey:
    """Keys that lead somewhere, the key of an action, and what the screen shows then, as a pattern.

    `after`: what else is pressed to see that it was done; `gone`: what the screen shows no more.
    """

    action: str
    shows: str
    before: Sequence[str] = ()
    after: Sequence[str] = ()
    gone: str | None = None


JOURNEYS = (
    Journey("list.down", r">Logistics"),
    Journey("list.up", r">Finance", before=("j",)),
    Journey("list.first", r">Finance", before=("j",)),
    Journey("list.last", r">Logistics"),
    Journey("list.page_down", r">Logistics"),
    Journey("list.page_up", r">Finance", before=("j",)),
    Journey("list.half_down", r">Logistics"),
    Journey("list.half_up", r">Finance", before=("j",)),
    Journey("pane.left", r">Site Lyon", before=("4", "l", "l", "h")),
    Journey("pane.right", r">VPN for 40", before=("4", "l")),
    Journey("pane.next", r"(?m)^>-{20}"),
    Journey("pane.previous", r"(?m)^>-{20}"),
    Journey("pane.grow", r"(?m)^ -{20}.*\n FINANCE", before=("plus",)),
    Journey("pane.shrink", r"(?m)^ -{20}.*\n FINANCE"),
    Journey("place.today", r"1 TODAY"),
    Journey("place.clients", r"2 CLIENTS", before=("3",)),
    Journey("place.services", r"3 SERVICES"),
    Journey("place.commitments", r"4 COMMITMENTS"),
    Journey("place.feedback", r"5 FEEDBACK"),
    Journey("leave.back", r"2 CLIENTS", before=PROFILE),
    Journey("leave.close", r"2 CLIENTS", before=PROFILE),
    Journey("find.filter", r"(?m)^ / "),
    Journey("find.saved", r"Filters of clients"),
    Journey("find.record", r"Type some of a name"),
    Journey("find.client", r"OVERVIEW", before=("5",)),
    Journey("list.open", r"OVERVIEW"),
    Journey("record.add", r"ADD client"),
    Journey("record.edit", r"EDIT client Finance"),
    Journey("record.text", r"cannot be handed to an editor"),
    Journey("record.delete", r"Deleted service Laptops", before=("3",)),
    Journey("record.next_state", r"now acknowledged", before=("5",)),
    Journey("record.merge", r"MERGE client Logistics \(LOG\) into Finance", before=("space", "space")),
    Journey("merge.swap", r"MERGE client Finance \(FIN\) into Logistics", before=("space", "space", "M")),
    Journey("record.reply", r"REPLY to Payroll was late", before=("1", "j")),
    Journey("record.snooze", r"SNOOZE VPN for 40 users until", before=("1",)),
    Journey("record.who", r"M\. Okoye"),
    Journey("promise.renegotiate", r"RENEGOTIATE: VPN for 40", before=PROMISED),
    Journey("promise.deliver", r"DELIVER: VPN for 40", before=PROMISED),
    Journey(
        "promise.keep",
        r"KEPT: VPN for 40",
        before=(*PROMISED, "m", "x", "D", "end", "ctrl+u", *"20", "space", *"nov", "enter"),
    ),
    Journey("promise.miss", r"MISSED: VPN for 40", before=PROMISED),
    Journey("promise.withdraw", r"WITHDRAWN by the client: VPN for 40", before=PROMISED),
    Journey("promise.refuse", r"REFUSE: Site Lyon", before=("4",)),
    Journey("promise.review", r"MISS REVIEW: VPN for 40", before=(*PROMISED, "x", "g", "enter", "escape")),
    Journey("record.next", r"Logistics  LOG", before=PROFILE),
    Journey("record.previous", r"Finance  FIN", before=(*PROFILE, "n")),
    Journey("plan.what_if", r"WHAT IF[\s\S]*Nothing is supposed yet"),
    Journey("plan.make_real", r"Made real: 1 supposition", before=SUPPOSED),
    Journey("plan.discard", r"2 CLIENTS", before=SUPPOSED),
    Journey("many.mark", r"1 marked"),
    Journey("many.range", r"a range, V ends it"),
    Journey("many.all", r"2 marked"),
    Journey("many.actions", r"d  delete"),
    Journey("data.undo", r"Undid: Delete service Laptops", before=("3", "d")),
    Journey("data.redo", r"Redid: Delete service Laptops", before=("3", "d", "u")),
    Journey("data.history", r"HISTORY of client Finance"),
    Journey("data.take_back", r"Take back “Set up a small organization”", before=("H",)),
    Journey("data.duplicates", r"DUPLICATES of clients"),
    Journey("misses.causes", r"CAUSES OF MISSES"),
    Journey("list.sort", r"SORT by"),
    Journey("list.group", r"OPEN COMMITMENTS by owner", before=("4",), after=("o", "w", "enter")),
    Journey("list.columns", r"COLUMNS"),
    Journey("data.export", r"EXPORT clients"),
    Journey("data.import", r"IMPORT a file"),
    Journey("data.refresh", r">Finance"),
    Journey("data.sync", r"there is nothing to sync"),
    Journey("data.conflicts", r"there is nothing to sync"),
    Journey("data.copy", r"Copy Finance"),
    Journey("data.commands", r"what to do"),
    Journey("data.help", r"WORKS HERE"),
    Journey("look.theme", r"itcrm-safe-dark"),
    Journey("program.tour", r"1 of 5"),
    Journey("program.settings", r"EDIT settings"),
    Journey("record.promise", r"PROMISE .*\n \* To   FIN .*= Finance"),
    Journey("form.earliest", r"There is no date to take", before=("P", "tab", "tab")),
    Journey("form.save", r"Added client", before=(*FORM, "N", "e", "w")),
    Journey("form.editor", r"cannot be handed to an editor", before=FORM),
)


async def act(pilot: Pilot[int], action_id: str) -> None:
    """Press the key of an action, or find it in the palette where it has none."""
    action = BY_ID[action_id]
    if action.keys:
        await press(pilot, action.keys[0])
        return
    await press(pilot, "colon")
    await write(pilot, action.hint)
    await press(pilot, "enter")


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.action)
async def test_an_action_does_what_it_says(journey: Journey, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *journey.before)
        await act(pilot, journey.action)
        await press(pilot, *journey.after)
        assert re.search(journey.shows, seen(pilot)), seen(pilot)


async def test_quit_ends_the_app_from_anywhere(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *PROFILE, BY_ID["leave.quit"].keys[0])
    assert app.return_code == 0


def test_every_action_of_the_registry_has_a_journey() -> None:
    assert {journey.action for journey in JOURNEYS} | {"leave.quit"} == BY_ID.keys()
