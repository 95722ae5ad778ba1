"""Says when an answer takes so long that the connection counts as lost: a line can be down without a word."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
ANSWER_SECONDS = 5


async def answer_to(question: Coroutine[Any, Any, T], waits: Callable[[], object]) -> T:
    """Return the answer however long it takes; call `waits` once it has taken too long. Raises what it raises."""
    asking = asyncio.ensure_future(question)
    try:
        answered, _ = await asyncio.wait({asking}, timeout=ANSWER_SECONDS)
        if not answered:
            waits()
        return await asking
    finally:
        asking.cancel()
