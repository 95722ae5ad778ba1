"""How commands are told which working copy is meant."""

from __future__ import annotations

from pathlib import Path


def on(name: str) -> tuple[str, str]:
    return "--db", f"sqlcipher:///{Path(name).absolute()}"
