"""Everything in this folder needs packages of the operating system, and is left out of `make test`.

Debian and Ubuntu: `apt install systemd zsh fish openssh-server openssh-client postgresql etcd-server python3-venv`.
Patroni comes from PyPI, into a virtual environment that a test makes and takes away.
"""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.system)
