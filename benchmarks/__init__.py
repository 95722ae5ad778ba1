"""What the figures of docs/performance.md come from: the program in a pseudo-terminal, beside its yardsticks."""
