"""A filter being typed is offered what can stand at the cursor, and plain text nothing."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.query.asked import Asked
from itcrm_tui.query.completion import offers
from itcrm_tui.query.understanding import understood
from tests.query.asking import ASKER

SAVED = {"late ones": "is:late", "mine": "is:mine"}
OFFERED: list[tuple[str, str, list[str]]] = [
    ("client", "seg", ["segment:"]),
    ("client", "mail -seg", ["mail -segment:"]),
    ("client", "(ow", ["(owner:"]),
    ("client", "segment:", ["segment:strategic", "segment:key", "segment:standard", "segment:none"]),
    ("client", "segment:key,s", ["segment:key,strategic", "segment:key,standard"]),
    ("client", "owner:m", ["owner:me"]),
    ("client", "owner:d", ['owner:"Dana Kowalczyk"']),
    ("client", 'owner:"dana k', ['owner:"Dana Kowalczyk"']),
    ("client", 'owner:"Dana Kowalczyk",b', ['owner:"Dana Kowalczyk",Ben']),
    ("client", "parent.seg", ["parent.segment:"]),
    ("client", "parent.segment:k", ["parent.segment:key"]),
    ("client", "is:l", ["is:late"]),
    ("client", "has:pri", ["has:priorities"]),
    ("client", "seen>6", ["seen>60d"]),
    ("client", "@l", ['@"late ones"']),
    ("client", "@m", ["@mine"]),
    ("commitment", "due<tod", ["due<today"]),
    ("commitment", "state:in", ["state:in-delivery"]),
    ("commitment", "client.owner:m", ["client.owner:me"]),
    ("feedback", "is:op", ["is:open"]),
    ("person", "manager:y", ["manager:yes"]),
    ("client", "", []),
    ("client", "zebra", []),
    ("client", '"seg', []),
    ("client", "segment:key ", []),
    ("client", "nosuch:a", []),
    ("client", "nosuch.seg", []),
]


def known(asked: Asked, typed: str) -> list[str]:
    return [name for name in ("Dana Kowalczyk", "Ben") if asked.target == "person" and name.lower().startswith(typed)]


def taken(kind: str, text: str) -> list[str]:
    """The texts that the filter becomes with what is offered."""
    return [text[: one.start] + one.text for one in offers(text, len(text), KINDS[kind], SAVED, known)]


@pytest.mark.parametrize(("kind", "text", "expected"), OFFERED, ids=[text for _, text, _ in OFFERED])
def test_what_is_typed_can_become(kind: str, text: str, expected: list[str]) -> None:
    assert taken(kind, text) == expected


def test_only_what_stands_before_the_cursor_counts() -> None:
    (found,) = offers("seg mail", 3, KINDS["client"], {})
    assert (found.text, found.start) == ("segment:", 0)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_offered_after_a_sign_is_understood(kind: str) -> None:
    for beginning in "abcdefghijklmnopqrstuvwxyz":
        for name in taken(kind, beginning):
            for text in taken(kind, name if name.endswith(":") else f"{name}:"):
                understood(text, KINDS[kind], ASKER)


def test_a_page_full_of_terms_is_completed_at_its_end() -> None:
    text = "name:a " * 5_000 + "seg"
    (found,) = offers(text, len(text), KINDS["client"], {})
    assert (found.text, found.start) == ("segment:", len(text) - 3)
