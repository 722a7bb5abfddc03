"""How much a language needs a text: what readers met without it, for each word of work.

What readers met is counted by a room above this one, which makes itself known with `register`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext, ngettext

from kb.states import Currency
from portal import cldr

DAYS = 28
"""Of so many days it is looked at what readers met."""
LEAST = 5
"""Of fewer readers than this nobody is told how many they were, and they rank as one."""
OPENING = 25
"""Words that take as long as opening a text and finding one's way in it."""
PICTURE = 25
"""Words that take as long as making a picture of a screen anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How many readers of one language met what of one article.

    `fallback` got it in another language, `outdated` as an outdated translation; `wrote` sent a
    request after reading it, `unhelped` said that it did not help; `asked` wait, however long ago
    they asked, to be told when it is in their language.
    """

    fallback: int = 0
    outdated: int = 0
    wrote: int = 0
    unhelped: int = 0
    asked: int = 0


class DemandSignal(Enum):
    """What of `Met` it is, and how much one reader of it weighs."""

    WROTE = ("wrote", 3.0)
    ASKED = ("asked", 3.0)
    UNHELPED = ("unhelped", 2.0)
    FALLBACK = ("fallback", 1.0)
    OUTDATED = ("outdated", 1.0)

    def __init__(self, field: str, weight: float) -> None:
        self.field = field
        self.weight = weight


# Readers have no text, or one that says something else. After a small change they have nearly all.
_SMALL = 1 / 3
_OF_CHANGE: Mapping[Currency, float] = {Currency.UPDATE_NEEDED: _SMALL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """How much a text is needed; `reason` is what weighs most in it, None where nobody met it.

    `readers` are those of the reason; 0 stands for fewer than `LEAST`.
    """

    score: float
    words: int
    pictures: int = 0
    reason: DemandSignal | None = None
    readers: int = 0


def of(met: Met, word: Currency, words: int, pictures: int = 0) -> Priority:
    """The need of one language of an article that has so many words and pictures to do."""
    weighed = {one: one.weight * _ranks_as(getattr(met, one.field)) for one in DemandSignal}
    score = sum(weighed.values()) * _OF_CHANGE.get(word, 1.0)
    if not score:
        return Priority(score=0.0, words=words, pictures=pictures)
    reason = max(DemandSignal, key=lambda one: weighed[one])
    readers = getattr(met, reason.field)
    return Priority(
        score=score / (words + pictures * PICTURE + OPENING),
        words=words,
        pictures=pictures,
        reason=reason,
        readers=readers if readers >= LEAST else 0,
    )


def _ranks_as(readers: int) -> int:
    return readers if readers >= LEAST else min(readers, 1)


def why(need: Priority, shown_in: str) -> str:
    """The need in a sentence; readers get the text in the language `shown_in` instead."""
    told = {
        "days": cldr.number(DAYS),
        "readers": cldr.number(need.readers or LEAST),
        "language": cldr.language(shown_in),
        "work": work(need.words, need.pictures),
    }
    return _sentence(need) % told


def _sentence(need: Priority) -> str:
    if need.reason is None:
        return gettext("In the last %(days)s days nobody was seen to miss this; %(work)s.")
    if not need.readers:
        return _of_few(need.reason)
    match need.reason:
        case DemandSignal.FALLBACK:
            return ngettext(
                "In the last %(days)s days %(readers)s reader got this in %(language)s instead; "
                "%(work)s.",
                "In the last %(days)s days %(readers)s readers got this in %(language)s instead; "
                "%(work)s.",
                need.readers,
            )
        case DemandSignal.OUTDATED:
            return ngettext(
                "In the last %(days)s days %(readers)s reader got this outdated; %(work)s.",
                "In the last %(days)s days %(readers)s readers got this outdated; %(work)s.",
                need.readers,
            )
        case DemandSignal.UNHELPED:
            return ngettext(
                "In the last %(days)s days %(readers)s reader said this did not help; %(work)s.",
                "In the last %(days)s days %(readers)s readers said this did not help; %(work)s.",
                need.readers,
            )
        case DemandSignal.ASKED:
            return ngettext(
                "%(readers)s reader asked to be told when this is in their language; %(work)s.",
                "%(readers)s readers asked to be told when this is in their language; %(work)s.",
                need.readers,
            )
        case DemandSignal.WROTE:
            return ngettext(
                "In the last %(days)s days %(readers)s reader read this and then wrote to you; "
                "%(work)s.",
                "In the last %(days)s days %(readers)s readers read this and then wrote to you; "
                "%(work)s.",
                need.readers,
            )


def _of_few(reason: DemandSignal) -> str:
    match reason:
        case DemandSignal.FALLBACK:
            return gettext(
                "In the last %(days)s days fewer than %(readers)s readers got this in "
                "%(language)s instead; %(work)s."
            )
        case DemandSignal.OUTDATED:
            return gettext(
                "In the last %(days)s days fewer than %(readers)s readers got this outdated; "
                "%(work)s."
            )
        case DemandSignal.UNHELPED:
            return gettext(
                "In the last %(days)s days fewer than %(readers)s readers said this did not help; "
                "%(work)s."
            )
        case DemandSignal.ASKED:
            return gettext(
                "Fewer than %(readers)s readers asked to be told when this is in their language; "
                "%(work)s."
            )
        case DemandSignal.WROTE:
            return gettext(
                "In the last %(days)s days fewer than %(readers)s readers read this and then "
                "wrote to you; %(work)s."
            )


def work(words: int, pictures: int = 0) -> str:
    """How much there is to do."""
    told = ngettext("%(n)s word to translate", "%(n)s words to translate", words)
    shown = ngettext(
        "%(n)s picture or video to make", "%(n)s pictures or videos to make", pictures
    )
    to_write, to_show = told % {"n": cldr.number(words)}, shown % {"n": cldr.number(pictures)}
    if not pictures:
        return to_write
    return cldr.listed([to_write, to_show]) if words else to_show


type Look = Callable[[Collection[str]], Mapping[str, Mapping[str, Met]]]
"""What readers of these languages met in `DAYS` days, by language and id of the article."""

_look: list[Look] = []


def register(look: Look) -> None:
    """Say who counts what readers meet: articles know no figures."""
    _look[:] = [look]


def met(codes: Collection[str]) -> Mapping[str, Mapping[str, Met]]:
    """What readers of these languages met, each by the id of the article; nothing where nobody
    counts it."""
    return _look[0](codes) if _look else {code: {} for code in codes}
