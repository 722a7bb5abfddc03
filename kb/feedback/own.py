"""What this very voter has said, for rooms that suggest articles to them."""

from django.http import HttpRequest

from kb.feedback import voters
from kb.feedback.models import Vote
from kb.models import Kind


def voted_down(request: HttpRequest) -> frozenset[str]:
    """The articles that did not help this voter, as search names them ("kind:id")."""
    voter = voters.known(request)
    if voter is None:
        return frozenset()
    rows = Vote.objects.filter(voter=voter, helpful=False)
    return frozenset(
        f"{kind if kind in (Kind.FAQ, Kind.TOPIC) else 'article'}:{slug}"
        for kind, slug in rows.values_list("family__kind", "family__slug")
    )
