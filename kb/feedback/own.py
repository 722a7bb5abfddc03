"""What this very voter has said, for rooms that suggest articles to them."""

from kb.feedback import voters
from kb.feedback.models import Vote
from kb.models import Kind
from portal.actors import Actor


def voted_down(actor: Actor) -> frozenset[str]:
    """The articles that did not help this voter, as search names them ("kind:id")."""
    voter = voters.known(actor)
    if voter is None:
        return frozenset()
    rows = Vote.objects.filter(voter=voter, helpful=False)
    return frozenset(
        f"{kind if kind in (Kind.FAQ, Kind.TOPIC) else 'article'}:{slug}"
        for kind, slug in rows.values_list("family__kind", "family__slug")
    )
