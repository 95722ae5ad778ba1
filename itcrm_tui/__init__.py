"""Client relationship management for an IT service organization, in the terminal."""

__version__ = "0.1.0"
