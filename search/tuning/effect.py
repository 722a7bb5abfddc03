"""What switching a rule on would do to the judged searches of its language."""

from collections.abc import Sequence
from dataclasses import dataclass

from search import engines
from search.engines.base import EngineError
from search.tuning import in_force, runs
from search.tuning.comparing import PairedDifference, difference
from search.tuning.judgements import kept
from search.tuning.measures import JudgedSearch, Judgement, ndcg
from search.tuning.models import Rule
from search.tuning.rules import Rules, Tuning
from search.tuning.runs import Ask

ENOUGH = 10
"""With fewer judged searches a figure says little."""
MOST = 300
"""So many judged searches are run at most: somebody waits for it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A judged search that is answered differently.

    The figures are nDCG@10, or, for one that has no answer, 1 where it is refused.
    """

    query: str
    before: float
    after: float
    is_answerable: bool = True

    @property
    def is_worse(self) -> bool:
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes. `difference` is of nDCG@10 over the answerable searches; None without any.

    `failed`: the engine in charge did not answer, so nothing is known.
    """

    judged: int = 0
    difference: PairedDifference | None = None
    changed: tuple[Changed, ...] = ()
    failed: bool = False

    @property
    def is_too_little(self) -> bool:
        """Whether there are too few judged searches to say anything."""
        return self.judged < ENOUGH

    @property
    def worse(self) -> list[Changed]:
        return [one for one in self.changed if one.is_worse]

    @property
    def lowers(self) -> bool:
        """Whether the language as a whole is answered worse."""
        return self.difference is not None and self.difference.mean < 0


def effect_of(rule: Rule, ask: Ask) -> Effect:
    """The judged searches of the rule's language without it and with it, on the same index."""
    judgements = kept(rule.locale)[:MOST]
    without = in_force.switched_on(without=rule)
    beside = in_force.switched_on(without=rule, beside=rule)
    try:
        with engines.only(None):
            pairs = [_pair(one, without, beside, ask) for one in judgements]
    except EngineError:
        return Effect(failed=True)
    answerable = [
        (_figure(before), _figure(after))
        for before, after in pairs
        if before.judgement.is_answerable
    ]
    return Effect(
        len(pairs),
        difference([old for old, _new in answerable], [new for _old, new in answerable]),
        tuple(_changes(pairs)),
    )


def _pair(
    judgement: Judgement, without: Tuning, beside: Tuning, ask: Ask
) -> tuple[JudgedSearch, JudgedSearch]:
    with in_force.trying(without):
        before = runs.outcome(judgement, ask)
    rules = without.of(judgement.locale), beside.of(judgement.locale)
    if _asked(rules[0], judgement) == _asked(rules[1], judgement):
        return before, before
    with in_force.trying(beside):
        return before, runs.outcome(judgement, ask)


def _asked(rules: Rules, judgement: Judgement) -> object:
    query = rules.parse(judgement.query)
    return query, rules.pinned(query)


def _figure(outcome: JudgedSearch) -> float:
    return ndcg(outcome.found, outcome.judgement.relevant)


def _refused(outcome: JudgedSearch) -> float:
    return float(outcome.weak)


def _changes(pairs: Sequence[tuple[JudgedSearch, JudgedSearch]]) -> list[Changed]:
    """The worst first."""
    changed = []
    for before, after in pairs:
        judgement = before.judgement
        figure = _figure if judgement.is_answerable else _refused
        if figure(before) != figure(after):
            changed.append(
                Changed(judgement.query, figure(before), figure(after), judgement.is_answerable)
            )
    return sorted(changed, key=lambda one: (one.after - one.before, one.query))
