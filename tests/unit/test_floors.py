"""The floors of the house: what may import what, what stays unloaded, and how long a file may be."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("itcrm_tui", "screens", "widgets", "storage")
LONGEST_FILE = 300

DOMAIN_MAY_IMPORT = (
    *sys.stdlib_module_names,
    "holidays",
    "itcrm_tui.domain",
    "itcrm_tui.text",
    "itcrm_tui.ids",
)

FIRST_TO_LOAD = """
import importlib, json, sys
split = sys.argv.index("--")
unwanted, modules = sys.argv[1:split], sys.argv[split + 1:]
first = {}
for name in modules:
    importlib.import_module(name)
    for package in set(unwanted) & set(sys.modules):
        first.setdefault(package, name)
print(json.dumps(first))
"""

LOADED_BY_COMMAND = """
import json, sys
from itcrm_tui.cli import main
sys.argv = ["itcrm", sys.argv[1]]
try:
    code = main()
except SystemExit as stop:
    code = stop.code
print(json.dumps([code or 0, sorted({"textual", "sqlalchemy"} & set(sys.modules))]))
"""


def files(place: str) -> list[Path]:
    """The Python files of a package, or the one that is named."""
    path = REPOSITORY / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(node: ast.AST, path: Path) -> Iterator[str]:
    """What this node imports, in full: `from a import b` is a.b, whether b is a module or a name in one."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        folders = path.relative_to(REPOSITORY).parent.parts
        above = folders[: len(folders) - node.level + 1] if node.level else ()
        base = ".".join(filter(None, (*above, node.module)))
        yield from (f"{base}.{alias.name}" for alias in node.names)


def is_in(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


def importers(node: ast.AST, path: Path, module: str, inside: str = "(top)") -> Iterator[tuple[str, str]]:
    """The file and function of every statement that imports `module` or something from it."""
    if any(is_in(name, module) for name in imports(node, path)):
        yield path.name, inside
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inside = node.name
    for child in ast.iter_child_nodes(node):
        yield from importers(child, path, module, inside)


def run(program: str, *arguments: str) -> object:
    """What a fresh Python prints as JSON."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("path", files("itcrm_tui/domain"), ids=module_name)
def test_domain_imports_only_the_standard_library_holidays_itself_and_text_and_ids(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {name for node in ast.walk(tree) for name in imports(node, path)}
    forbidden = {name for name in names if not any(is_in(name, module) for module in DOMAIN_MAY_IMPORT)}
    assert forbidden == set()


def test_the_command_line_imports_the_app_in_exactly_one_function() -> None:
    trees = [(ast.parse(path.read_text(encoding="utf-8")), path) for path in files("itcrm_tui/cli")]
    places = {place for tree, path in trees for place in importers(tree, path, "itcrm_tui.app")}
    assert len(places) == 1
    assert "(top)" not in {function for _, function in places}


@pytest.mark.parametrize(
    ("package", "unwanted"),
    [
        ("itcrm_tui/app.py", ["sqlalchemy"]),
        ("itcrm_tui/cli", ["sqlalchemy", "textual"]),
        ("screens", ["sqlalchemy"]),
        ("widgets", ["sqlalchemy"]),
        ("itcrm_tui/app.py", ["itcrm_tui.domain.kinds", "itcrm_tui.query", "itcrm_tui.remapping", "tomllib"]),
        ("itcrm_tui/app.py", ["screens.palette", "screens.help", "screens.tour", "screens.looks", "screens.copying"]),
        ("itcrm_tui/app.py", ["screens.record_view", "screens.theme_files", "screens.commitments", "screens.services"]),
    ],
)
def test_importing_it_leaves_the_slow_packages_unloaded(package: str, unwanted: list[str]) -> None:
    modules = [module_name(path) for path in files(package)]
    assert modules
    assert run(FIRST_TO_LOAD, *unwanted, "--", *modules) == {}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_neither_textual_nor_sqlalchemy(option: str) -> None:
    assert run(LOADED_BY_COMMAND, option) == [0, []]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_shipped_file_is_longer_than_300_lines(package: str) -> None:
    lengths = {module_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(package)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
