"""A record that may be meant by the words a person is typing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """`words` find the record again when they are typed; `about` says which one it is: name, client, service."""

    words: str
    about: str = ""
