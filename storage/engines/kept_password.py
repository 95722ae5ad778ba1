"""Passwords of databases in the keyring of the operating system: neither in a file nor on a command line."""

from contextlib import suppress
from typing import TYPE_CHECKING

from storage.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

SERVICE = "itcrm"
_HOW = "Or put it into PGPASSWORD or ~/.pgpass"


def kept_password(url: "URL") -> str | None:
    """Return the password that was kept for a shared database; None where there is none, or no keyring."""
    return kept(name_of(url))


def kept(name: str) -> str | None:
    """Return what was kept under a name; None where there is nothing, or no keyring."""
    with suppress(ImportError):
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError):
            return keyring.get_password(SERVICE, name)
    return None


def keep(name: str, password: str | None) -> None:
    """Keep a password under a name, or with None forget it; raises StoreError where there is no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError
    except ImportError:
        said = f"Keeping a password needs the extra “keyring”: pipx inject itcrm-tui keyring. {_how(name)}."
        raise StoreError(said) from None
    try:
        if password is not None:
            keyring.set_password(SERVICE, name, password)
            return
        with suppress(PasswordDeleteError):
            keyring.delete_password(SERVICE, name)
    except KeyringError:
        raise StoreError(f"This machine has no keyring that keeps passwords. {_how(name)}.") from None


def _how(name: str) -> str:
    return "Or put it into ITCRM_PASSPHRASE" if name.startswith("sqlcipher:") else _HOW


def name_of(url: "URL") -> str:
    """Return what the password of a shared database is called in a keyring."""
    port = f":{url.port}" if url.port else ""
    return f"{url.username or ''}@{url.host or url.query.get('host', '')}{port}/{url.database or ''}"
