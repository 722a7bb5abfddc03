"""What words cost in memory: processes that have searched for words of every language.

`python -m bench.word_memory` is one of them. It says when it is ready, waits until all are, and
says how much memory is its own, in MB: what several have mapped is shared out among them.
"""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from bench.processes import REPOSITORY
from bench.rows import Row, at_most
from bench.sets import read
from bench.sizes import Size

# A web worker, two workers and a scheduler, as in a small house.
_PROCESSES = 4
# Measured by this subject at 6082295, before words had lemmas and frequencies.
BEFORE_MB = 130.0


def measure(size: Size) -> list[Row]:
    """The mean of all processes, while all of them live."""
    from bench.demo_site import seeded

    seeded()
    each = _of_each_process()
    megabytes = sum(each) / len(each)
    return [
        at_most(
            "word-data-memory-mb",
            f"memory of each of {_PROCESSES} processes that search, more than at 6082295, PSS, MB",
            megabytes - BEFORE_MB,
            30,
            before_mb=BEFORE_MB,
            each_mb=each,
        )
    ]


def _of_each_process() -> list[float]:
    with ExitStack() as stack:
        some = [stack.enter_context(_started()) for _number in range(_PROCESSES)]
        for one in some:
            _line(one)
        # One after the other, and none has ended before all have said it.
        return [_asked(one) for one in some]


def _started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        (sys.executable, "-m", "bench.word_memory"),
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _asked(process: subprocess.Popen[str]) -> float:
    assert process.stdin
    process.stdin.write("measure\n")
    process.stdin.flush()
    return float(_line(process))


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    if not (line := process.stdout.readline()):
        raise RuntimeError("A process that searches ended by itself")
    return line


def main() -> None:
    """Search for every word of the sets, then wait to be asked."""
    import django

    django.setup()
    from search import service
    from search.analysis.analyser import analyser

    for row in read("word_forms"):
        analyser(row["locale"]).all_forms(f"{row['query']} {row['text']}")
    for row in read("slips"):
        service.search(query=row["typed"], locale=row["locale"])
    _say("ready")
    sys.stdin.readline()
    _say(f"{_megabytes():.1f}")
    # Whoever ends leaves what was shared to the others, who are yet to be asked.
    sys.stdin.readline()


def _megabytes() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith("Pss:")) / 1024


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
