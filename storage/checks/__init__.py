"""The parts of the self check, each for one sort of damage."""
