"""A network that loses questions and answers, hears some twice, and delivers others long after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from itcrm_tui.ids import RecordId
from storage.sync.hub import Card, Feed, Hub, Ticket
from storage.sync.parcel import Parcel

T = TypeVar("T")
Tell = Callable[[str], None]


class NoAnswerError(Exception):
    """Nobody knows whether the question arrived."""


@dataclass
class Network:
    """Between one laptop and the hub; `bad` is how likely a message fares badly."""

    of: Callable[[], Hub]
    random: Random
    tell: Tell
    bad: float
    floating: list[Callable[[], object]] = field(default_factory=list)
    """Questions that are still on their way, though nobody waits for them any more."""
    late: list[Feed] = field(default_factory=list)
    """Answers that are still on their way."""

    @property
    def hub(self) -> Hub:
        """The hub, over a line that is opened when there is none."""
        return self.of()

    def forget(self) -> None:
        """What was on its way is lost."""
        self.floating.clear()
        self.late.clear()

    def has_news(self, card: Card) -> bool:
        return self._ask("glance", lambda: self.hub.has_news(card))

    def greet(self, card: Card) -> Ticket:
        return self._ask("greeting", lambda: self.hub.greet(card))

    def take(self, ticket: Ticket, number: int, parcel: Parcel) -> None:
        self._ask(f"parcel {number}", lambda: self.hub.take(ticket, number, parcel))

    @contextmanager
    def since(self, card: Card, sent: Sequence[RecordId]) -> Iterator[Feed]:
        def ask() -> Feed:
            with self.hub.since(card, sent) as feed:
                return replace(feed, sets=list(feed.sets))  # type: ignore[arg-type]

        feed = self._ask("pull", ask)
        if self.random.random() < self.bad:
            self.tell("  its answer comes late")
            self.late.append(feed)
            raise NoAnswerError
        yield replace(feed, sets=iter(feed.sets))

    def _ask(self, what: str, question: Callable[[], T]) -> T:
        chance = self.random.random()
        if chance < self.bad / 3:
            self.tell(f"  the {what} is lost")
            raise NoAnswerError
        if chance < self.bad / 2:
            self.tell(f"  the {what} is on its way for long")
            self.floating.append(question)
            raise NoAnswerError
        answer = question()
        if chance < self.bad:
            self.tell(f"  the answer to the {what} is lost")
            if self.random.random() < 0.5:
                self.floating.append(question)
            raise NoAnswerError
        if chance > 1 - self.bad / 2:
            self.tell(f"  the {what} arrives twice")
            answer = question()
        return answer
