"""What the help says is so: every example works on the sample organization, and every field is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from itcrm_tui.cli import NO, arguments, main
from itcrm_tui.cli.arguments.parser import WIDTH, Parser
from itcrm_tui.cli.help_examples import ADDING, EDITING
from itcrm_tui.cli.help_fields import kind_help
from itcrm_tui.domain.field_words import bare, field_called, typed_name
from itcrm_tui.domain.kinds import KINDS, Kind
from tests.cli.sample import DONE, USAGE, Run, Said, make_sample, words_of

FILES = {
    "clients.csv": "code,name,segment\nFIN,Finance,key\nSPA,Spare Parts,standard\n",
    "people.csv": "Full name,Login\nMaja Novak,mnovak\n",
    "contacts.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lund\nN:Lund;Ana;;;\nORG:Spare Parts\nEND:VCARD\n",
}
TICKETS = (("Subject", "Client", "Opened"), ("Mail is slow", "FIN", "2026-10-01 09:30"))


def commands() -> dict[str, Parser]:
    """Every command's parser, by name."""
    (choices,) = (action.choices for action in arguments.parser()._actions if action.metavar == "COMMAND")
    assert isinstance(choices, dict)
    return choices


EXAMPLES = [line for name, parser in commands().items() if name != "demo" for line in parser.examples]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample organization and some files; something has been changed, and something else changed and undone."""
    folder = tmp_path_factory.mktemp("stage")
    make_sample(folder)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with xlsxwriter.Workbook(folder / "tickets.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(TICKETS):
            sheet.write_row(number, 0, row)
    with pytest.MonkeyPatch.context() as patch:
        enter(patch, folder)
        make_conflict(folder)
        assert main(("offline", "checkout", "laptop.db")) == DONE
        for words in (("edit", "client", "HR", "tier=2"), ("edit", "client", "FIN", "tier=2"), ("undo",)):
            assert main(words) == DONE
    return folder


def make_conflict(folder: Path) -> None:
    """A working copy, `tablet.db`, on which a client is called otherwise than in the shared database."""
    renamed = ("edit", "client", "FIN")
    for words in (
        ("offline", "checkout", "tablet.db", "--plain"),
        (*renamed, "name=Finance and Tax"),
        (*renamed, "name=Controlling", "--db", f"sqlite:///{folder}/tablet.db"),
    ):
        assert main(words) == DONE
    assert main(("offline", "sync", "tablet.db")) == NO


def enter(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Work in a folder, on the database there."""
    patch.setenv("ITCRM_PASSPHRASE", "of the working copy")
    patch.chdir(folder)
    patch.setenv("HOME", str(folder))
    patch.setenv("ITCRM_DB", f"sqlite:///{folder}/sample.db")
    for name in ("ITCRM_CONFIG", "ITCRM_STATE"):
        patch.setenv(name, str(folder / name.lower()))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        patch.setenv(name, str(folder / name.lower()))


@pytest.fixture
def run(stage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a copy of the stage."""
    shutil.copytree(stage, tmp_path / "stage")
    enter(monkeypatch, tmp_path / "stage")

    def run_it(*words: str) -> Said:
        code = main(words)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run_it


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_works_on_the_sample_organization(run: Run, line: str) -> None:
    said = run(*words_of(line))
    assert said.code == DONE, said.err
    assert said.out or said.err


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", str(WIDTH))


@pytest.mark.parametrize("name", commands())
def test_every_command_has_two_to_five_examples_of_itself_that_fit_a_terminal(name: str) -> None:
    examples = commands()[name].examples
    assert 2 <= len(examples) <= 5
    assert all(line.startswith(f"itcrm {name}") for line in examples)
    assert "\n".join(f"  {line}" for line in examples) in commands()[name].format_help()
    assert max(map(len, commands()[name].format_help().splitlines())) <= WIDTH


def test_the_help_of_all_commands_fits_a_terminal(run: Run) -> None:
    assert max(map(len, run("--help").out.splitlines())) <= WIDTH


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("verb", ["add", "edit"])
def test_the_help_of_a_kind_tells_every_field_what_it_takes_and_an_example(
    capsys: pytest.CaptureFixture[str], verb: str, kind: Kind
) -> None:
    assert main([verb, kind.plural, "--help"]) == DONE
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= WIDTH
    told = {line.split()[0]: line for line in said.splitlines() if line.startswith("  ")}
    for field in kind.fields:
        name = typed_name(field)
        assert field_called(kind, name) == field
        if not field.settable:
            assert name in said
            continue
        assert (" *" in told[name]) == field.required
        words = bare(said)
        assert all(bare(word) in words for word in (*(field.choices or ()), field.label, *field.aliases))
    assert {"add": ADDING, "edit": EDITING}[verb][kind.name][0] in said


def test_limits_and_defaults_are_told() -> None:
    said = kind_help("add", KINDS["client"])
    assert "whole number, 1 to 9" in said
    assert "prospect | active | dormant | former, active unless given" in " ".join(said.split())
    assert "weekly_hours            hours, 0 to 168" in kind_help("add", KINDS["person"])


def test_adding_without_fields_tells_the_fields(run: Run) -> None:
    said = run("add", "client")
    assert (said.code, said.out) == (USAGE, "")
    assert said.err.startswith("itcrm: Say what the client is: field=value.\n")
    assert kind_help("add", KINDS["client"]).strip() in said.err
