"""Which gaps somebody was asked to help with, or asked others to."""

from typing import Any

from portal.accounts.models import User
from portal.gaps.models import Ask


def export(user: User) -> dict[str, Any]:
    """Both, as JSON-ready data; whom somebody asked is the affair of whoever was."""
    return {
        "asked_to_help": [_told(one) for one in Ask.objects.filter(person=user)],
        "asked_others": [_told(one) | {"words": one.note} for one in Ask.objects.filter(by=user)],
    }


def _told(ask: Ask) -> dict[str, Any]:
    about = {"gap": ask.gap_id, "language": ask.locale, "as": ask.of}
    return about | {"at": ask.at.isoformat()}


def erase(user: User) -> None:
    """What they were asked goes, and so do the words with which they asked others."""
    Ask.objects.filter(person=user).delete()
    Ask.objects.filter(by=user).update(by=None, note="")
