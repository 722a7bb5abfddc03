"""Every class of request at once, for a long time, while half of the machine is busy.

First each class is asked alone: by one reader for how long an answer takes, by several for how
many the machine can give. Then all come together, each as often as makes its share of half the
machine, at times that are drawn and wait for nobody: a slow answer holds up no later request.
"""

import math
import random
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

from bench.soak.acts import article
from bench.soak.browser import Answer, Browser
from bench.soak.installation import Installation, megabytes
from bench.soak.people import Cast, address
from bench.soak.report import Finding
from bench.timing import percentile

_ALONE = 10.0
"""Seconds for which a class is asked alone, once for how long, once for how many."""
_READERS = 4
_BUSY = 0.5
_TIMES_P50 = 5
_SLOPE = 1.0
"""Percent that memory may grow in ten minutes, after the first fifth of the run."""
_SAMPLE = 5.0
_WORDS = ("heating", "battery", "wifi", "valve", "password", "firmware", "sensor", "hub")


@dataclass(slots=True)
class Measured:
    """A class of request: how long it takes and how many a second there are, alone."""

    ask: Callable[[random.Random], Answer]
    p50: float = 0.0
    a_second: float = 0.0
    seconds: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


def classes(cast: Cast) -> dict[str, Callable[[random.Random], Answer]]:
    """Each class of request, as somebody asks for it."""
    port, words = cast.editor.port, count(10**6)

    def reader(dice: random.Random) -> Browser:
        return Browser(port, address(dice))

    def page(path: Callable[[random.Random], str]) -> Callable[[random.Random], Answer]:
        return lambda dice: reader(dice).get(path(dice))

    def contact(dice: random.Random) -> Answer:
        one = reader(dice)
        form = one.get("/en/contact/")
        return one.post(
            "/en/contact/suggestions/",
            {"start": form.fields()["start"], "message": f"The {dice.choice(_WORDS)} is broken"},
        )

    def vote(dice: random.Random) -> Answer:
        family = dice.choice(cast.families)
        return reader(dice).post(f"/en/help/{family}/vote/", {"helpful": "yes", "revision": ""})

    def publish(dice: random.Random) -> Answer:
        path = f"/cms/pages/{dice.choice(cast.pages)}/edit/"
        form = cast.editor.get(path)
        return cast.editor.post(path, article(form, f"How to zq{next(words)}"))

    return {
        "article": page(lambda dice: f"/en/help/{dice.choice(cast.families)}/"),
        "front": page(lambda dice: f"/{dice.choice(('en', 'el'))}/"),
        "search": page(lambda dice: f"/en/search/?{urlencode({'q': _query(dice)})}"),
        "suggest": page(
            lambda dice: f"/api/suggest/?{urlencode({'q': _query(dice)[:5], 'locale': 'en'})}"
        ),
        "thread": page(lambda dice: f"/en/community/t/{dice.choice(cast.threads)}/"),
        "member's community": lambda dice: dice.choice(cast.members).get("/en/community/"),
        "contact": contact,
        "vote": vote,
        "publish": publish,
    }


def _query(dice: random.Random) -> str:
    return f"{dice.choice(_WORDS)} {dice.choice(_WORDS)}"


def run(installation: Installation, cast: Cast, *, minutes: float, seed: int) -> list[Finding]:
    """What each class took, beside the others and alone, and what the processes came to hold."""
    measured = {name: Measured(ask) for name, ask in classes(cast).items()}
    for name, one in measured.items():
        _say(f"{name} alone")
        _measure_alone(one, seed)
    memory: list[tuple[float, float]] = []
    _say(f"all together for {minutes:g} minutes")
    _together(measured, 60 * minutes, seed, lambda at: memory.append((at, _held(installation))))
    return [*(_finding(name, one) for name, one in measured.items()), _memory(memory)]


def _measure_alone(one: Measured, seed: int) -> None:
    alone = _for_a_while(one, 1, seed)
    one.p50 = percentile(alone, 50)
    one.a_second = len(_for_a_while(one, _READERS, seed)) / _ALONE


def _for_a_while(one: Measured, readers: int, seed: int) -> list[float]:
    """How long each answer took to so many who ask again as soon as they have one."""
    seconds: list[float] = []
    until = time.monotonic() + _ALONE

    def ask(number: int) -> None:
        dice = random.Random(f"{seed} {number}")  # noqa: S311
        while (began := time.monotonic()) < until:
            one.ask(dice)
            seconds.append(time.monotonic() - began)

    with ThreadPoolExecutor(readers) as pool:
        list(pool.map(ask, range(readers)))
    return seconds


def _together(
    measured: Mapping[str, Measured],
    seconds: float,
    seed: int,
    sample: Callable[[float], None],
) -> None:
    ended = threading.Event()
    threads = [
        threading.Thread(target=_arrivals, args=(one, len(measured), f"{seed} {name}", ended))
        for name, one in measured.items()
    ]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    while (at := time.monotonic() - began) < seconds:
        sample(at)
        ended.wait(_SAMPLE)
    ended.set()
    for thread in threads:
        thread.join()


def _arrivals(one: Measured, classes: int, seed: str, ended: threading.Event) -> None:
    """Requests of a class at drawn times; each is measured from when it was to come."""
    dice = random.Random(seed)  # noqa: S311
    rate = _BUSY * one.a_second / classes
    due = time.monotonic()

    def ask(due: float, drawn: int) -> None:
        answer = one.ask(random.Random(drawn))  # noqa: S311
        one.seconds.append(time.monotonic() - due)
        if not answer.is_kept:
            one.failed.append(answer.status)

    with ThreadPoolExecutor(8) as pool:
        while not ended.wait(max(due - time.monotonic(), 0)):
            pool.submit(ask, due, dice.getrandbits(32))
            due += dice.expovariate(rate)


def _finding(name: str, one: Measured) -> Finding:
    p99 = percentile(one.seconds, 99)
    seen = {
        "requests": len(one.seconds),
        "alone, a second": round(one.a_second, 1),
        "alone, p50 ms": round(one.p50 * 1000, 1),
        "together, p50 ms": round(percentile(one.seconds, 50) * 1000, 1),
        "together, p99 ms": round(p99 * 1000, 1),
    }
    faults = [f"{status} came" for status in one.failed]
    if p99 > _TIMES_P50 * one.p50:
        faults.append(f"p99 is {p99 / one.p50:.1f} times the p50 alone")
    return Finding(f"load: {name}", seen, faults)


def _held(installation: Installation) -> float:
    return math.fsum(megabytes(process) for process in installation.everything())


def _memory(samples: list[tuple[float, float]]) -> Finding:
    """The straight line through what was held, once caches are full."""
    late = samples[len(samples) // 5 :]
    middle = math.fsum(at for at, _held in late) / len(late)
    mean = math.fsum(held for _at, held in late) / len(late)
    spread = math.fsum((at - middle) ** 2 for at, _held in late)
    slope = math.fsum((at - middle) * (held - mean) for at, held in late) / spread if spread else 0
    percent = 100 * slope * 600 / mean
    seen = {
        "MB at first, then, at last": [round(one[1]) for one in (samples[0], late[0], late[-1])],
        "percent in 10 minutes": round(percent, 2),
    }
    faults = [f"memory grows by {percent:.1f} % in 10 minutes"] if percent > _SLOPE else []
    return Finding("load: memory", seen, faults)


def _say(words: str) -> None:
    sys.stderr.write(f"{words} ...\n")
