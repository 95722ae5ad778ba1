"""What is said of a database that was never finished: what it is, and what to do about it."""

from pathlib import Path

from storage.engines.private_file import target_of

_GO_ON = "itcrm db copy FROM TO"


def told_unfinished(shown_url: str) -> str:
    """Return the sentence for whoever opens it. A checkout that was killed is begun anew, another copy goes on."""
    if way := _checkout_again(shown_url):
        return f"{shown_url} is what an unfinished `itcrm offline checkout` has left: {way}."
    return f"{shown_url} is an unfinished copy. Go on with it: {_GO_ON}"


def way_on(shown_url: str) -> str:
    """Return what to do about it, where it is known already that it is unfinished."""
    if way := _checkout_again(shown_url):
        return f"An unfinished `itcrm offline checkout` has left it: {way}."
    return f"Go on with the copy: {_GO_ON}"


def _checkout_again(shown_url: str) -> str | None:
    target = target_of(Path(shown_url))
    return f"run that again for {target.name}, which begins anew, or delete this file" if target else None
