"""What can be waited for. A room makes its own known in `AppConfig.ready()`.

    occasions.register(Occasion(name="fixed", look=look, ...))

All words are whole sentences in which `%(title)s` is the title of what is waited for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class Thing:
    """What somebody waits for, as they may see it: its title, in which language that is, the path
    of its page in the reader's language, and whether what they wait for has come.

    `replies` are what can be said of it once it has come: each in words, with the path of a page.
    """

    title: str
    locale: str
    path: str
    has_come: bool
    replies: Sequence[tuple[Promise, str]] = ()


type Look = Callable[[str, Actor, datetime], Thing | None]
"""The thing of this name for a reader who asked at this moment; None for nothing they may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something that comes once.

    `in_each_language` says whether it comes to each language by itself: then whoever waits in two
    is told twice. `offer` is the name of the link and the form, `promise` what is said when
    somebody has asked, `subject` and `told` are the mail's, `has_come` stands where there is
    nothing to wait for any more.
    """

    name: str
    look: Look
    in_each_language: bool
    offer: Promise
    promise: Promise
    subject: Promise
    told: Promise
    has_come: Promise


def row_number(about: str) -> int | None:
    """The row's number that a name is, as Python writes it; None for any other name."""
    is_short = about.isascii() and about.isdecimal() and len(about) <= _MOST_DIGITS
    return int(about) if is_short and str(int(about)) == about else None


# No row has a longer number.
_MOST_DIGITS = 18
_OCCASIONS: dict[str, Occasion] = {}


def register(occasion: Occasion) -> None:
    """Make known what can be waited for."""
    _OCCASIONS[occasion.name] = occasion


def get(name: str) -> Occasion:
    """The occasion of this name; raises LookupError for any other."""
    try:
        return _OCCASIONS[name]
    except KeyError:
        raise LookupError(f"Nobody waits for {name!r}") from None
