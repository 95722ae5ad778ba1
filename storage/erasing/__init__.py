"""Erasure of personal data: from rows, search and journal, for good. The one exception to a journal that only grows."""
