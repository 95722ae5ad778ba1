"""Keep the password of a shared or encrypted database in the keyring, once it is known to open it."""

from itcrm_tui import here
from storage.engines import backend_for, kept_password, passphrases
from storage.engines.postgres import PostgresBackend
from storage.errors import RefusedError


def needs_password(given: str | None) -> str:
    """Return what to call the database; raises RefusedError for a plain file, which has no password."""
    url = here.url_for(given)
    return url if url.startswith(here.ENCRYPTED) else _shared(url).shown_url


def keep_password(given: str | None, password: str) -> None:
    """Keep a password; raises OpenError if it does not open the database, and StoreError without a keyring."""
    url = here.url_for(given)
    if url.startswith(here.ENCRYPTED) and (path := here.sqlite_path(url)):
        passphrases.say(path.absolute(), password)
        backend_for(url).open(create=False).dispose()
        kept_password.keep(passphrases.name(path.absolute()), password)
        return
    backend = _shared(url)
    backend.url = backend.url.set(password=password)
    backend.open(create=False).dispose()
    kept_password.keep(kept_password.name_of(backend.url), password)


def forget_password(given: str | None) -> None:
    """Forget the password; raises StoreError without a keyring."""
    url = here.url_for(given)
    if url.startswith(here.ENCRYPTED) and (path := here.sqlite_path(url)):
        kept_password.keep(passphrases.name(path.absolute()), None)
    else:
        kept_password.keep(kept_password.name_of(_shared(url).url), None)


def _shared(url: str) -> PostgresBackend:
    backend = backend_for(url)
    if not isinstance(backend, PostgresBackend):
        raise RefusedError("A SQLite file has no password: the rights of the file decide who may open it.")
    return backend
