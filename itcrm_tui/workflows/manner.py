"""How dates, moments and amounts are said in this organization today."""

from itcrm_tui.domain.record_words import Manner
from itcrm_tui.workflows.notation import time_zone, today
from storage.reader import Reader


def manner(reader: Reader) -> Manner:
    """Return the organization's day, time zone and currency decimals."""
    settings = reader.settings()
    return Manner(today(settings), time_zone(settings), settings.currency_decimals)
