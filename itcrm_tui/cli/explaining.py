"""What went wrong, as an exit code and one sentence."""

from itcrm_tui.cli import FAILED, NO, USAGE
from itcrm_tui.config import ConfigError
from itcrm_tui.domain.kinds import UnknownKindError
from itcrm_tui.text import safe, safe_lines
from itcrm_tui.typed_path import PathError


class UsageError(Exception):
    """The arguments do not make sense together; the message is a sentence with the way out."""


class UntoldError(Exception):
    """Something was done, but standard output did not take the word of it; the message is a sentence."""


def explained(error: Exception) -> tuple[int, str]:
    """Return the exit code for an error, and a sentence that is safe to show."""
    match error:
        case UsageError() | UnknownKindError() | PathError():
            return USAGE, safe_lines(str(error.args[0]))
        case ConfigError() | UntoldError():
            return FAILED, safe(str(error))
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return FAILED, safe(f"{where}{error.strerror or error}.")
    return _explained_by_store(error)


def _explained_by_store(error: Exception) -> tuple[int, str]:
    from itcrm_tui.query.errors import FilterError
    from itcrm_tui.workflows.finding import NotForRoleError, NotFoundError
    from storage.errors import ConflictError, MistypedError, RefusedError, StoreError

    match error:
        case MistypedError() | FilterError():
            return USAGE, safe(str(error))
        case NotFoundError() | NotForRoleError() | RefusedError() | ConflictError():
            return NO, safe(str(error))
        case StoreError():
            return FAILED, safe(str(error))
    kind = type(error).__name__
    return FAILED, safe(f"something unexpected went wrong ({kind}: {error}). With ITCRM_DEBUG=1 it says where.")
