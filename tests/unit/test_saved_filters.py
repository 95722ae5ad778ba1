"""Saved filters are kept kind by kind in a file of their own, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui.config import ConfigError
from itcrm_tui.saved_filters import filters_file, forget, save, saved


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "taste" / "config.toml"))
    return tmp_path / "taste"


def test_what_is_saved_for_a_kind_comes_back_in_order_and_for_that_kind_alone(folder: Path) -> None:
    assert saved("client") == {}
    save("client", "b  two", 'name:"x y"')
    save("client", "a", "tier:1")
    save("client", "a", "tier:2")
    save("feedback", "a", "is:open")
    assert list(saved("client").items()) == [("a", "tier:2"), ("b two", 'name:"x y"')]
    assert saved("feedback") == {"a": "is:open"}
    assert [file.name for file in folder.iterdir()] == ["filters.toml"]


def test_what_is_forgotten_is_gone() -> None:
    save("client", "a", "tier:1")
    forget("client", "a")
    forget("client", "never")
    assert saved("client") == {}
    assert "client" not in filters_file().read_text()


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, 'say "hi"', "a\x1bb"])
def test_a_name_that_could_not_be_typed_again_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="1 to 60 letters"):
        save("client", name, "tier:1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("= 3", "not TOML"),
        pytest.param(f"x = {'9' * 5000}", "not TOML", id="a number of 5,000 digits"),
        pytest.param(f"x = {'[' * 100_000}", "not TOML", id="100,000 brackets"),
        ("client = 3", "has to hold names"),
        ("version = 9", "another version"),
        ("[client]\na = 3", "names"),
        ('[client]\n"" = "x"', "has the name “”"),
        ("[client]\n'a\"b' = 'x'", "without quotes"),
        ('[client]\n"a\\u001bb" = "x"', "has the name “a␦b”"),
        ('[client]\n" a" = "x"', "has the name “ a”"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_stays_as_it_is(text: str, said: str) -> None:
    filters_file().parent.mkdir()
    filters_file().write_text(text)
    with pytest.raises(ConfigError, match=said):
        saved("client")
    with pytest.raises(ConfigError, match=said):
        save("client", "a", "tier:1")
    assert filters_file().read_text() == text
