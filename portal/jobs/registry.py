"""The jobs by name.

A job is a function without arguments that does all that is due and returns how many things it
did. It finds its work in rows of its own, so waking it is never more than a hint: a wake-up that
is lost or doubled changes nothing but the moment.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Literal

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

Queue = Literal["fast", "engine", "mail", "webhooks", "slow"]
Work = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of background work; the scheduler wakes it at least each `every`."""

    name: str
    run: Work
    queue: Queue
    every: timedelta


_JOBS: dict[str, Job] = {}


def job(name: str, *, queue: Queue = "slow", every: timedelta) -> Callable[[Work], Work]:
    """Register the decorated function under a name such as `mail.deliver`."""

    def decorate(run: Work) -> Work:
        add(Job(name, run, queue, every))
        return run

    return decorate


def add(new: Job) -> None:
    """Register a job; raises ValueError when the name is taken by another function."""
    taken = _JOBS.get(new.name)
    if taken and (taken.run.__module__, taken.run.__qualname__) != (
        new.run.__module__,
        new.run.__qualname__,
    ):
        raise ValueError(f"Two jobs are named {new.name}")
    _JOBS[new.name] = new


def get(name: str) -> Job:
    """The job of that name; raises LookupError for any other."""
    try:
        return _JOBS[name]
    except KeyError:
        raise LookupError(f"No job is named {name}") from None


def all_jobs() -> tuple[Job, ...]:
    """Every registered job, in the order of their names."""
    return tuple(_JOBS[name] for name in sorted(_JOBS))


def autodiscover() -> None:
    """Load `jobs.py` of every installed application.

    Rooms beside or below this one cannot import it: their `jobs.py` names its work in a tuple
    `JOBS` of `(name, function, queue, every)` instead of using the decorator.
    """
    autodiscover_modules("jobs")
    for config in apps.get_app_configs():
        with suppress(ModuleNotFoundError):
            for row in getattr(import_module(f"{config.name}.jobs"), "JOBS", ()):
                add(Job(*row))
