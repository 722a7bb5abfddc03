"""Long corpora: a part is drawn by HOSTILE_SEED, and told; HOSTILE_ALL tries all."""

import os
import random
import secrets
from collections.abc import Sequence

# The processes of one run inherit it, so that all draw the same.
SEED = os.environ.setdefault("HOSTILE_SEED", secrets.token_hex(4))
ALL = bool(os.environ.get("HOSTILE_ALL"))
TOLD = f"HOSTILE_SEED={SEED}"
"""What a failure says, so that the same can be drawn again."""


def sample[T](tries: Sequence[T], most: int, what: str) -> list[T]:
    """At most so many of them, in their order; `what` they are makes the draw its own."""
    if ALL or len(tries) <= most:
        return list(tries)
    drawn = random.Random(f"{SEED} {what}").sample(range(len(tries)), most)
    return [tries[place] for place in sorted(drawn)]


def pytest_report_header() -> str:
    """The seed is told whatever comes of it."""
    return TOLD
