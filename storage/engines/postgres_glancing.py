"""One statement, one turn over the line: no ping before it, no transaction around it, no plan made beforehand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event


class Glances:
    """Connections for that, kept open from one statement to the next and closed with the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: list[Connection] = []
        event.listen(engine, "engine_disposed", self._close)

    @contextmanager
    def taken(self) -> Iterator[Connection]:
        """A connection in which each statement is by itself; one on which anything fails is not kept."""
        try:
            connection = self._kept.pop()
        except IndexError:
            connection = self._opened()
        try:
            yield connection
            connection.rollback()  # only the library takes it for a transaction: nothing is sent
        except BaseException:
            connection.close()
            raise
        self._kept.append(connection)

    def _opened(self) -> Connection:
        """Return a connection that the pool has given up, as it would ask each time whether it is still there."""
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        driver: Any = connection.connection.driver_connection
        driver.prepare_threshold = None
        connection.detach()
        return connection

    def _close(self, _engine: Engine) -> None:
        while self._kept:
            self._kept.pop().close()
