"""What PostgreSQL and its driver say, as sentences for people."""

from sqlalchemy.exc import InterfaceError, OperationalError

from storage.errors import NOT_YOURS, BusyError, OpenError, ReadOnlyError, RefusedError, StoreError

_NOT_FIT = "There is a character or a number among it that the shared database does not take."
_SENTENCES: dict[str, tuple[type[StoreError], str]] = {
    "42501": (ReadOnlyError, NOT_YOURS),
    "25006": (ReadOnlyError, "The shared database takes no writes at the moment. Nothing was saved."),
    "57014": (BusyError, "The shared database took too long to answer. Nothing was saved. Try again in a moment."),
    "55P03": (BusyError, "Somebody else is changing that. Nothing was saved. Try again in a moment."),
    "53100": (StoreError, "The shared database has no room left on its disk. Nothing was saved."),
    "53300": (OpenError, "The shared database has no free connection. Try again in a moment."),
    "54000": (RefusedError, "One of the values is too long for the shared database. Nothing was saved."),
    "22003": (RefusedError, _NOT_FIT),
    "22021": (RefusedError, _NOT_FIT),
    "22P05": (RefusedError, _NOT_FIT),
}
_LOST = ("08", "57P", "25P03")
FROZEN = "the server keeps the line open and says nothing"
_NO_PASSWORD = "no password supplied"
_ANSWERED = (_NO_PASSWORD, "authentication failed", "certificate", "does not exist")
_REASONS = (
    ("certificate verify failed", "its certificate is not of an authority that you trust; see sslrootcert"),
    ("does not match host name", "its certificate is for another host"),
    ("root certificate file", "there is no such file as sslrootcert names"),
    ("does not support SSL", "it offers no TLS"),
    ("no encryption", "it wants TLS; add ?sslmode=verify-full"),
    ("password authentication failed", "wrong user or password"),
    (_NO_PASSWORD, "it wants a password; put it into PGPASSWORD or ~/.pgpass, or run itcrm db password"),
    ("does not exist", "there is no such database or user"),
    ("too many clients", "it has no free connection; try again in a moment"),
    ("refused", "no server answers there"),
    ("No such file or directory", "no server answers there"),
    ("timeout", "no server answers there"),
    ("could not translate host name", "there is no such host"),
    ("failed to resolve host", "there is no such host"),
    ("Name or service not known", "there is no such host"),
    ("server closed the connection", "the connection was lost"),
    ("starting up", "it is starting up; try again in a moment"),
    ("shutting down", "it is shutting down"),
    ("expected authentication request", "what answers there is no PostgreSQL"),
)


def may_retry(error: Exception) -> bool:
    """Whether the database gave up a transaction that may succeed when tried again."""
    return _state(error) in ("40001", "40P01") or is_old_plan(error)


def wants_password(error: Exception) -> bool:
    """Whether the server wants a password, and none was sent."""
    return _NO_PASSWORD in _message(error)


def is_lost(error: Exception) -> bool:
    """Whether the server went away or does not answer; one that answers with a refusal is there."""
    state = _state(error)
    if state:
        return state.startswith(_LOST)
    answers = any(fragment in _message(error) for fragment in _ANSWERED)
    return isinstance(error, OperationalError | InterfaceError) and not answers


def is_old_plan(error: BaseException) -> bool:
    """Whether a statement was prepared before the schema moved."""
    return "cached plan must not change" in _message(error)


def sentence(error: Exception, shown_url: str) -> StoreError:
    """Return the error that a driver's error stands for."""
    state, message = _state(error), _message(error)
    if state in _SENTENCES:
        error_type, said = _SENTENCES[state]
        return error_type(said)
    if state and state.startswith(_LOST):
        return OpenError(f"The connection to {shown_url} was lost.")
    if state and not state.startswith(("28", "3D")):
        return StoreError(f"The shared database could not do that: {_first_line(message)}.")
    if FROZEN in message:
        return OpenError(f"The connection to {shown_url} was given up: the server has said nothing for a minute.")
    if "NUL (0x00)" in message:
        return RefusedError(_NOT_FIT)
    reason = next((reason for fragment, reason in _REASONS if fragment in message), _first_line(message))
    return OpenError(f"{shown_url} cannot be opened: {reason}.")


def _message(error: BaseException) -> str:
    return str(getattr(error, "orig", error))


def _first_line(message: str) -> str:
    return (message.splitlines() or ["it gave no reason"])[0].rstrip(".")


def _state(error: Exception) -> str | None:
    return getattr(getattr(error, "orig", error), "sqlstate", None)
