"""The look of the app: chosen by name, in a file of one's own, live; and no colours where none are wanted."""

from pathlib import Path

import pytest
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme

from itcrm_tui import config, paths
from itcrm_tui.app import ItcrmApp
from screens.host import Opening
from screens.theme_variables import wrong_variables
from screens.themes import THEMES, Look, look
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, seen, started, write

SCREENS = {
    "clients": (),
    "record": ("enter",),
    "board": ("4",),
    "feedback": ("5",),
    "help": ("question_mark",),
    "palette": ("escape", "colon"),
    "question": ("escape", "y"),
    "form": ("escape", "a"),
}
OWN = 'dark = false\nprimary = "#204060"\nbackground = "#FFFFF0"\nforeground = "#101010"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration of its own."""
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "itcrm" / "config.toml"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path / "itcrm"


def app_on(database: str, worn: Look) -> ItcrmApp:
    """The app on the small database, in some look."""

    def open_it() -> Store:
        return open_store(database, actor="dana", device="desk")

    return ItcrmApp(Opening(open_it, open_it, lambda: None, database), today=TODAY, look=worn)


def write_theme(folder: Path, text: str, name: str = "mine") -> None:
    (folder / "themes").mkdir(parents=True)
    (folder / "themes" / f"{name}.toml").write_text(text, encoding="utf-8")


def segments(pilot: Pilot[int]) -> list[Segment]:
    """The pieces of text on the screen, as they are sent to the terminal."""
    return [segment for strip in pilot.app.screen._compositor.render_strips() for segment in strip]


def contrast(style: Style) -> float:
    """How far text stands out from its ground, as WCAG 2 measures it: 1 to 21."""
    assert style.color
    assert style.bgcolor
    light, dark = sorted((_luminance(style.color), _luminance(style.bgcolor)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 255 for part in color.get_truecolor()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("name", "worn", "said"),
    [
        ("", "itcrm-dark", ""),
        ("itcrm-safe-light", "itcrm-safe-light", ""),
        ("nord", "nord", ""),
        ("ansi-light", "ansi-light", ""),
        ("itcrm-lihgt", "itcrm-dark", "did you mean itcrm-light?"),
        ("../../etc/passwd", "itcrm-dark", "There is no theme"),
    ],
)
def test_a_theme_is_found_by_name_and_a_wrong_name_is_told(home: Path, name: str, worn: str, said: str) -> None:
    found = look(name, paths.config_file(), {})
    assert found.theme.name == worn
    assert said in found.trouble
    assert bool(found.trouble) is bool(said)


def test_a_theme_of_ones_own_is_read_from_its_file(home: Path) -> None:
    write_theme(home, OWN)
    found = look("mine", paths.config_file(), {})
    assert (found.theme.name, found.theme.dark, found.theme.background) == ("mine", False, "#FFFFF0")
    assert found.trouble == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('accent = "#123456"', "names no primary colour"),
        ('primary = "blueish"', "primary has to be a colour such as"),
        ('primary = "ansi_red"', "primary has to be a colour such as"),
        ('primary = "#123456"\nacent = "#123456"', "did you mean accent"),
        ('primary = "#123456"\ndark = "yes"', "dark has to be true or false"),
        ('primary = "#123456"\ntext_alpha = 3', "text_alpha has to be a number from 0 to 1"),
        ('primary = "#123456"\n[variables]\na = 1', "variables has to be a table of texts"),
        ('primary = "#123456"\n[variables]\ntext-muted = "!!"', "text-muted among its variables has to be a colour"),
        ('primary = "#123456"\n[variables]\nborder = "}} * {color: red;"', "border among its variables"),
        ('primary = "#123456"\n[variables]\nborder = "auto 50%"', "border among its variables"),
        ('primary = "#123456"\n[variables]\ntext-accent = "/*"', "text-accent among its variables"),
        (
            'primary = "#123456"\n[variables]\nlink-style = "#123456"',
            "link-style among its variables has to be a style",
        ),
        ('primary = "#123456"\n[variables]\n"a\\u001b" = "!"', "a␦ among its variables"),
        ("primary", "is not TOML"),
        pytest.param(f"x = {'[' * 100_000}", "is not TOML", id="100,000 brackets"),
        pytest.param(f"x = {'9' * 5000}", "is not TOML", id="a number of 5,000 digits"),
    ],
)
def test_a_file_that_is_no_theme_is_told_and_our_own_is_worn(home: Path, text: str, said: str) -> None:
    write_theme(home, text)
    found = look("mine", paths.config_file(), {})
    assert found.theme.name == "itcrm-dark"
    assert said in found.trouble


@pytest.mark.parametrize("theme", [*THEMES, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_the_variables_of_every_theme_that_is_there_can_be_used(theme: Theme) -> None:
    assert list(wrong_variables(theme.variables)) == []


@pytest.mark.parametrize(("value", "worn"), [("1", "ansi-dark"), ("", "itcrm-light")])
def test_no_color_counts_when_it_is_set_to_something(value: str, worn: str) -> None:
    assert look("itcrm-light", paths.config_file(), {"NO_COLOR": value}).theme.name == worn


async def test_a_theme_is_worn_while_one_chooses_and_kept_on_enter(make_app: MakeApp, home: Path) -> None:
    write_theme(home, OWN)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "colon")
        await write(pilot, "theme")
        await press(pilot, "enter", "j")
        assert pilot.app.theme == "itcrm-light"
        await press(pilot, "escape")
        assert pilot.app.theme == "itcrm-dark"
        assert not paths.config_file().exists()
        await press(pilot, "colon")
        await write(pilot, "theme")
        await press(pilot, "enter", "end")
        assert pilot.app.theme == "mine"
        await press(pilot, "enter")
        assert "kept for the next start" in seen(pilot)
    assert config.load(paths.config_file()).theme == "mine"


async def test_a_configuration_that_cannot_be_changed_is_told_and_left_alone(make_app: MakeApp, home: Path) -> None:
    home.mkdir()
    paths.config_file().write_text('"theme" = "itcrm-dark"\n', encoding="utf-8")
    async with make_app().run_test(size=(120, 24)) as pilot:
        await started(pilot)
        await press(pilot, "colon")
        await write(pilot, "theme")
        await press(pilot, "enter", "j", "enter")
        assert 'To keep it, write theme = "itcrm-light"' in seen(pilot)
    assert paths.config_file().read_text(encoding="utf-8") == '"theme" = "itcrm-dark"\n'


ORNAMENT = set("-▁▂▃▄▅▆▇█▔─▼▲ ")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_every_text_of_our_own_themes_stands_out_from_its_ground(database: str, theme: Theme) -> None:
    app = app_on(database, Look(theme))
    weak: set[tuple[str, str, float]] = set()
    async with app.run_test(size=(120, 40)) as pilot:
        await started(pilot)
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            weak |= {
                (name, segment.text.strip()[:30], round(contrast(segment.style), 1))
                for segment in segments(pilot)
                if segment.style and set(segment.text) - ORNAMENT and contrast(segment.style) < 4.5
            }
    assert weak == set()


async def test_without_colours_no_colour_is_sent_and_the_cursor_is_seen(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(database, look("itcrm-light", paths.config_file(), {"NO_COLOR": "1"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            coloured = {
                (name, segment.text)
                for segment in segments(pilot)
                if segment.style
                for color in (segment.style.color, segment.style.bgcolor)
                if color is not None and color.type is not ColorType.DEFAULT
            }
            assert coloured == set()
        await press(pilot, "escape", "colon")
        await write(pilot, "theme")
        marked = [segment.text for segment in segments(pilot) if segment.style and segment.style.underline]
        assert any("theme" in text for text in marked)
        await press(pilot, "enter")
        assert "NO_COLOR is set" in seen(pilot)


async def test_between_the_terminal_s_colours_and_ours_one_can_go_back_and_forth(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "colon")
        await write(pilot, "theme")
        await press(pilot, "enter", "j", "j", "j", "j")
        assert pilot.app.theme == "ansi-dark"
        grounds = {segment.style.bgcolor.type for segment in segments(pilot) if segment.style and segment.style.bgcolor}
        assert ColorType.TRUECOLOR not in grounds
        await press(pilot, "k", "k")
        assert pilot.app.theme == "itcrm-safe-dark"
        grounds = {segment.style.bgcolor.type for segment in segments(pilot) if segment.style and segment.style.bgcolor}
        assert grounds == {ColorType.TRUECOLOR}
