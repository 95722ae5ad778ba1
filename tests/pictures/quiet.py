"""Keys to the app of a picture, each answered before the next."""

from textual.pilot import Pilot

from tests.screens.driving import send
from tests.screens.under_way import UnderWay


class Quiet(UnderWay):
    """Waits by what is under way, not by the clock, as pictures are many."""

    async def press(self, pilot: Pilot[int], key: str) -> None:
        """Press a key, and wait until it is answered."""
        send(pilot, key)
        await self.settled(pilot)

    async def write(self, pilot: Pilot[int], text: str) -> None:
        """Type a text letter by letter."""
        for letter in text:
            await self.press(pilot, letter)
