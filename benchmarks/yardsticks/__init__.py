"""What the program is held against: the least that does the same."""
