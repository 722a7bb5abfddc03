"""A member asks a question. The same form posts once, however often it is sent."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.forum.models import Category, Thread
from community.forum.permissions import allow_asking
from community.forum.state import announce
from portal.accounts.models import User
from portal.text.cleaning import clean_text
from portal.text.markdown import render_markdown
from portal.text.policy import VERSION


def ask(
    *,
    author: User,
    category: Category,
    locale: str,
    title: str,
    body: str,
    once: UUID | None = None,
    at: datetime | None = None,
) -> Thread:
    """Post a question. Raises NotAllowed."""
    allow_asking(author, category, locale)
    at = at or timezone.now()
    body = clean_text(body)
    thread = Thread(
        category=category,
        author=author,
        locale=locale,
        title=" ".join(clean_text(title).split()),
        body=body,
        body_html=render_markdown(body),
        policy=VERSION,
        created_at=at,
        active_at=at,
        once=once,
    )
    try:
        with transaction.atomic():
            thread.save(force_insert=True)
            announce(thread)
    except IntegrityError:
        posted = once and Thread.objects.filter(author=author, once=once).first()
        if not posted:
            raise
        return posted
    return thread
