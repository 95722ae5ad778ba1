"""Engineers over a real sshd on the loopback: one account, one forced command, no shell behind it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from getpass import getuser
from pathlib import Path

import pytest

from itcrm_tui.workflows.demo import fill
from storage.opening import open_store

Ask = Callable[..., subprocess.CompletedProcess[str]]
QUIET = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes")


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Ask over SSH; the account answers from the sample organization."""
    sshd = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
    assert sshd, "apt install openssh-server openssh-client"
    database = f"sqlite:///{tmp_path}/sample.db"
    store = open_store(database, actor="sample", device="sample", create=True)
    fill(store, date.today())
    store.close()
    port, config = _free_port(), tmp_path / "sshd_config"
    for name in ("host", "engineer"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    shutil.copy(tmp_path / "engineer.pub", tmp_path / "authorized_keys")
    config.write_text(_config(tmp_path, port, database))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)

    def ask_it(*words: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        quiet = [part for one in QUIET for part in ("-o", one)]
        where = ["-F", "none", "-i", str(tmp_path / "engineer"), "-p", str(port), *options, f"{getuser()}@127.0.0.1"]
        return subprocess.run(
            ["ssh", *quiet, *where, *words], capture_output=True, text=True, timeout=60, check=False, input=""
        )

    with subprocess.Popen([sshd, "-D", "-e", "-f", config], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        assert any("Server listening" in line for line in server.stderr)
        yield ask_it
        server.terminate()


def _config(folder: Path, port: int, database: str) -> str:
    return f"""
        Port {port}
        ListenAddress 127.0.0.1
        HostKey {folder}/host
        PidFile none
        AuthorizedKeysFile {folder}/authorized_keys
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin prohibit-password
        PermitTTY no
        DisableForwarding yes
        Subsystem sftp internal-sftp
        ForceCommand {sys.executable} -m itcrm_tui --db {database} ssh
        SetEnv PYTHONPATH={Path.cwd()} HOME={folder}
    """


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_an_engineer_looks_a_client_up_in_a_screen_of_lines(ask: Ask) -> None:
    for command in ("profile", "who"):
        done = ask(f"{command} Human Resources")
        assert done.returncode == 0, done.stderr
        assert "Maureen Okoye" in done.stdout
        assert len(done.stdout.splitlines()) <= 24


def test_nothing_that_is_typed_reaches_a_shell_or_a_file(ask: Ask, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for typed in (
        f"touch {trace}",
        f"profile HR; touch {trace}",
        f"profile $(touch {trace})",
        f"profile HR > {trace}",
        f"export clients -o {trace}",
        f"list clients --db sqlite:///{trace}",
        f"sh -c 'touch {trace}'",
    ):
        assert ask(typed).returncode in (1, 2), typed
    assert ask("-s", "sftp").returncode == 2
    assert not trace.exists()


def test_without_a_command_there_is_no_shell_but_the_list_of_what_is_answered(ask: Ask) -> None:
    done = ask(options=("-T",))
    assert done.returncode == 0
    assert done.stdout.startswith("This account answers:")
