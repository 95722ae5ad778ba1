"""Every filter and every command of docs/filters.md works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from itcrm_tui.cli import main
from tests.cli.sample import make_sample

PAGE = (Path(__file__).parents[2] / "docs" / "filters.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\w+) \| `([^`]+)` \|", PAGE, re.MULTILINE)
COMMANDS = re.findall(r"^itcrm .*$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("filters"))


@pytest.fixture(autouse=True)
def there(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on the sample organization, in a folder of one's own."""
    for name, value in {
        "ITCRM_DB": f"sqlite:///{sample}",
        "ITCRM_CONFIG": "config.toml",
        "ITCRM_STATE": "state",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


def test_the_page_has_filters_and_commands() -> None:
    assert len(ROWS) > 25
    assert len(COMMANDS) == 5


@pytest.mark.parametrize(("kind", "text"), ROWS, ids=[text for _, text in ROWS])
def test_a_filter_of_the_page_is_understood_and_shows_not_everything(
    kind: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", kind, "--csv", "--", text]) == 0
    shown = len(capsys.readouterr().out.splitlines())
    assert main(["list", kind, "--csv"]) == 0
    assert shown < len(capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_runs(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(line)[1:]) == 0
    assert "Traceback" not in capsys.readouterr().err
    assert Path("clients.csv").exists() == ("-o" in line)
