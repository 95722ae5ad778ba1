"""A terminal that keeps the time: starts a program, types, and notes when which bytes came."""
