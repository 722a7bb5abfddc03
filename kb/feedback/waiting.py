"""What readers say of articles, for those who look after them."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from kb.feedback.admin.views import address
from kb.feedback.models import Vote
from portal import cldr
from portal.actors import Actor
from portal.to_dos import ToDo


def for_owners(actor: Actor) -> Iterator[ToDo]:
    """The comments on somebody's own articles that nobody has dealt with, as far as they see them.

    It leads to the article with the latest of them.
    """
    account = actor.privileged
    languages = actor.languages_of("help.see_votes") if account else ()
    if not languages:
        return
    found = Vote.objects.seen_in(languages).open().filter(family__owner=account)
    latest = found.order_by("-at", "-pk").values_list("family__slug", flat=True).first()
    if latest is None:
        return
    count = found.count()
    words = ngettext(
        "%(n)s comment on your articles is open.",
        "%(n)s comments on your articles are open.",
        count,
    ) % {"n": cldr.number(count)}
    yield ToDo(words, gettext("Read the comments"), address(latest, state="open"))
