"""Acts on many articles: what would happen, and then that it does. Judged alike both times."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import batched

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kb.articles.bulk import changing, publishing, translating
from kb.articles.bulk.models import Act, Piece
from kb.articles.bulk.verdicts import Choice, Hindrance, Verb, Verdict, articles
from portal import actors
from portal.actors import Actor
from portal.jobs.tasks import wake

JOB = "kb.act"
AT_ONCE = 50
"""So many articles are dealt with while the editor waits; more than these in the worker."""
TEXTS_AT_ONCE = 20
"""The same of drafts that are begun, each of which takes longer."""
BUDGET = 20.0
"""Seconds after which a run begins no further article: other work, and who stops the worker, wait
no longer."""
NAMED = 100
"""So many are named under each heading of a plan or a report; the rest are counted."""
_READ_AT_ONCE = 500

VERBS: Mapping[str, Verb] = {
    verb.name: verb
    for verb in (
        *(publishing.PUBLISH, publishing.ARCHIVE, changing.RETAG, changing.OWN),
        *(translating.SUBMIT, translating.MACHINE),
    )
}


@dataclass(slots=True)
class ActReport:
    """Articles under headings: by reason ("" for what is done), how many, and who comes first."""

    counts: Counter[str] = field(default_factory=Counter)
    named: dict[str, dict[int, list[str]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, number: int, verdicts: Iterable[Verdict]) -> None:
        by_reason: dict[str, list[str]] = defaultdict(list)
        for verdict in verdicts:
            by_reason[verdict.reason].append(verdict.language)
        for reason, languages in by_reason.items():
            self.counts[reason] += 1
            if self.counts[reason] <= NAMED:
                self.named[reason][number] = [code for code in languages if code]


def plan(actor: Actor, verb: str, numbers: Sequence[int], choice: Choice) -> ActReport:
    """What the act would do to these articles; a few queries for each 500 of them."""
    told = ActReport()
    for some in batched(numbers, _READ_AT_ONCE):
        for article in articles(some):
            told.add(article.family.pk, VERBS[verb].judge(actor, article, choice))
    return told


def begin(actor: Actor, verb: str, numbers: Sequence[int], choice: Choice) -> Act:
    """Do it: at once to a few, in the worker to more. The actor has an account."""
    assert actor.privileged is not None
    with transaction.atomic():
        act = Act.objects.create(
            verb=verb, choice=dict(choice), by=actor.privileged, begun_at=timezone.now()
        )
        pieces = [Piece(act=act, family_id=number) for number in numbers]
        Piece.objects.bulk_create(pieces, batch_size=_READ_AT_ONCE)
    if _is_much(len(numbers), choice):
        wake(JOB)
    else:
        act.pieces.all().work_off(_do)
    return act


def go_on(*, budget: float = BUDGET) -> int:
    """Do what is due of all acts, one article after the other; returns how many were dealt with.

    Each is done in a transaction of its own. Whoever is killed at it has done nothing to it, and
    it is taken up again once its lease is over; those that are done are not done again.
    """
    done = Piece.objects.work_off(_do, limit=1, budget=budget)
    if Piece.objects.due().exists():
        wake(JOB)
    return done


def report(act: Act) -> ActReport:
    """What has been done so far, what was left out, and what failed each time."""
    told = ActReport()
    done = act.pieces.filter(finished_at__isnull=False).order_by("pk")
    for number, outcome in done.values_list("family", "outcome"):
        told.add(number, [Verdict(*one) for one in outcome])
    for number in act.pieces.all().dead().order_by("pk").values_list("family", flat=True):
        told.add(number, [Verdict(reason=Hindrance.FAILED)])
    return told


def _is_much(articles: int, choice: Choice) -> bool:
    return articles > AT_ONCE or articles * len(choice.get("languages", ())) > TEXTS_AT_ONCE


def _do(piece: Piece) -> None:
    """Rights are asked again: by now they, and the article, may be others."""
    actor = actors.on_behalf_of(piece.act.by)
    verb = VERBS[piece.act.verb]
    for article in articles([piece.family_id]):
        judged = list(verb.judge(actor, article, piece.act.choice))
        codes = [verdict.language for verdict in judged if not verdict.reason]
        do = partial(verb.do, actor, article, piece.act.choice)
        faulty = set(_faulty(do, [codes] if verb.together else [[code] for code in codes]))
        piece.outcome = [
            [one.language, Hindrance.FAULTY if one.language in faulty else one.reason]
            for one in judged
        ]
    piece.save(update_fields=["outcome"])


def _faulty(do: Callable[[list[str]], None], groups: list[list[str]]) -> Iterator[str]:
    """Do it to these languages, group by group; those that it cannot be done to.

    Of a group that it cannot be done to each is tried by itself.
    """
    for codes in filter(None, groups):
        try:
            with transaction.atomic():
                do(codes)
        except ValidationError:
            yield from codes if len(codes) == 1 else _faulty(do, [[code] for code in codes])
