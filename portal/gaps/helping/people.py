"""Who can help the readers of a language with a gap: who writes articles, and who answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, F
from wagtail.permissions import page_permission_policy

from community.forum.models import Post
from community.subscriptions.models import Silence
from kb.models import ArticleIndexPage
from portal.accounts.models import User
from portal.actors import WITHOUT_RIGHTS
from portal.gaps.models import Ask, Gap

MOST_INVITED = 25
"""So many members are invited at once."""
MOST_A_DAY = 100
"""So many invitations go out in 24 hours, whoever sends them."""
_DAY = timedelta(hours=24)


def authors(locale: str) -> Sequence[User]:
    """Who may write articles in a language; not the owners, who are for repairs.

    Those who read the site in it come first, then by name.
    """
    parent = ArticleIndexPage.objects.filter(locale__language_code=locale).first()
    if parent is None:
        return []
    found = page_permission_policy.users_with_permission_for_instance(
        "add", parent, include_superusers=False
    )
    return sorted(found, key=lambda one: (one.locale != locale, str(one).casefold(), one.pk))


def helpers(gap: Gap, locale: str, at: datetime) -> Sequence[User]:
    """Members who have answered others in a language, those with the most accepted answers first.

    Without who wants no mails, was asked for this gap, or for any in the last 24 hours.
    """
    invitations = Ask.objects.filter(of=Ask.Of.HELPER)
    # A time ahead of now is none: a clock was wrong then.
    lately = invitations.filter(at__gt=at - _DAY, at__lte=at)
    room = min(MOST_INVITED, MOST_A_DAY - lately.count())
    members = (
        User.objects.filter(WITHOUT_RIGHTS, is_active=True, suspended_at=None)
        .exclude(pk__in=Silence.objects.filter(thread=None).values("member"))
        .exclude(pk__in=invitations.filter(gap=gap).values("person"))
        .exclude(pk__in=lately.values("person"))
    )
    answers = Post.objects.answers().shown().exclude(author=F("thread__author"))
    ranked = (
        answers.filter(
            thread__locale=locale, thread__hidden=False, by_staff=False, author__in=members
        )
        .order_by()
        .values_list("author")
        .annotate(accepted=Count("accepted_at"), written=Count("pk"))
        .order_by("-accepted", "-written", "author")
    )
    keys = [pk for pk, _accepted, _written in ranked[: max(room, 0)]]
    found = User.objects.in_bulk(keys)
    return [found[pk] for pk in keys]
