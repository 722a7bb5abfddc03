"""An article got another id: what was pinned and judged under the old one stays so."""

from search.documents import KINDS
from search.tuning.models import Judgement, PinnedQuery


def rename(old: str, new: str) -> None:
    """In the caller's transaction. The numbers of threads are no ids of articles."""
    Judgement.objects.filter(family=old).update(family=new)
    others = {f"{kind}:{old}": f"{kind}:{new}" for kind in KINDS if kind != "thread"}
    for pinned in PinnedQuery.objects.all():
        if not others.keys().isdisjoint(pinned.hits):
            pinned.hits = [others.get(hit, hit) for hit in pinned.hits]
            pinned.save(update_fields=["hits"])
