"""How large the generated databases are."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many records of each kind. `even_states`: as many commitments in each column of the board."""

    name: str
    clients: int
    commitments: int
    requirements: int
    subscriptions: int
    usage: int
    feedback: int
    touchpoints: int
    stakeholders: int
    services: int = 40
    people: int = 60
    even_states: bool = False

    @property
    def records(self) -> int:
        """The records of the kinds that there are many of."""
        many = (self.clients, self.commitments, self.requirements, self.subscriptions, self.usage)
        return sum((*many, self.feedback, self.touchpoints, self.stakeholders))


def alike(clients: int) -> Size:
    """Return a size with as much of everything for a client as in the largest database."""
    return Size(
        name=str(clients),
        clients=clients,
        commitments=clients,
        requirements=clients // 2,
        subscriptions=2 * clients,
        usage=5 * clients,
        feedback=clients,
        touchpoints=clients,
        stakeholders=clients,
    )


def board(cards: int) -> Size:
    """Return a size with so many cards in each column of the board."""
    five = {"commitments": 5 * cards, "requirements": 5 * cards}
    few = {"subscriptions": 50, "usage": 50, "feedback": 50, "touchpoints": 50, "stakeholders": 50}
    return Size(name=f"board-{cards}", clients=50, even_states=True, **five, **few)


SMALL, MEDIUM, LARGEST = alike(50), alike(1_000), alike(1_000_000)
DENSE = Size(
    name="100000",
    clients=100_000,
    commitments=1_000_000,
    requirements=500_000,
    subscriptions=300_000,
    usage=5_000_000,
    feedback=300_000,
    touchpoints=300_000,
    stakeholders=200_000,
    people=300,
)
"""Few clients for much work: ten commitments and fifty rows of usage for each."""

OFFLINE = Size(
    name="offline",
    clients=100_000,
    commitments=50_000,
    requirements=25_000,
    subscriptions=100_000,
    usage=100_000,
    feedback=50_000,
    touchpoints=50_000,
    stakeholders=100_000,
)
"""What goes along on a laptop."""

BOARD_10, BOARD_1000 = board(10), board(1_000)
SIZES = {size.name: size for size in (SMALL, MEDIUM, DENSE, LARGEST, OFFLINE, BOARD_10, BOARD_1000)}
