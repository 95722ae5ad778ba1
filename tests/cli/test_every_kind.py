"""Every kind of record over the command line: added, shown, edited, listed, deleted, and all of it taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from itcrm_tui.cli import main
from itcrm_tui.cli.help_examples import ADDING, EDITING
from itcrm_tui.domain.kinds import KINDS, Kind
from tests.cli.sample import DONE, NO, USAGE, Run, Said, make_sample, words_of

KINDS_TO_ADD = [kind for kind in KINDS.values() if kind.name != "settings" and not kind.is_kept]
KEPT = [kind for kind in KINDS.values() if kind.is_kept]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def run(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a copy of the sample organization."""
    shutil.copy(sample, tmp_path / "copy.db")
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{tmp_path}/copy.db")
    for name in ("ITCRM_CONFIG", "ITCRM_STATE"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))

    def run_it(*words: str) -> Said:
        code = main(words)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run_it


def complaint(said: Said) -> str:
    """What a command said beside its answer, but for which promises are now at risk, and what is still to be done."""
    return "".join(line for line in said.err.splitlines() if not line.startswith(("Now at risk: ", "In the app, ")))


def with_ids(run: Run, kind: Kind, words: list[str], record_id: str) -> list[str]:
    """Put real ids where an example says ID: this record's by itself, the first of the kind that a field points at."""

    def real(word: str) -> str:
        name, equals, value = word.partition("=")
        if word == "ID":
            return record_id
        if value != "ID":
            return word
        target = kind.by_name[name].target or ""
        return f"{name}{equals}{run('list', target, '--limit', '1', '--json').json['items'][0]['id']}"

    return [real(word) for word in words]


def added(run: Run, kind: Kind) -> str:
    """Add what the examples of a kind add, the last one told in JSON; return its id."""
    *others, last = [with_ids(run, kind, words_of(line), "") for line in ADDING[kind.name]]
    for words in others:
        said = run(*words)
        assert (said.code, complaint(said)) == (DONE, ""), words
        assert said.out.startswith(f"Added {kind.label}"), said.out
    said = run(*last, "--json")
    assert (said.code, complaint(said)) == (DONE, ""), said.err
    assert said.item["version"] == 1
    return str(said.item["id"])


@pytest.mark.parametrize("kind", KINDS_TO_ADD, ids=lambda kind: kind.name)
def test_a_record_of_every_kind_goes_through_its_life(run: Run, kind: Kind) -> None:
    one = added(run, kind)
    shown = run("show", kind.name, one)
    assert shown.code == DONE
    assert one in shown.out
    assert run("show", kind.plural, one, "--json").item["version"] == 1

    for line in EDITING[kind.name]:
        words = with_ids(run, kind, words_of(line), one)
        said = run(*words)
        assert (said.code, complaint(said)) == (DONE, ""), line
        assert said.out.startswith(f"Changed {kind.label}"), said.out

    assert one in run("list", kind.plural, "--json").out
    assert one in run("list", kind.plural, "--csv", "--sort", f"-{kind.fields[0].name}").out
    assert run("list", kind.plural, "--limit", "1").out.count("\n") == 2

    assert f"Add {kind.label}" in run("history", kind.name, one).out
    assert run("history", kind.name, one, "--json").json["items"][-1]["title"].startswith("Add")

    deleted = run("delete", kind.name, one, "--json")
    assert deleted.item["id"] == one
    assert run("show", kind.name, one).code == NO
    assert run("undo").out.startswith(f"Undid: Delete {kind.label}")
    assert run("show", kind.name, one, "--json").item["id"] == one
    assert run("redo").out.startswith(f"Redid: Delete {kind.label}")
    assert run("show", kind.name, one).code == NO


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.name)
def test_what_a_step_writes_is_not_added_by_itself_but_can_be_put_right_and_taken_back(run: Run, kind: Kind) -> None:
    one = run("list", kind.plural, "--limit", "1", "--json").json["items"][0]["id"]
    commitment = run("show", kind.name, one, "--json").item["commitment"]
    said = run("add", kind.name, f"commitment={commitment}")
    assert (said.code, said.out) == (USAGE, "")
    assert "the step that it belongs to writes it" in said.err
    for line in EDITING[kind.name]:
        said = run(*with_ids(run, kind, words_of(line), one))
        assert (said.code, said.err) == (DONE, ""), line
    assert run("delete", kind.name, one).code == DONE
    assert run("undo").code == DONE
    assert run("show", kind.name, one).code == DONE
