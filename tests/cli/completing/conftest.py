"""Tab pressed by argcomplete's protocol, in this process."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from itcrm_tui.cli.completing import records
from itcrm_tui.cli.completing.finder import answer
from itcrm_tui.domain.client import Client
from storage.opening import open_store
from tests.cli.completing.names import HOSTILE, UNSAFE
from tests.cli.sample import make_sample

BREAKS = " \t\n\"'><=;|&(:"
Offered = Callable[..., list[str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may be slower than a person waits; what is offered is looked at here, not how fast."""
    monkeypatch.setattr(records, "PATIENCE", 60.0)


@pytest.fixture
def ask(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Return what is offered for a line with the cursor at its end, as shells that quote by themselves get it."""
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{sample}")
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("_ARGCOMPLETE", "1")
    monkeypatch.setenv("_ARGCOMPLETE_IFS", "\n")
    monkeypatch.setenv("_ARGCOMPLETE_COMP_WORDBREAKS", BREAKS)

    def offered(line: str, shell: str = "plain", code: int = 0) -> list[str]:
        monkeypatch.setenv("_ARGCOMPLETE_SHELL", shell)
        monkeypatch.setenv("COMP_LINE", line)
        monkeypatch.setenv("COMP_POINT", str(len(line)))
        said = io.StringIO()
        assert answer(said) == code
        return said.getvalue().split("\n")

    return offered


@pytest.fixture
def hostile(ask: Offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database whose clients have names that mean something to a shell or a terminal."""
    url = f"sqlite:///{tmp_path}/hostile.db"
    store = open_store(url, actor="me", device="desk", create=True)
    with store.write("Add clients") as unit:
        for name in HOSTILE + UNSAFE:
            unit.add(Client(name=name))
    store.close()
    monkeypatch.setenv("ITCRM_DB", url)
