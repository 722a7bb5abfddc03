"""A member who harms others: hide everything of theirs, and let them write no more.

Each is one act with a line of its own in the record, and can be undone.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from community.forum import events
from community.forum.models import Post
from community.forum.models.posts import UNDO_FOR
from community.moderation.audit import note
from community.moderation.models import ModerationAction
from community.moderation.visibility import IN_SIGHT, hide_post, show_post
from community.policy import require
from portal.accounts.models import User
from portal.actors import Actor

Verb = ModerationAction.Verb


@transaction.atomic
def hide_all(*, actor: Actor, member: User, reason: str, at: datetime | None = None) -> int:
    """Hide every post of a member; returns how many there were. Raises NotAllowed.

    What was just withdrawn stays so: its author can't bring it back after this.
    """
    require(actor, "suspend", member)
    at = at or timezone.now()
    # What was just withdrawn could be brought back after the sweep.
    found = Q(state__in=IN_SIGHT) | Q(state=Post.State.WITHDRAWN, withdrawn_at__gt=at - UNDO_FOR)
    # Two who do this at once wait for each other's threads in one order.
    posts = list(Post.objects.filter(found, author=member).order_by("thread", "pk"))
    number = sum(post.state in IN_SIGHT for post in posts)
    if posts:
        said = {"member": member, "before": str(number)}
        sweep = note(Verb.HIDE_ALL, actor=actor, reason=reason, at=at, **said)
        for post in posts:
            hide_post(actor=actor, post=post, reason=reason, at=at, part_of=sweep)
    return number


def hidden_at_once(member: User) -> "QuerySet[ModerationAction]":
    """What can be undone: the parts of acts on all posts whose posts nobody has touched since."""
    since = ModerationAction.objects.filter(post=OuterRef("post"), pk__gt=OuterRef("pk"))
    parts = ModerationAction.objects.filter(
        ~Exists(since),
        part_of__member=member,
        part_of__verb=Verb.HIDE_ALL,
        post__state=Post.State.HIDDEN,
    )
    return parts.select_related("post").order_by("post__thread", "post")


@transaction.atomic
def show_all(*, actor: Actor, member: User, reason: str, at: datetime | None = None) -> int:
    """Undo `hide_all`: what was shown is shown, what was held waits. Raises NotAllowed."""
    require(actor, "suspend", member)
    at = at or timezone.now()
    parts = list(hidden_at_once(member))
    if parts:
        said = {"member": member, "after": str(len(parts))}
        undone = note(Verb.SHOW_ALL, actor=actor, reason=reason, at=at, **said)
        for part in parts:
            assert part.post is not None
            to = Post.State(part.before or Post.State.VISIBLE)
            show_post(actor=actor, post=part.post, reason=reason, at=at, part_of=undone, to=to)
    return len(parts)


@transaction.atomic
def suspend(*, actor: Actor, member: User, reason: str, at: datetime | None = None) -> User:
    """Let a member read, but take no part; the member reads the reason. Raises NotAllowed."""
    member = User.objects.select_for_update().get(pk=member.pk)
    require(actor, "suspend", member)
    if member.suspended_at is None:
        at = at or timezone.now()
        _mark(member, at)
        note(Verb.SUSPEND, member=member, actor=actor, reason=reason, at=at)
        events.suspended.send(User, member=member, reason=reason, actor=actor, at=at)
    return member


@transaction.atomic
def unsuspend(*, actor: Actor, member: User, reason: str, at: datetime | None = None) -> User:
    """Let a member take part again. Raises NotAllowed."""
    member = User.objects.select_for_update().get(pk=member.pk)
    require(actor, "suspend", member)
    if member.suspended_at is not None:
        _mark(member, None)
        at = at or timezone.now()
        note(Verb.UNSUSPEND, member=member, actor=actor, reason=reason, at=at)
        events.unsuspended.send(User, member=member, actor=actor, at=at)
    return member


def _mark(member: User, at: datetime | None) -> None:
    member.suspended_at = at
    member.save(update_fields=["suspended_at"])
