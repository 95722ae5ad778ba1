"""What an index gives in the order of its own, the newest last."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause


@dataclass(frozen=True)
class Newest:
    """Rows of the index with the texts they stand for, where the conditions hold: among them are all that match."""

    rows: FromClause
    record_id: ColumnElement[Any]
    position: ColumnElement[int]
    conditions: tuple[ColumnElement[bool], ...]
