"""Databases of any size, in the program's own schema: the same rows for the same size, on either engine."""
