"""What PostgreSQL and its driver say, as sentences for people."""

from storage.errors import BusyError, OpenError, ReadOnlyError, RefusedError, StoreError

_NOT_FIT = "There is a character or a number among it that the shared database does not take."
_SENTENCES: dict[str, tuple[type[StoreError], str]] = {
    "42501": (ReadOnlyError, "Your role on the shared database may not do that. Nothing was saved."),
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
_REASONS = (
    ("password authentication failed", "wrong user or password"),
    ("no password supplied", "it wants a password; put it into PGPASSWORD or ~/.pgpass"),
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


def is_old_plan(error: BaseException) -> bool:
    """Whether a statement was prepared before the schema moved."""
    return "cached plan must not change" in _message(error)


def sentence(error: Exception, shown_url: str) -> StoreError:
    """Return the error that a driver's error stands for."""
    state, message = _state(error), _message(error)
    if state in _SENTENCES:
        error_type, said = _SENTENCES[state]
        return error_type(said)
    if state and state.startswith(("08", "57P", "25P03")):
        return OpenError(f"The connection to {shown_url} was lost.")
    if state and not state.startswith(("28", "3D")):
        return StoreError(f"The shared database could not do that: {_first_line(message)}.")
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
