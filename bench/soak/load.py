"""Every class of request at once, for a long time, while half of the machine is busy.

First each class is asked alone: by one reader for how long an answer takes, by several for how
many the machine can give. Then all come together, at times that are drawn and wait for nobody: a
slow answer holds up no later request. What a class takes of the machine is another among others,
since what is published makes pages stale that were kept when they were asked for alone. So all
come as often as keeps half of the processors busy, which is tried before it counts, and each in
the share of it that it would have alone.
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
from pathlib import Path
from urllib.parse import urlencode

from bench.soak.acts import article
from bench.soak.browser import Answer, Browser
from bench.soak.installation import Installation
from bench.soak.people import Cast, address
from bench.soak.report import Finding
from bench.timing import percentile

_TRIAL = 40.0
"""Seconds for which all come together to see how busy that keeps the machine; some times over."""
_TRIALS = 4
_ALONE = 10.0
"""Seconds for which a class is asked alone, once for how long, once for how many."""
_READERS = 4
_BUSY = 0.5
_IDLE, _LOOKS = 0.15, 240
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
    _wait_until_idle()
    for name, one in measured.items():
        _say(f"{name} alone")
        _measure_alone(one, seed)
    share = _found_share(measured, seed)
    memory: list[tuple[float, dict[str, float]]] = []
    _say(f"all together for {minutes:g} minutes")
    before = _processor()
    _together(
        measured, share, 60 * minutes, seed, lambda at: memory.append((at, installation.held()))
    )
    busy = _busy_since(before)
    return [
        *(_finding(name, one, busy) for name, one in measured.items()),
        _memory(memory),
    ]


def _wait_until_idle() -> None:
    """Until what was brought in is in the index, with its vectors; raises TimeoutError."""
    for _look in range(_LOOKS):
        before = _processor()
        time.sleep(_SAMPLE)
        if _busy_since(before) < _IDLE:
            return
    raise TimeoutError("The machine does not come to rest")


def _found_share(measured: Mapping[str, Measured], seed: int) -> float:
    """How much of what it would be asked alone each class is asked, so that half is busy."""
    share = _BUSY / 2
    for number in range(_TRIALS):
        # What was published before is indexed first: that is no work of this trial.
        _wait_until_idle()
        before = _processor()
        _together(measured, share, _TRIAL, seed + number, lambda at: None)
        busy = _busy_since(before)
        _say(f"{share:.2f} of what is asked alone keeps {busy:.0%} busy")
        share *= min(max(_BUSY / busy, 0.25), 2.0)
    _wait_until_idle()
    for one in measured.values():
        one.seconds.clear()
        one.failed.clear()
    return share


def _processor() -> tuple[float, float]:
    """What the machine's processors have worked and could have worked since it came up."""
    fields = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]
    every = [float(field) for field in fields]
    idle = every[3] + every[4]
    return sum(every) - idle, sum(every)


def _busy_since(before: tuple[float, float]) -> float:
    now = _processor()
    return (now[0] - before[0]) / max(now[1] - before[1], 1.0)


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
    share: float,
    seconds: float,
    seed: int,
    sample: Callable[[float], None],
) -> None:
    ended = threading.Event()
    threads = [
        threading.Thread(
            target=_arrivals,
            args=(one, share * one.a_second / len(measured), f"{seed} {name}", ended),
        )
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


def _arrivals(one: Measured, rate: float, seed: str, ended: threading.Event) -> None:
    """Requests of a class at drawn times; each is measured from when it was to come."""
    dice = random.Random(seed)  # noqa: S311
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


def _finding(name: str, one: Measured, busy: float) -> Finding:
    p99 = percentile(one.seconds, 99)
    seen = {
        "requests": len(one.seconds),
        "machine busy, percent": round(100 * busy),
        "alone, a second": round(one.a_second, 1),
        "alone, p50 ms": round(one.p50 * 1000, 1),
        "together, p50 ms": round(percentile(one.seconds, 50) * 1000, 1),
        "together, p99 ms": round(p99 * 1000, 1),
    }
    faults = [f"{status} came" for status in one.failed]
    if p99 > _TIMES_P50 * one.p50:
        faults.append(f"p99 is {p99 / one.p50:.1f} times the p50 alone")
    return Finding(f"load: {name}", seen, faults)


def _memory(samples: list[tuple[float, dict[str, float]]]) -> Finding:
    """The straight line through what was held, once caches are full."""
    late = [(at, math.fsum(held.values())) for at, held in samples[len(samples) // 5 :]]
    middle = math.fsum(at for at, _held in late) / len(late)
    mean = math.fsum(held for _at, held in late) / len(late)
    spread = math.fsum((at - middle) ** 2 for at, _held in late)
    slope = math.fsum((at - middle) * (held - mean) for at, held in late) / spread if spread else 0
    percent = 100 * slope * 600 / mean
    looked = (samples[0][1], samples[len(samples) // 5][1], samples[-1][1])
    seen = {
        "MB at first, then, at last": [round(math.fsum(held.values())) for held in looked],
        **{f"MB of {name}": [round(held.get(name, 0)) for held in looked] for name in looked[0]},
        "percent in 10 minutes": round(percent, 2),
    }
    faults = [f"memory grows by {percent:.1f} % in 10 minutes"] if percent > _SLOPE else []
    return Finding("load: memory", seen, faults)


def _say(words: str) -> None:
    sys.stderr.write(f"{words} ...\n")
