"""Public holidays of a country or a part of it, as plain dates, from the library `holidays`."""

from collections.abc import Iterable
from datetime import date


class HolidaysUnknownError(LookupError):
    """There is no calendar of public holidays for a country or subdivision; says which."""


def public_holidays(country: str | None, subdivision: str | None, years: Iterable[int]) -> frozenset[date]:
    """Return the public holidays of some years; none without a country.

    `country`: two or three letters of ISO 3166, `subdivision`: its code, such as BY. Raises HolidaysUnknownError.
    """
    if not (country and country.strip()):
        return frozenset()
    import holidays  # here, as few commands need them and their library is large
    from holidays.registry import COUNTRIES

    code, part = country.strip().upper(), (subdivision or "").strip().upper() or None
    if not any(code in codes for _, *codes in COUNTRIES.values()):
        raise HolidaysUnknownError(f"There is no calendar of public holidays for the country {code}.")
    calendar = getattr(holidays, code)  # loads the one country; asking by name would load all
    try:
        return frozenset(calendar(subdiv=part, years=list(years)))
    except NotImplementedError:
        raise HolidaysUnknownError(f"There is no calendar of public holidays for {part} in {code}.") from None
