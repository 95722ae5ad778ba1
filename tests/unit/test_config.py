"""Taste in a TOML file, the places of files, and who and what writes."""

from __future__ import annotations

import errno
import stat
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from itcrm_tui import config, here, paths, state
from itcrm_tui.config import Config, ConfigError
from itcrm_tui.saved_filters import save


def load(folder: Path, text: str) -> Config:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return config.load(folder / "config.toml")


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert config.load(tmp_path / "none.toml") == Config()


def test_a_file_says_what_differs(tmp_path: Path) -> None:
    assert load(tmp_path, 'version = 1\ndates = "dmy"\n') == Config(dates="dmy")


def test_a_setting_is_changed_and_everything_around_it_stays(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    mine = '# mine\nversion = 1\ntheme = "nord"  # cold\ndates = "dmy"\n\n[keys]\n# vi\n"record.add" = "o"\n'
    path.write_text(mine, encoding="utf-8")
    config.put(path, "theme", 'a "new" one')
    assert path.read_text(encoding="utf-8") == mine.replace('"nord"  # cold', r'"a \"new\" one"')
    assert config.load(path) == Config(theme='a "new" one', dates="dmy", keys={"record.add": "o"})


def test_a_setting_that_was_not_there_is_put_before_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\ntheme = "x"\n', encoding="utf-8")
    config.put(path, "theme", "itcrm-light")
    config.put(path, "remember", False)
    assert config.load(path) == Config(theme="itcrm-light", remember=False, keys={"theme": "x"})


def test_a_default_is_taken_out_of_the_file_and_a_new_file_holds_no_defaults(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    config.put(path, "theme", "itcrm-light")
    assert path.read_text(encoding="utf-8") == 'version = 1\ntheme = "itcrm-light"\n'
    config.put(path, "theme", "")
    assert path.read_text(encoding="utf-8") == "version = 1\n"
    assert [one.name for one in path.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("text", ['theme = """\nlong"""\n', "theme =\n", '"theme" = "x"\n', "\udcff"])
def test_a_file_that_cannot_be_changed_line_by_line_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match="by hand"):
        config.put(path, "theme", "nord")
    assert path.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_a_link_to_a_file_kept_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "dotfiles" / "itcrm.toml").touch()
    (tmp_path / "config.toml").symlink_to(tmp_path / "dotfiles" / "itcrm.toml")
    config.put(tmp_path / "config.toml", "theme", "nord")
    assert (tmp_path / "config.toml").is_symlink()
    assert config.load(tmp_path / "dotfiles" / "itcrm.toml").theme == "nord"


def test_each_value_is_known_by_where_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "nord"\ndatabase = "sqlite:///a.db"\n', encoding="utf-8")
    said = config.sources(path, {"ITCRM_DB": "sqlite:///b.db"})
    assert (said["theme"], said["dates"], said["database"]) == ("file", "default", "variable ITCRM_DB")
    assert config.sources(path, {"ITCRM_DB": ""})["database"] == "file"


@pytest.mark.parametrize("put", [lambda path: config.put(path, "theme", "nord"), lambda _: save("client", "a", "b")])
def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put: Callable[[Path], None]
) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises((OSError, ConfigError), match="No space left"):
        put(tmp_path / "config.toml")
    assert list(tmp_path.iterdir()) == []


def test_keys_may_be_written_with_or_without_quotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))
    for text in ('[keys]\nrecord.add = "ins"', '[keys]\n"record.add" = "ins"', "[keys.record]\nadd = ['ins']"):
        assert here.chosen_keys(load(tmp_path, text)) == {"record.add": ("insert",)}
    with pytest.raises(
        ConfigError, match=r"config\.toml cannot be used: keys: “a” is asked to be record\.add and data\.copy"
    ):
        here.chosen_keys(load(tmp_path, '[keys]\ndata.copy = "a"\nrecord.add = "a"'))
    assert here.problems() == [
        "config.toml: keys: “a” is asked to be record.add and data.copy; give one of them another key."
    ]


def test_a_key_that_another_action_has_by_itself_may_be_chosen_and_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))
    chosen = here.chosen_keys(load(tmp_path, '[keys]\ndata.copy = "a"'))
    assert chosen == {"data.copy": ("a",), "record.add": ()}
    assert here.problems() == ["config.toml: keys: “a” is yours for data.copy, so record.add is without it."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('themes = "x"', "did you mean theme"),
        ("theme = 3", "theme has to be text"),
        ('remember = "yes"', "remember has to be true or false"),
        ("keys = 3", "keys has to be a table"),
        ('start_place = "home"', "last or today or"),
        ('dates = "fr"', "iso or dmy or mdy"),
        ("theme =", "not TOML"),
        pytest.param(f"x = {'9' * 5000}", "not TOML", id="a number of 5,000 digits"),
        pytest.param(f"x = {'[' * 100_000}", "not TOML", id="100,000 brackets"),
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


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:////srv/crm.db", "sqlite:////srv/crm.db"),
        ("postgresql://me:secret@host:5432/crm", "postgresql://me@host:5432/crm"),
        ("postgresql://host/crm?password=secret&sslmode=require", "postgresql://host/crm?sslmode=require"),
        ("postgresql://host/crm?sslpassword=secret&host=/run/pg", "postgresql://host/crm?host=/run/pg"),
        ("postgresql:///crm?user=me&password=secret", "postgresql:///crm?user=me"),
        ("postgresql://[secret", "a URL that cannot be read"),
    ],
)
def test_a_url_is_shown_without_its_passwords(url: str, shown: str) -> None:
    assert here.shown_url(url) == shown
