"""The gate: every step of a promise, what it needs, and what is kept of it."""
