"""Texts found by their words and texts found by their meaning: which are shown, in which order.

What fits is shown, the best first, and ends where the rest is much worse than the best, though
not before a few that are near. Where nothing fits, the few that come closest are shown, and said
to be unsure. Where nothing is near at all, nothing is shown.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from portal import markets
from search.analysis.analyser import analyser
from search.documents import Document
from search.engines.base import Answer, Match
from search.queries import Term
from search.ranking import FUSION, LINE


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in the common order, and the words that are marked in it.

    `similarity` is None where only its words were found. `fits`: it may be called an answer.
    `is_named`: its title or keywords have the codes that were typed.
    """

    match: Match
    marked: frozenset[str]
    score: float
    similarity: float | None = None
    fits: bool = False
    is_named: bool = False

    @property
    def is_article_named(self) -> bool:
        """Whether a code leads to it: a question of the community only mentions one."""
        return self.is_named and self.match.document.kind != "thread"

    @property
    def is_near_thread(self) -> bool:
        """Whether it is a question of the community that only means alike."""
        return self.match.document.kind == "thread" and self.match.coverage < LINE.words


@dataclass(frozen=True, slots=True)
class Floors:
    """What makes an answer: the share of the query that it must contain, where words decide
    alone; and how near it must be where meaning does. What contains less than `closest`, and is
    not near at all, is not even shown as unsure.
    """

    words: float
    near: float = 0.0
    closest: float = LINE.some_words


GUESS = Floors(words=LINE.guess)
"""For what else a query may mean."""
HARDLY_WORDS = Floors(words=LINE.guess, closest=LINE.guess)
"""For what nobody knows the words of: slips of the fingers, or nothing."""
NO_TEXT = Floors(words=LINE.stands_out, closest=LINE.stands_out)
"""For who asks for a person and for nothing else."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown: texts in the reader's language, then those in others.

    `total` is how many there are of the reader's language; `own` has those from `start` on.
    """

    own: Sequence[Placed] = ()
    foreign: Sequence[Placed] = ()
    total: int = 0
    start: int = 0
    unsure: bool = True

    @property
    def first(self) -> Placed | None:
        """What is shown first."""
        return next(iter((*self.own, *self.foreign)), None)

    def elsewhere_last(self, market: str) -> Self:
        """The same, with what is for other markets than a reader's ("" for none) at its ends."""

        def is_elsewhere(one: Placed) -> bool:
            return markets.is_elsewhere(one.match.document.markets, market)

        return replace(
            self,
            own=sorted(self.own, key=is_elsewhere),
            foreign=sorted(self.foreign, key=is_elsewhere),
        )


def placed(
    native: Answer,
    others: Sequence[Answer],
    readers: str,
    floors: Floors,
    codes: Sequence[Term] = (),
) -> list[Placed]:
    """All that was found, the best first; `codes` are those that were typed and name something.

    A text that is only found by its words counts as no nearer than the last that is near.
    """
    least = min((one.similarity for one in native.near), default=0.0)
    in_words = {match.document.uid: match for answer in others for match in answer.matches}
    every: dict[str, Placed] = {}
    for near in native.near:
        match = in_words.get(near.match.document.uid, near.match)
        is_near = nearness(match, near.similarity) >= floors.near
        named = _has(match.document, codes)
        every[match.document.reference] = Placed(
            match,
            native.marked,
            _score(match, near.similarity, readers),
            near.similarity,
            is_near or match.coverage >= LINE.certain or named,
            named,
        )
    floor = max(floors.words, LINE.certain) if native.near else floors.words
    for answer in (native, *others):
        for match in answer.matches:
            if match.document.reference in every:
                continue
            named = _has(match.document, codes)
            fits = match.coverage >= floor or named
            score = _score(match, least, readers)
            every[match.document.reference] = Placed(
                match, answer.marked, score, None, fits, named
            )
    return _in_order(every.values())


def nearness(match: Match, similarity: float) -> float:
    """How near a text is, what it contains of the query included."""
    return similarity + LINE.weight * match.coverage


def listed(
    every: Sequence[Placed], pinned: Sequence[Match], readers: str, floors: Floors
) -> Listing:
    """What is shown of all that was found; the pinned come first."""
    front = [Placed(match, frozenset(), 0.0, fits=True) for match in pinned]
    fitting = [one for one in every if one.fits]
    near = _near_at_all(every, floors)
    unsure = not front and not fitting
    shown = _closest(near, readers) if unsure else _until_worse(fitting, every)
    own, foreign = _apart(shown, readers)
    if not unsure:
        own = _enough(_as_good(own, foreign), near, readers)
    own = [*front, *own]
    return Listing(own, foreign, len(own), unsure=unsure)


def by_date(every: Sequence[Placed], native: Answer, start: int, readers: str) -> Listing:
    """The newest first, as the engine put them: nothing is left out, for nothing is the best."""
    by_name = {one.match.document.uid: one for one in every}
    own = [by_name[match.document.uid] for match in native.matches]
    foreign = [one for one in every if one.fits and one.match.document.locale != readers]
    unsure = not any(one.fits for one in (*own, *foreign))
    return Listing(own, foreign, native.total, start, unsure)


def _has(document: Document, codes: Sequence[Term]) -> bool:
    """Whether its title or keywords have all of the codes, and there are any."""
    if not codes:
        return False
    forms = analyser(document.locale).all_forms
    named = {
        form
        for text in (document.title, *document.keywords)
        for one in forms(text)
        for form in (one.word, *one.extra)
    }
    return all(not named.isdisjoint({code.word, *code.spellings}) for code in codes)


def _in_order(every: Iterable[Placed]) -> list[Placed]:
    """The best first, but for articles that have the code: they lead.

    A thread that only means alike is below what has the words.
    """
    ordered = sorted(every, key=lambda one: (not one.is_article_named, -one.score))
    has_words = any(one.match.coverage >= LINE.words for one in ordered)
    return sorted(ordered, key=lambda one: one.is_near_thread) if has_words else ordered


def _until_worse(fitting: Sequence[Placed], every: Sequence[Placed]) -> list[Placed]:
    """Those before the scores, or what they contain, have fallen most of the way.

    What has the code that was typed is never left out.
    """
    if not any(one.similarity is not None for one in every):
        share = FUSION.share * max((one.match.coverage for one in fitting), default=0.0)
        return [one for one in fitting if one.match.coverage >= share or one.is_named]
    scores = sorted((one.score for one in every), reverse=True)
    tail = scores[FUSION.tail :]
    depth = scores[0] - tail[0] if tail else FUSION.breadth
    least = scores[0] - max(FUSION.fall * depth, FUSION.level)
    return [one for one in fitting if one.score >= least or one.is_named]


def _apart(shown: Sequence[Placed], readers: str) -> tuple[list[Placed], list[Placed]]:
    """What is in the reader's language, and what in others."""
    own = [one for one in shown if one.match.document.locale == readers]
    return own, [one for one in shown if one.match.document.locale != readers]


def _as_good(own: Sequence[Placed], foreign: Sequence[Placed]) -> list[Placed]:
    """Those that are not much worse than an article that there is in another language only.

    Scores of words alone are of one language each, and are not compared.
    """
    articles = (
        one.score
        for one in foreign
        if one.similarity is not None and one.match.document.kind != "thread"
    )
    least = max(articles, default=-math.inf) - FUSION.own_before
    return [one for one in own if one.score >= least or one.is_named]


def _enough(own: Sequence[Placed], near: Sequence[Placed], readers: str) -> list[Placed]:
    """With the closest of the others behind them: a list that has any has several.

    The right text is often somewhat below the line, or below one that has more of the words.
    """
    if not own:
        return []
    shown = {one.match.document.reference for one in own}
    more = [one for one in _apart(near, readers)[0] if one.match.document.reference not in shown]
    return [*own, *more[: max(FUSION.least - len(own), 0)]]


def _near_at_all(every: Sequence[Placed], floors: Floors) -> list[Placed]:
    """What may be shown beside an answer, or in the place of one."""
    return [
        one
        for one in every
        if one.match.coverage >= floors.closest
        or (one.similarity is not None and one.similarity >= floors.near - LINE.closest)
    ]


def _closest(near: Sequence[Placed], readers: str) -> Sequence[Placed]:
    """Up to three, in the reader's language if there are any."""
    return (_apart(near, readers)[0] or near)[: LINE.unsure]


def _score(match: Match, similarity: float, readers: str) -> float:
    by_words = match.score / (match.score + FUSION.saturation) if match.score > 0 else 0.0
    foreign = 0.0 if match.document.locale == readers else FUSION.foreign_language
    thread = FUSION.thread if match.document.kind == "thread" else 0.0
    words = FUSION.words * by_words + FUSION.coverage * match.coverage
    return similarity + words - foreign - thread
