"""Acts on many articles: what would happen, and then that it does. Judged alike both times."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kb.articles.bulk import changing, publishing, translating
from kb.articles.bulk.models import Act, Piece
from kb.articles.bulk.verdicts import Article, Choice, Reason, Verb, Verdict, articles
from portal import actors
from portal.actors import Actor
from portal.jobs.tasks import wake

JOB = "kb.act"
AT_ONCE = 50
"""So many are done while the editor waits; more than these in the worker."""
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
class Told:
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


def plan(actor: Actor, verb: str, numbers: Sequence[int], choice: Choice) -> Told:
    """What the act would do to these articles; a few queries for each 500 of them."""
    told = Told()
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
    if len(numbers) > AT_ONCE:
        wake(JOB)
    else:
        act.pieces.all().work_off(_do)
    return act


def go_on() -> int:
    """Do what is due of all acts; returns how many articles were dealt with."""
    return Piece.objects.work_off(_do)


def report(act: Act) -> Told:
    """What has been done so far, and what was left out."""
    told = Told()
    done = act.pieces.filter(finished_at__isnull=False).order_by("pk")
    for number, outcome in done.values_list("family", "outcome"):
        told.add(number, [Verdict(*one) for one in outcome])
    return told


def _do(piece: Piece) -> None:
    """Rights are asked again: by now they, and the article, may be others."""
    actor = actors.on_behalf_of(piece.act.by)
    verb = VERBS[piece.act.verb]
    for article in articles([piece.family_id]):
        judged = list(verb.judge(actor, article, piece.act.choice))
        done = [_done(actor, verb, article, piece.act.choice, verdict) for verdict in judged]
        piece.outcome = [[verdict.language, verdict.reason] for verdict in done]
    piece.save(update_fields=["outcome"])


def _done(actor: Actor, verb: Verb, article: Article, choice: Choice, verdict: Verdict) -> Verdict:
    if verdict.reason:
        return verdict
    try:
        with transaction.atomic():
            verb.do(actor, article, choice, verdict)
    except ValidationError:
        return Verdict(verdict.language, Reason.FAULTY)
    return verdict
