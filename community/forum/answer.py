"""A member answers a question. The same form posts once, however often it is sent."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.forum.models import Answer, Thread
from community.forum.models.threads import MODERATE
from community.forum.permissions import allow_answering
from community.forum.state import announce, settle
from portal.accounts.models import User
from portal.text.cleaning import clean_text
from portal.text.markdown import render_markdown
from portal.text.policy import VERSION


def answer(
    *,
    thread: Thread,
    author: User,
    body: str,
    locale: str = "",
    once: UUID | None = None,
    at: datetime | None = None,
) -> Answer:
    """Post an answer, in the thread's language unless another is named. Raises NotAllowed."""
    body = clean_text(body)
    new = Answer(
        author=author,
        by_staff=is_staff_voice(author),
        locale=locale or thread.locale,
        body=body,
        body_html=render_markdown(body),
        policy=VERSION,
        created_at=at or timezone.now(),
        once=once,
    )
    try:
        with transaction.atomic():
            _append(new, thread.pk)
    except IntegrityError:
        posted = once and Answer.objects.filter(author=author, once=once).first()
        if not posted:
            raise
        return posted
    return new


def _append(new: Answer, thread_id: int) -> None:
    thread = Thread.objects.select_for_update().get(pk=thread_id)
    assert new.author is not None
    allow_answering(new.author, thread)
    new.thread = thread
    new.save(force_insert=True)
    thread.active_at = max(thread.active_at, new.created_at)
    if thread.first_reply_at is None and new.author_id != thread.author_id:
        thread.first_reply_at = new.created_at
    settle(thread)
    thread.save(update_fields=["active_at", "first_reply_at", "answer_count", "state"])
    announce(thread)


def is_staff_voice(author: User) -> bool:
    """Whether what they write counts as the company's word rather than a peer's."""
    return author.is_staff or author.has_perm(MODERATE)
