"""What every engine's pool of connections has to mind, whatever the driver."""

import os
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DisconnectionError

from storage.errors import RefusedError

UNFIT = "There is a character or a number among it that no database takes."


def guard(engine: Engine) -> Engine:
    """Return the engine, safe for values that no driver takes and for processes that fork."""
    event.listen(engine, "handle_error", _refuse_unfit)
    event.listen(engine, "connect", _remember_process)
    event.listen(engine, "checkout", _stay_in_process)
    return engine


def _refuse_unfit(context: ExceptionContext) -> None:
    if isinstance(context.original_exception, UnicodeEncodeError | OverflowError):
        raise RefusedError(UNFIT)


def _remember_process(_connection: object, record: Any) -> None:
    record.info["process"] = os.getpid()


def _stay_in_process(_connection: object, record: Any, proxy: Any) -> None:
    """A connection that came here by fork belongs to the other process: leave it alone, take a new one."""
    if record.info["process"] != os.getpid():
        record.dbapi_connection = proxy.dbapi_connection = None
        raise DisconnectionError("This connection belongs to another process.")
