"""What a write has to say beside its result; whoever stands before the person says how it is told."""

from collections.abc import Callable

Teller = Callable[[str], object]
_tellers: list[Teller] = []


def tell_by(teller: Teller) -> None:
    """Have remarks told this way from now on."""
    _tellers[:] = [teller]


def remark(sentence: str) -> None:
    """Tell a sentence, if anybody listens."""
    for teller in _tellers:
        teller(sentence)
