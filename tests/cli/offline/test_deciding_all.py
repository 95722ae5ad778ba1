"""All that waits is decided at once; what has to be left is said with its number and its reason."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.cli.offline.naming import on

ALL = ("offline", "conflicts", "laptop.db", "--decide", "all", "--take")
ONE_ALREADY = "Client Finance is merged into client Human Resources already: they are one. Take theirs."


@pytest.fixture
def crossed(along: Run) -> Run:
    """Two clients merged crosswise, and the one that stayed on the laptop edited there."""
    assert along("merge", "client", "FIN", "Human Resources", "--keep", "code").code == 0
    assert along("merge", "client", "Human Resources", "FIN", *on("laptop.db")).code == 0
    assert along("edit", "client", "FIN", "tier=1", *on("laptop.db")).code == 0
    return along


def test_what_mine_cannot_be_taken_of_is_left_and_counted_with_the_reason(crossed: Run) -> None:
    crossed("add", "client", "name=Legal", "tier=3")
    crossed("offline", "sync", "laptop.db")
    crossed("edit", "client", "Legal", "tier=1")
    crossed("edit", "client", "Legal", "tier=2", *on("laptop.db"))
    crossed("offline", "sync", "laptop.db")
    decided = crossed(*ALL, "mine")
    assert decided.code == 1
    assert decided.out.startswith("Decide for mine: client Legal. The next sync sends it")
    _, said, *left = decided.lines
    assert said == "2 conflicts are left undecided, numbered anew:"
    assert [line[:5] for line in left] == ["  1  ", "     ", "  2  ", "     "]
    assert left[1].endswith(ONE_ALREADY)
    assert left[3].strip() == "It waits for client Human Resources, which is to be decided first."
    assert crossed("show", "client", "Legal", "--json", *on("laptop.db")).json["item"]["tier"] == 2


def test_where_mine_can_be_taken_of_nothing_it_is_said_of_how_many_and_why(crossed: Run) -> None:
    crossed("offline", "sync", "laptop.db")
    refused = crossed(*ALL, "mine")
    assert (refused.code, refused.out) == (1, "")
    assert "Nothing was decided: 2 conflicts are left undecided. Client Human Resources: " in refused.err
    assert ONE_ALREADY in refused.err
    assert "--take mine (merge" not in crossed("offline", "conflicts", "laptop.db").out
    assert "Client Finance: It waits for client Human Resources, which is to be decided first." in refused.err
    assert crossed(*ALL, "theirs").code == 0
    assert crossed("offline", "conflicts", "laptop.db").out == "There is nothing to decide.\n"


def test_what_a_rule_forbids_is_left_and_the_rest_is_decided(along: Run) -> None:
    along("add", "client", "name=Sales", "code=SALES")
    along("edit", "client", "FIN", "code=SALES", *on("laptop.db"))
    along("edit", "client", "Human Resources", "tier=1")
    along("edit", "client", "Human Resources", "tier=2", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    decided = along(*ALL, "mine", "--json")
    assert (decided.code, decided.json["item"]["title"]) == (1, "Decide for mine: client Human Resources")
    assert [(one["record"], one["reason"]) for one in decided.json["left"]] == [
        ("client Finance", "Code “SALES” is taken by another client.")
    ]


def test_what_was_made_twice_is_left_to_be_decided_by_itself(along: Run) -> None:
    along("add", "client", "name=Sales", "code=SALES")
    along("add", "client", "name=Sales department", "code=SALES", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    refused = along(*ALL, "mine")
    assert refused.code == 1
    assert "Nothing was decided: 1 conflict is left undecided. Client Sales department" in refused.err
    assert "a merge or another code decides that, by itself" in refused.err


def test_what_is_refused_when_it_is_tried_is_left_alone(along: Run) -> None:
    along("add", "client", "name=Sales", "code=SALES")
    along("offline", "sync", "laptop.db")
    along("add", "stakeholder", "client=SALES", "name=Paula Quast")
    along("edit", "client", "Human Resources", "tier=1")
    along("edit", "client", "Human Resources", "tier=2", *on("laptop.db"))
    along("delete", "client", "SALES", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    decided = along(*ALL, "mine")
    assert decided.code == 1
    assert decided.out.startswith("Decide for mine: client Human Resources. ")
    assert "Client Sales: This client cannot be deleted: stakeholder “Paula Quast” still names it" in decided.err
    assert [line for line in decided.lines if "undecided" in line] == ["1 conflict is left undecided, numbered anew:"]
    refused = along(*ALL, "mine")
    assert (refused.code, refused.out) == (1, "")
    assert "Nothing was decided: 1 conflict is left undecided. Client Sales: This client cannot" in refused.err
