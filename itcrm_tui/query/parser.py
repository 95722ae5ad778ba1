"""From a filter as it is typed to what is written in it. `or` binds loosest, `-` tightest; blanks mean "and"."""

from itcrm_tui.query.errors import FilterError
from itcrm_tui.query.tokens import Sign, Token, tokens
from itcrm_tui.query.written import All, Not, Some, Written

LONGEST = 20_000
DEEPEST = 30
MOST_TERMS = 100


def parse(text: str) -> Written:
    """Return what is written in a filter; nothing written is `All(())`. Raises FilterError."""
    if len(text) > LONGEST:
        raise FilterError(f"it is longer than {LONGEST:,} characters", LONGEST)
    found = list(tokens(text))
    terms = [token for token in found if not isinstance(token.found, Sign)]
    if len(terms) > MOST_TERMS:
        raise FilterError(f"there are more than {MOST_TERMS} words and terms", terms[MOST_TERMS].at)
    return _Parser(found, len(text)).whole()


class _Parser:
    """Goes through the pieces from left to right, once."""

    def __init__(self, found: list[Token], length: int) -> None:
        self.found = found
        self.length = length
        self.next = 0
        self.depth = 0

    def whole(self) -> Written:
        written = self._any_of()
        if self.next < len(self.found):
            raise FilterError("there is no ( for this )", self._at())
        return written

    def _any_of(self) -> Written:
        parts = [self._all_of()]
        while self._sees(Sign.OR):
            at = self._at()
            self.next += 1
            if parts == [All(())]:
                raise FilterError("say what before “or”, or put it in quotes", at)
            part = self._all_of()
            if part == All(()):
                raise FilterError("say what after “or”, or put it in quotes", self._at())
            parts.append(part)
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _all_of(self) -> Written:
        parts: list[Written] = []
        while self.next < len(self.found) and not self._sees(Sign.OR, Sign.CLOSE):
            if self._sees(Sign.AND):
                self.next += 1
                continue
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Written:
        token = self.found[self.next]
        match token.found:
            case Sign.MINUS:
                return self._deeper(self._negated, token)
            case Sign.OPEN:
                return self._deeper(self._in_parentheses, token)
            case Sign():
                raise FilterError("say what after -", token.at)
        self.next += 1
        return token.found

    def _deeper(self, read: object, token: Token) -> Written:
        assert callable(read)
        self.depth += 1
        if self.depth > DEEPEST:
            raise FilterError(f"it is nested deeper than {DEEPEST} levels", token.at)
        self.next += 1
        written: Written = read(token)
        self.depth -= 1
        return written

    def _negated(self, token: Token) -> Written:
        if self.next >= len(self.found):
            raise FilterError("say what after -", token.at)
        return Not(self._one())

    def _in_parentheses(self, token: Token) -> Written:
        written = self._any_of()
        if not self._sees(Sign.CLOSE):
            raise FilterError("there is no ) for this (", token.at)
        if written == All(()):
            raise FilterError("there is nothing in these ()", token.at)
        self.next += 1
        return written

    def _sees(self, *signs: Sign) -> bool:
        return self.next < len(self.found) and self.found[self.next].found in signs

    def _at(self) -> int:
        return self.found[self.next].at if self.next < len(self.found) else self.length
