"""What others make of what happens in the community, and the community of what happens below.

Search, the page cache, attempts and mails to members listen to the community's events, in the
transaction of each; drafts to who signs up or in.
"""

from datetime import datetime
from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from django.http import HttpRequest

from community.forum import drafts, events
from community.forum.models import Category, Post, Thread
from community.search_source import SOURCE
from community.subscriptions import telling
from portal.accounts.models import User
from portal.actors import Actor
from portal.caching.areas import Area
from portal.caching.generation import bump_generation
from portal.deflection import attempts
from portal.deflection.attempts import Kind
from search.index.changes import record_change

# After these a thread reads otherwise than before, or can be found otherwise.
_OF_POSTS = (
    events.posted,
    events.accepted,
    events.acceptance_withdrawn,
    events.edited,
    events.withdrawn,
    events.restored,
    events.hidden,
    events.shown,
    events.approved,
    events.refused,
    events.edit_approved,
)
_OF_THREADS = (events.locked, events.unlocked, events.moved)
# After these the pages show something else as well.
_ON_PAGES = (events.voted, events.vote_withdrawn)


def connect() -> None:
    for event in _OF_POSTS:
        _listen(event, on_changed_post, on_changed_pages)
    for event in _OF_THREADS:
        _listen(event, on_changed_thread, on_changed_pages)
    for event in _ON_PAGES:
        _listen(event, on_changed_pages)
    _listen(events.posted, on_posted, on_answered)
    _listen(events.accepted, on_accepted)
    _listen(events.approved, on_approved)
    _listen(events.refused, on_refused)
    _listen(events.edit_approved, on_edit_approved)
    _listen(events.edit_refused, on_edit_refused)
    _listen(events.suspended, on_suspended)
    for event in (events.hidden, events.withdrawn):
        _listen(event, on_out_of_sight)
    for change in (post_save, post_delete):
        change.connect(on_changed_pages, sender=Category, dispatch_uid="community.category")
    user_signed_up.connect(on_signed_up, dispatch_uid="community.on_signed_up")
    user_logged_in.connect(on_logged_in, dispatch_uid="community.on_logged_in")


def _listen(event: Signal, *listeners: Any) -> None:
    for listener in listeners:
        event.connect(listener, dispatch_uid=f"community.{listener.__name__}")


def on_changed_post(post: Post, **kwargs: Any) -> None:
    record_change(SOURCE, str(post.thread_id))


def on_changed_thread(thread: Thread, **kwargs: Any) -> None:
    record_change(SOURCE, str(thread.pk))


def on_changed_pages(**kwargs: Any) -> None:
    bump_generation(Area.COMMUNITY)


def on_posted(actor: Actor, post: Post, at: datetime, **kwargs: Any) -> None:
    """A question ends the attempt of its form; what was posted without one has none."""
    if post.kind == Post.Kind.QUESTION and post.idempotency_key:
        attempts.send(
            actor,
            Kind.QUESTION,
            post.idempotency_key,
            item_kind="thread",
            item=str(post.thread_id),
            text_locale=post.locale,
            at=at,
        )


def on_answered(post: Post, at: datetime, **kwargs: Any) -> None:
    telling.answered(post, at)


def on_accepted(post: Post, at: datetime, actor: Actor, **kwargs: Any) -> None:
    telling.accepted(post, at, by=actor.account)


def on_approved(post: Post, at: datetime, **kwargs: Any) -> None:
    telling.approved(post, at)


def on_refused(post: Post, reason: str, **kwargs: Any) -> None:
    telling.refused(post, reason)


def on_edit_approved(post: Post, **kwargs: Any) -> None:
    telling.edit_approved(post)


def on_edit_refused(post: Post, reason: str, **kwargs: Any) -> None:
    telling.edit_refused(post, reason)


def on_suspended(member: User, reason: str, **kwargs: Any) -> None:
    telling.suspended(member, reason)


def on_out_of_sight(post: Post, **kwargs: Any) -> None:
    telling.out_of_sight(post)


def on_signed_up(request: HttpRequest, user: User, **kwargs: Any) -> None:
    drafts.adopt(request.session, user, for_good=False)


def on_logged_in(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    if request is not None and hasattr(request, "session"):
        drafts.adopt(request.session, user, for_good=True)
