"""Names complete while they are typed: the right one is put in, late answers are dropped, hostile names do no harm."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.fields import Field, Type
from widgets.field_input import FieldInput

FINANCE, LEGAL = Candidate("FIN", "Finance"), Candidate("LEG", "Legal affairs")


class Form(App[None]):
    """One field over candidates whose answers come when the test lets them."""

    def __init__(self, holds: Type, *known: Candidate) -> None:
        super().__init__()
        self.holds, self.known = holds, known
        self.asked: dict[str, asyncio.Future[Sequence[Candidate]]] = {}
        self.at_once = True

    def compose(self) -> ComposeResult:
        yield FieldInput(Field(holds=self.holds, name="client", label="Client", target="client"), "", self._complete)

    async def _complete(self, _: Field, typed: str) -> Sequence[Candidate]:
        if not self.at_once:
            self.asked[typed] = asyncio.get_running_loop().create_future()
            return await self.asked[typed]
        return [one for one in self.known if typed.lower() in f"{one.words} {one.about}".lower()]

    @property
    def field(self) -> FieldInput:
        return self.query_one(FieldInput)


def shown(pilot: Pilot[None]) -> str:
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def typed(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_the_code_of_the_chosen_record_is_put_in_and_its_name_stands_beside(key: str) -> None:
    async with Form(Type.REFERENCE, FINANCE, LEGAL).run_test(size=(80, 12)) as pilot:
        await typed(pilot, *"affairs")
        assert "LEG       Legal affairs" in shown(pilot)
        await typed(pilot, key)
        assert pilot.app.field.text == "LEG"
        assert "= Legal affairs" in shown(pilot)


async def test_a_click_chooses() -> None:
    async with Form(Type.REFERENCE, FINANCE, LEGAL).run_test(size=(80, 12)) as pilot:
        await typed(pilot, "a")
        row = next(at for at, line in enumerate(shown(pilot).splitlines()) if "Legal affairs" in line)
        await pilot.click(offset=(30, row))
        await pilot.pause()
        assert pilot.app.field.text == "LEG"


async def test_of_several_names_the_last_is_completed() -> None:
    async with Form(Type.REFERENCES, FINANCE, LEGAL).run_test(size=(80, 12)) as pilot:
        await typed(pilot, *"FIN;", "space", *"lega", "enter")
        assert pilot.app.field.text == "FIN;LEG"


async def test_a_share_goes_on_after_its_name() -> None:
    async with Form(Type.SHARES, Candidate("DBA"), Candidate("Network")).run_test(size=(80, 12)) as pilot:
        await typed(pilot, *"db", "enter", *"0.6;ne", "enter", *"0.4")
        assert pilot.app.field.text == "DBA:0.6;Network:0.4"


async def test_what_is_typed_in_full_opens_nothing() -> None:
    async with Form(Type.REFERENCE, FINANCE, LEGAL).run_test(size=(80, 12)) as pilot:
        await typed(pilot, *"FIN")
        assert "FIN       Finance" not in shown(pilot)
        assert "= Finance" in shown(pilot)


async def test_an_answer_to_letters_that_were_typed_before_is_dropped() -> None:
    app = Form(Type.REFERENCE)
    app.at_once = False
    async with app.run_test(size=(80, 12)) as pilot:
        await typed(pilot, "f", "x")
        assert app.asked["f"].cancelled()
        app.asked["fx"].set_result([Candidate("FX", "Foreign exchange")])
        await typed(pilot)
        assert "Foreign exchange" in shown(pilot)


async def test_hostile_names_are_shown_harmlessly_and_the_layout_holds() -> None:
    names = ["[@click=app.quit]x", "a\x1b[31m", "a\u202eevil", "a" * 10_000, "a\u0301" * 500, "広" * 200, "a\nb"]
    async with Form(Type.REFERENCE, *(Candidate(f"A{at}", name) for at, name in enumerate(names))).run_test(
        size=(80, 16)
    ) as pilot:
        await typed(pilot, "a")
        lines = shown(pilot).splitlines()
        assert "[@click=app.quit]x" in shown(pilot)
        assert not any(char in shown(pilot) for char in "\x1b\u202e")
        assert len(lines) == 16


class AtTheBottom(Form):
    """The field stands in the last line."""

    CSS = "Screen { align: left bottom; }"


async def test_under_the_last_line_there_is_no_room_so_it_opens_above() -> None:
    many = [Candidate(f"A{at}", f"Client {at}") for at in range(8)]
    async with AtTheBottom(Type.REFERENCE, *many).run_test(size=(60, 14)) as pilot:
        await typed(pilot, "a")
        assert all(one.about in shown(pilot) for one in many)
        assert " Client " in shown(pilot).splitlines()[-1]
