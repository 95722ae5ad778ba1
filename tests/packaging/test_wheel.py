"""The wheel, installed into an environment of its own and started beside a foreign `storage`."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("itcrm_tui", "screens", "storage", "widgets")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run it as a person would: with no PYTHONPATH and away from the repository."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the locked build tool."""
    folder = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--no-isolation", "--wheel")
    built = run(*build, "--outdir", folder, REPOSITORY, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a new environment that holds the wheel, and borrows what it depends on from this one."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install")
    done = run(*pip, "--no-index", "--no-deps", wheel, cwd=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    (site_packages,) = environment.glob("lib/python3*/site-packages")
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site_packages / "borrowed.pth").write_text("\n".join(borrowed))
    return environment / "bin"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A folder with a package `storage` that is not ours."""
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "__init__.py").write_text("raise SystemError('the foreign storage was imported')\n")
    return tmp_path


def test_the_wheel_holds_the_four_packages_their_licence_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not [name for name in names if Path(name).name.startswith(("test_", "conftest"))]


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    files = [path for package in PACKAGES for path in (REPOSITORY / package).rglob("*") if path.is_file()]
    names = {path.relative_to(REPOSITORY).as_posix() for path in files if "__pycache__" not in path.parts}
    assert not names - shipped


def test_the_command_starts_in_a_folder_that_holds_a_foreign_storage(installed: Path, foreign: Path) -> None:
    done = run(installed / "itcrm", "--version", cwd=foreign)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0.1.0" in done.stdout


def test_python_m_started_beside_a_foreign_storage_stops_and_names_its_folder(installed: Path, foreign: Path) -> None:
    done = run(installed / "python", "-m", "itcrm_tui", "--version", cwd=foreign)
    assert (done.returncode, done.stdout) == (3, "")
    assert str(foreign / "storage") in done.stderr
    assert done.stderr.count("\n") == 1


def test_python_m_works_where_nothing_is_in_the_way(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "python", "-m", "itcrm_tui", "--version", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_in_the_repository_the_neighbours_are_our_own() -> None:
    done = run(
        sys.executable,
        "-c",
        "from itcrm_tui.guard import check_neighbours as check; check()",
        cwd=REPOSITORY,
    )
    assert (done.returncode, done.stderr) == (0, "")
