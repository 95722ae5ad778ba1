"""Why a sync has failed, in words: what has happened, what of one's own was sent, and what to do."""

from itcrm_tui import here
from itcrm_tui.workflows.how_far import HowFar
from storage.errors import NOT_YOURS, ReadOnlyError, StoreError, to_a_reader
from storage.store import Store
from storage.sync.hub import ApartError, OvertakenError, UnheardError
from storage.sync.way_out import fresh_copy

_BARRED = str(to_a_reader(ReadOnlyError(NOT_YOURS)))


def not_synced(store: Store, error: StoreError, so_far: HowFar) -> StoreError:
    """Return the error of a sync with all that its person has to know."""
    path = here.sqlite_path(store.backend.shown_url)
    said = str(to_a_reader(error))
    if isinstance(error, OvertakenError | UnheardError):
        return error
    if isinstance(error, ApartError) and path:
        return type(error)(f"{error} A new one takes along what you have not sent: {fresh_copy(path)}")
    if isinstance(error, ReadOnlyError) and said == _BARRED:
        return type(error)(f"Your role on the shared database may not do that any more. {so_far.barred(store)}")
    return type(error)(f"{said} {so_far.failed(store)}")
