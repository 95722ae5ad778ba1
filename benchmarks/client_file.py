"""A CSV file of clients to import: the same for the program and for plain SQL."""

import csv
import sys
from pathlib import Path
from random import Random

HEADER = ("code", "name", "segment", "tier", "status", "cost centre", "priorities", "notes")
_FIRST = ("Amber", "Harbour", "Linden", "Münster", "Northern", "Öresund", "Quiet", "Silver", "Upland", "Western")
_SECOND = ("Audit", "Bakeries", "Clinics", "Energy", "Finance", "Foundry", "Hotels", "Logistics", "Schools", "Trams")
_PRIORITIES = ("Cheaper storage", "Faster laptops", "Fewer outages", "One sign-on", "A second data centre")
_SEGMENTS = ("strategic", "key", "standard", "standard")
_STATUS = ("active", "active", "active", "prospect", "dormant")


def write_clients(path: Path, rows: int, seed: int = 7) -> None:
    """Write a file of so many clients, the same ones for the same seed."""
    draw = Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_client(draw, number) for number in range(1, rows + 1))


def _client(draw: Random, number: int) -> tuple[str, ...]:
    name = f"{draw.choice(_FIRST)} {draw.choice(_SECOND)} {number:06}"
    segment, tier, status = draw.choice(_SEGMENTS), str(draw.randint(1, 4)), draw.choice(_STATUS)
    priorities = "; ".join(draw.sample(_PRIORITIES, draw.randint(0, 3)))
    notes = f"Came with the merger of {draw.randint(1990, 2025)}" if draw.random() < 0.3 else ""
    return f"K{number:06}", name, segment, tier, status, f"CC-{draw.randint(1000, 9999)}", priorities, notes


if __name__ == "__main__":
    write_clients(Path(sys.argv[1]), int(sys.argv[2]))
