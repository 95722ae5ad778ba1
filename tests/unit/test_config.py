"""Taste in a TOML file, the places of files, and who and what writes."""

from __future__ import annotations

import stat
import uuid
from pathlib import Path

import pytest

from itcrm_tui import config, here, paths, state
from itcrm_tui.config import Config, ConfigError


def load(folder: Path, text: str) -> Config:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return config.load(folder / "config.toml")


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert config.load(tmp_path / "none.toml") == Config()


def test_a_file_says_what_differs(tmp_path: Path) -> None:
    assert load(tmp_path, 'version = 1\ndates = "dmy"\n') == Config(dates="dmy")


def test_what_is_saved_is_loaded_again_and_holds_no_defaults(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    config.save(path, Config(theme="nord", database="postgresql://me@host/crm"))
    assert config.load(path) == Config(theme="nord", database="postgresql://me@host/crm")
    assert "dates" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('themes = "x"', "did you mean theme"),
        ("theme = 3", "theme has to be text"),
        ('dates = "fr"', "iso or dmy or mdy"),
        ("theme =", "not TOML"),
        ("version = 2", "another version"),
        ('database = "postgresql://me:secret@host/crm"', "must not hold a password"),
        ('database = "postgresql://host/crm?password=secret"', "must not hold a password"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        load(tmp_path, text)
    assert "config.toml" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_the_environment_names_other_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "c.toml"))
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "s"))
    assert paths.config_file() == tmp_path / "c.toml"
    assert paths.state_folder() == tmp_path / "s"
    (tmp_path / "c.toml").write_text('database = "sqlite:///mine.db"', encoding="utf-8")
    assert here.url_for(None) == "sqlite:///mine.db"
    assert here.url_for("sqlite:///other.db") == "sqlite:///other.db"


def test_a_private_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    paths.make_private(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_device_keeps_its_id_in_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    made = state.device_id(tmp_path / "state")
    assert uuid.UUID(made)
    assert state.device_id(tmp_path / "state") == made
    assert stat.S_IMODE((tmp_path / "state" / "device").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["device"]


def test_two_devices_have_two_ids(tmp_path: Path) -> None:
    assert state.device_id(tmp_path / "a") != state.device_id(tmp_path / "b")


def test_a_spoilt_device_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "device").write_text("rubbish", encoding="ascii")
    made = state.device_id(tmp_path)
    assert uuid.UUID(made)
    assert state.device_id(tmp_path) == made


def test_where_nothing_can_be_kept_the_device_still_has_one_id(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    made = state.device_id(tmp_path / "file" / "state")
    assert uuid.UUID(made)
    assert state.device_id(tmp_path / "file" / "state") == made


def test_the_environment_cannot_change_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "somebody-else")
    monkeypatch.setenv("USER", "somebody-else")
    assert state.login_name() != "somebody-else"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////srv/crm.db", Path("/srv/crm.db")),
        ("sqlite:///crm.db?mode=ro", Path("crm.db")),
        ("postgresql://host/crm", None),
        ("sqlite:///", None),
    ],
)
def test_only_a_sqlite_url_names_a_file(url: str, path: Path | None) -> None:
    assert here.sqlite_path(url) == path
