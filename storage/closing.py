"""The last step of a write: the rules that others could break meanwhile, then the number and the header."""

from storage import journal
from storage.apply import Application
from storage.change import ChangeSet
from storage.errors import RefusedError
from storage.recording import complete_header, next_sequence
from storage.rules.circles import check_circles
from storage.rules.expected import check_expected
from storage.rules.references import check_referrers, check_targets
from storage.stack import in_effect


def close(application: Application) -> ChangeSet | None:
    """Check what has to hold and write the header; None when there was nothing to write."""
    connection = application.transaction.connection
    if application.header:
        _check(application)
        return complete_header(connection, application.header, application.records)
    if not (application.records or application.unit.reverts or application.unit.even_empty):
        _check(application)
        return None
    sequence = _checked(application) if _has_rules(application) else next_sequence(connection)
    return application.write_header(sequence)


def _has_rules(application: Application) -> bool:
    return bool(application.unit.expected or application.unit.reverts or application.effects)


def _checked(application: Application) -> int:
    """Return the number of the change set, for which all rules hold.

    The rules are asked before there is a number, so that nobody waits meanwhile, and once more if somebody
    else got one in between: now nobody can any more.
    """
    connection = application.transaction.connection
    seen = journal.sequence(connection)
    _check(application)
    sequence = next_sequence(connection)
    if sequence != seen + 1:
        _check(application)
    return sequence


def _check(application: Application) -> None:
    connection, unit, effects = application.transaction.connection, application.unit, application.effects
    check_expected(connection, unit.expected, application.relied_on)
    check_targets(connection, effects.targets)
    check_referrers(connection, effects.gone)
    check_circles(connection, effects.upward)
    if unit.reverts and not in_effect(connection, unit.reverts, besides=application.change_set_id):
        raise RefusedError("That has been taken back already.")
