"""A topic got another id: requests were about the same one."""

from typing import Any

from portal.handover.models import ContactRequest


def rename(*, family: Any, old: str, **_kwargs: Any) -> None:
    """In the transaction in which it got it."""
    ContactRequest.objects.filter(topic=old).update(topic=family.slug)
