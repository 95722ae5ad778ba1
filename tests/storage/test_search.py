"""A search finds every record that holds all the words, in whatever case and with whatever accents, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import InternalNote, Service
from storage.search import MOST_WORDS
from storage.store import Store
from storage.undoing import redo, undo
from storage.verify import verify
from tests.storage.records import add, delete, edit, now

HOSTILE = [
    "100% sure",
    "a_b",
    "back\\slash",
    'say "hi"',
    "O'Neill",
    "two\nlines",
    "tab\there",
    "AND OR NOT NEAR(x)",
    "col:on",
    "st*r",
    "(paren",
    "{brace}",
    "^caret",
    "-minus +plus",
    "a-b",
    "ab",
    "x",
    "Zoë Ångström",
    "ZO\u0308E",
    "Straße",
    "İSTANBUL",
    "Ёлка",
    "東京支店",
    "😀 smile",
    "ﬁnance",
    "e\u0301tude",
    "'; DROP TABLE client; --",
    "w" * 10_000,
]

FOUND: list[tuple[str, list[str]]] = [
    ("%", ["100% sure"]),
    ("_", ["a_b"]),
    ("\\", ["back\\slash"]),
    ('"', ['say "hi"']),
    ("'n", ["O'Neill"]),
    ("ab", ["ab", "tab\there", "'; DROP TABLE client; --"]),
    ("a_b", ["a_b"]),
    ("zoe", ["ZO\u0308E", "Zoë Ångström"]),
    ("zoe angstrom", ["Zoë Ångström"]),
    ("ANGSTRÖM zo", ["Zoë Ångström"]),
    ("strasse", ["Straße"]),
    ("istanbul", ["İSTANBUL"]),
    ("елка", ["Ёлка"]),
    ("京支", ["東京支店"]),
    ("😀", ["😀 smile"]),
    ("finance", ["ﬁnance"]),
    ("etude", ["e\u0301tude"]),
    ("lines two", ["two\nlines"]),
    ("hi say", ['say "hi"']),
    ("sure 99", []),
    ("nothing like it", []),
    ("linestwo", []),
    ("w" * 9_000, ["w" * 10_000]),
    ("w" * 10_001, []),
    ("v" * 9_000, []),
    ("\0", []),
    ("a\udcff", []),
]


@pytest.fixture
def clients(store: Store) -> list[Client]:
    clients = [Client(name=name, code=f"C{number}") for number, name in enumerate(HOSTILE)]
    add(store, *clients)
    return clients


def found(store: Store, words: str, record_type: type[Record] = Client) -> list[str]:
    kind = kind_of(record_type)
    assert kind.name_field or kind.name == "internal_note"
    with store.read() as reader:
        records = reader.page(kind, words, limit=2_000)
        assert isinstance(records, list)
        assert reader.count(kind, words) == len(records)
    return [getattr(record, kind.name_field.name if kind.name_field else "body") for record in records]


@pytest.mark.usefixtures("clients")
@pytest.mark.parametrize("change", [str, str.upper, str.lower, str.swapcase])
def test_every_name_is_found_by_itself_in_any_case(store: Store, change: object) -> None:
    assert callable(change)
    for name in HOSTILE:
        assert name in found(store, change(name)), name


@pytest.mark.usefixtures("clients")
def test_every_part_of_a_name_finds_it(store: Store) -> None:
    for name in HOSTILE[:-1]:
        for length in (1, 2, 3, 4):
            for at in range(len(name) - length + 1):
                assert name in found(store, name[at : at + length]), name[at : at + length]


@pytest.mark.usefixtures("clients")
def test_a_search_finds_these_and_no_others(store: Store) -> None:
    for words, names in FOUND:
        assert sorted(found(store, words)) == sorted(names), words


@pytest.mark.usefixtures("clients")
def test_no_words_find_everything(store: Store) -> None:
    assert sorted(found(store, "")) == sorted(found(store, " \t\n ")) == sorted(HOSTILE)


def test_a_page_full_of_words_is_searched_for_without_an_error(store: Store) -> None:
    many = [f"word{number}" for number in range(MOST_WORDS)]
    add(store, Client(name=" ".join(many)), Client(name="word1"))
    assert len(found(store, " ".join(many * 3))) == 1
    assert len(found(store, " ".join([*many, *(f"more{number}" for number in range(5_000))]))) == 1


def test_codes_are_found_as_names_are_and_words_may_be_in_either(store: Store) -> None:
    add(store, Client(name="Human Resources", code="HR-7"))
    assert found(store, "hr-7 human") == ["Human Resources"]
    assert found(store, "7human") == []


def test_a_search_stays_within_its_kind_and_its_fields(store: Store) -> None:
    client = Client(name="Finance", cost_centre="payroll")
    add(store, client, Service(name="Finance portal"), Service(name="Other", request_channel="finance"))
    assert found(store, "finance") == ["Finance"]
    assert found(store, "finance", Service) == ["Finance portal"]
    assert found(store, "payroll") == []


def test_a_search_looks_through_every_text(store: Store) -> None:
    complaint = Feedback(kind=FeedbackKind.COMPLAINT, subject="Late", text="The scanner\ndropped off", answer="Moved")
    add(store, complaint, Client(name="Finance", notes="Ask Dana first"), Service(name="Wi-Fi", outcome="Online"))
    assert found(store, "scanner moved", Feedback) == ["Late"]
    assert found(store, "dana") == ["Finance"]
    assert found(store, "online", Service) == ["Wi-Fi"]


def test_what_is_found_follows_every_edit_deletion_undo_and_redo(store: Store) -> None:
    client = Client(name="Alpha", code="one")
    add(store, client)
    edit(store, client, name="Beta")
    assert (found(store, "alpha"), found(store, "beta one")) == ([], ["Beta"])
    edit(store, client, tier=2)
    edit(store, client, code=None)
    assert (found(store, "one"), found(store, "beta")) == ([], ["Beta"])
    undo(store)
    assert found(store, "one") == ["Beta"]
    delete(store, client)
    assert found(store, "beta") == []
    undo(store)
    assert found(store, "beta") == ["Beta"]
    for _ in range(3):
        undo(store)
    assert found(store, "alpha beta") == found(store, "beta") == found(store, "alpha") == []
    redo(store)
    assert found(store, "alpha") == ["Alpha"]
    assert verify(store) == []


def test_many_texts_change_at_once(store: Store) -> None:
    entries = [Feedback(kind=FeedbackKind.SUGGESTION, subject=f"Idea {number}") for number in range(1_200)]
    add(store, *entries)
    with store.write("Rename") as unit:
        for entry in entries[::2]:
            seen = now(store, entry) if entry is entries[0] else replace(entry, version=1)
            unit.save(seen, replace(seen, subject=seen.subject.replace("Idea", "Thought")))
    assert len(found(store, "thought", Feedback)) == len(found(store, "idea", Feedback)) == 600
    undo(store)
    assert len(found(store, "idea", Feedback)) == 1_200
    undo(store)
    assert found(store, "idea", Feedback) == []
    assert verify(store) == []


def test_long_texts_are_searched_to_their_end(store: Store) -> None:
    service = Service(name="VPN")
    add(store, service, InternalNote(service=service.id, body="filler " * 10_000 + "needle"))
    assert len(found(store, "needle", InternalNote)) == 1
