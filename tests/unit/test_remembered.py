"""What the app remembers of its use: kept apart for each database, private, whole, and never in the way."""

import json
import stat
from pathlib import Path

import pytest

from itcrm_tui.remembered import FILE, MOST_DATABASES, Remembered

URL = "sqlite:////srv/crm.db"


def remember(folder: Path, url: str = URL, **noted: object) -> None:
    memory = Remembered.of(folder, url)
    for name, value in noted.items():
        memory.place("clients").set(name, value)
    memory.write()


def recalled(folder: Path, name: str, url: str = URL) -> object:
    return Remembered.of(folder, url).place("clients").get(name)


def test_what_was_noted_is_there_at_the_next_start(tmp_path: Path) -> None:
    remember(tmp_path, filter="is:late", columns=["name", "owner"])
    assert recalled(tmp_path, "filter") == "is:late"
    assert recalled(tmp_path, "columns") == ["name", "owner"]


def test_what_is_noted_is_known_before_it_is_written() -> None:
    memory = Remembered.nothing()
    memory.place("clients").set("filter", "late")
    assert memory.place("clients").get("filter") == "late"
    assert memory.place("services").get("filter") is None


def test_each_database_has_its_own_and_the_file_names_none(tmp_path: Path) -> None:
    remember(tmp_path, "sqlite:////a.db", filter="one")
    remember(tmp_path, "postgresql://dana@host/b", filter="two")
    assert recalled(tmp_path, "filter", "sqlite:////a.db") == "one"
    assert recalled(tmp_path, "filter", "postgresql://dana@host/b") == "two"
    assert "dana" not in (tmp_path / FILE).read_text(encoding="utf-8")


def test_two_apps_do_not_forget_what_the_other_noted(tmp_path: Path) -> None:
    one, other = Remembered.of(tmp_path, URL), Remembered.of(tmp_path, URL)
    one.place("clients").set("filter", "x")
    other.place("clients").set("sort", "-name")
    one.write()
    other.write()
    assert recalled(tmp_path, "filter") == "x"
    assert recalled(tmp_path, "sort") == "-name"


def test_none_forgets(tmp_path: Path) -> None:
    remember(tmp_path, filter="x")
    remember(tmp_path, filter=None)
    assert recalled(tmp_path, "filter") is None


def test_a_value_of_another_type_than_expected_is_passed_over(tmp_path: Path) -> None:
    remember(tmp_path, columns="not a list")
    place = Remembered.of(tmp_path, URL).place("clients")
    assert place.get("columns", []) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 9, "databases": {}}',
        '{"version": 1}',
        '{"version": 1, "databases": []}',
        "\x00\xff",
        "[" * 20_000,
    ],
)
def test_a_broken_file_is_passed_over_with_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path))
    noted: list[str] = []
    monkeypatch.setattr("itcrm_tui.log.failed", lambda event, _error: noted.append(event))
    (tmp_path / FILE).write_text(content, encoding="latin-1")
    assert recalled(tmp_path, "filter") is None
    assert noted == ["remembered file passed over"]
    remember(tmp_path, filter="x")
    assert recalled(tmp_path, "filter") == "x"


@pytest.mark.parametrize("entry", ["[]", "[1]", '"x"', "3", '{"clients": 3}', '{"clients": {"filter": {}}}', "null"])
def test_a_strange_entry_is_as_good_as_none(tmp_path: Path, entry: str) -> None:
    remember(tmp_path, filter="x")
    whole = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    (key,) = whole["databases"]
    whole["databases"][key] = json.loads(entry)
    (tmp_path / FILE).write_text(json.dumps(whole), encoding="utf-8")
    assert Remembered.of(tmp_path, URL).place("clients").get("filter", "") == ""
    remember(tmp_path, filter="y")
    assert recalled(tmp_path, "filter") == "y"


def test_the_file_is_for_its_owner_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    remember(tmp_path / "state", filter="x")
    assert stat.S_IMODE((tmp_path / "state" / FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "state").iterdir()] == [FILE]


def test_only_so_many_databases_are_remembered_the_latest_ones(tmp_path: Path) -> None:
    for number in range(MOST_DATABASES + 3):
        remember(tmp_path, f"sqlite:///{number}.db", filter=str(number))
    assert recalled(tmp_path, "filter", "sqlite:///2.db") is None
    assert recalled(tmp_path, "filter", "sqlite:///3.db") == "3"


def test_what_belongs_to_the_program_itself_outlives_any_number_of_databases(tmp_path: Path) -> None:
    remember(tmp_path, "", filter="x")
    for number in range(MOST_DATABASES + 3):
        remember(tmp_path, f"sqlite:///{number}.db", filter=str(number))
    assert recalled(tmp_path, "filter", "") == "x"


def test_without_notes_no_file_is_made(tmp_path: Path) -> None:
    Remembered.of(tmp_path, URL).write()
    assert list(tmp_path.iterdir()) == []


def test_what_must_leave_no_trace_is_forgotten_and_writes_no_more(tmp_path: Path) -> None:
    remember(tmp_path, filter="x")
    memory = Remembered.of(tmp_path, URL)
    memory.forget()
    memory.place("clients").set("filter", "y")
    memory.write()
    assert not memory.lasts
    assert recalled(tmp_path, "filter") is None


def test_where_nothing_can_be_written_the_app_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[str] = []
    monkeypatch.setattr("itcrm_tui.log.failed", lambda event, _error: noted.append(event))
    (tmp_path / "file").touch()
    memory = Remembered.of(tmp_path / "file" / "state", URL)
    memory.place("clients").set("filter", "x")
    memory.write()
    assert "remembering failed" in noted


def test_what_json_cannot_hold_is_noted_in_the_log_and_the_app_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    monkeypatch.setattr("itcrm_tui.log.failed", lambda event, _error: noted.append(event))
    remember(tmp_path, filter="x")
    remember(tmp_path, filter=object())
    assert noted == ["remembering failed"]
    assert recalled(tmp_path, "filter") == "x"
