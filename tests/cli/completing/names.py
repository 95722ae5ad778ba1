"""Names that mean something to a shell or a terminal."""

HOSTILE = [
    "$(touch taken)",
    "`touch taken`",
    "a; touch taken #",
    "a && touch taken",
    "a | b > taken",
    "it's",
    'the "best"',
    "back\\slash",
    "* ? [a]",
    "~root",
    "#1 Logistics",
    "wow! !!",
    "x=y:z",
    "{a,b}",
    "50% @home",
    "名前 株式会社",
    "trailing\\",
]
UNSAFE = ["red \x1b[31m", "two\nlines", "tab\there", "bell\a", "\u202eleft", "vertical\vtab"]
