"""Moving house: a whole database, journal and all, from one engine to another or the same, row for row."""
