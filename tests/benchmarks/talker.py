"""A program for tests of the harness: it writes in a synchronized update, echoes lines, floods, and leaves with q."""

import sys

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"


def main() -> None:
    """Do as told by each line that comes."""
    write(f"{BEGIN}\x1b[2;3H\x1b[1mFIRST\x1b[0m words{END}")
    for line in sys.stdin:
        match line.strip():
            case "q":
                return
            case "ask":
                write("\x1b[?2026$p")
                write(f"told {sys.stdin.readline().strip()!r}")
            case "flood":
                write("x" * 12_500)
            case said:
                write(f"\x1b[4;1Hsaid {said}")


def write(text: str) -> None:
    """Write at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
