"""Where records live: one store over SQLite or PostgreSQL, with a journal of every change."""
