"""A counted line to a server, in a process of its own: what is measured shares no interpreter with it.

Started as `python -m benchmarks.counted HOST PORT`; it prints its port, and then what it has counted at each line read.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

from benchmarks.contenders import ROOT
from tests.counted_line import Traffic, counted_line


@contextmanager
def line_to(host: str, port: int) -> Iterator[tuple[int, Callable[[], Traffic]]]:
    """Return the port of a line for the time of a block, and what tells what went over it so far."""
    command = [sys.executable, "-m", "benchmarks.counted", host, str(port)]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT) as process:
        question, answer = process.stdin, process.stdout
        assert question
        assert answer

        def told() -> Traffic:
            question.write("\n")
            question.flush()
            return Traffic(**json.loads(answer.readline()))

        yield int(answer.readline()), told
        question.close()


def main() -> None:
    """Count until nobody asks any more."""
    with counted_line(sys.argv[1], int(sys.argv[2])) as line:
        print(line.port, flush=True)  # noqa: T201
        for _ in sys.stdin:
            print(json.dumps(vars(line.traffic)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
