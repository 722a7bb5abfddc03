"""The demo's community: categories, members, questions and answers, with their own dates."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from community.forum.accept import accept
from community.forum.answer import answer
from community.forum.ask import ask
from community.forum.models import Category, Thread
from community.forum.vote import vote
from community.moderation.hide import hide
from community.moderation.lock import lock
from portal.accounts.models import User

CONTENT = Path(__file__).parent / "content" / "community.yaml"
_ARTICLE_LINK = re.compile(r"\(article:([a-z0-9-]+)\)")


def read() -> dict[str, Any]:
    """The file as it is written."""
    content: dict[str, Any] = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    return content


def seed(now: datetime, moderator: User, staff: User) -> None:
    """Post everything, unless there are threads already."""
    if Thread.objects.exists():
        return
    content = read()
    categories = {row["slug"]: _category(position, row) for position, row in _numbered(content)}
    members = {row["handle"]: _member(row) for row in content["members"]} | {"solvei-team": staff}
    for row in sorted(content["threads"], key=lambda row: -row["days_ago"]):
        with transaction.atomic():
            _thread(row, categories, members, moderator, now)


def _numbered(content: dict[str, Any]) -> enumerate[dict[str, Any]]:
    return enumerate(content["categories"])


def _category(position: int, row: dict[str, Any]) -> Category:
    category, _is_new = Category.objects.update_or_create(
        slug=row["slug"],
        defaults={
            "names": row["names"],
            "descriptions": row["descriptions"],
            "languages": row["languages"],
            "position": position,
        },
    )
    return category


def _member(row: dict[str, Any]) -> User:
    member, _is_new = User.objects.get_or_create(
        email=f"{row['handle']}@example.com",
        defaults={"display_name": row["display_name"], "locale": row["locale"]},
    )
    return member


def _thread(
    row: dict[str, Any],
    categories: dict[str, Category],
    members: dict[str, User],
    moderator: User,
    now: datetime,
) -> None:
    at = now - timedelta(days=row["days_ago"], hours=len(row["title"]) % 11)
    thread = ask(
        author=members[row["author"]],
        category=categories[row["category"]],
        locale=row["locale"],
        title=row["title"],
        body=_linked(row["body"], row["locale"]),
        at=at,
    )
    asker = members[row["author"]]
    for reply in row["answers"]:
        _answer(thread, asker, reply, members, at + timedelta(hours=reply["hours_after"]))
    if row["state"] == "locked":
        lock(thread=thread, moderator=moderator, reason="This question is settled.")
    if row.get("hidden"):
        hide(post=thread, moderator=moderator, reason="Advertising")


def _answer(
    thread: Thread, asker: User, row: dict[str, Any], members: dict[str, User], at: datetime
) -> None:
    author = members[row["author"]]
    posted = answer(thread=thread, author=author, body=_linked(row["body"], thread.locale), at=at)
    voters = [member for member in members.values() if member != author]
    for voter in voters[: row["votes"]]:
        vote(answer=posted, voter=voter)
    if row.get("accepted"):
        accept(answer=posted, by=asker, at=at + timedelta(hours=1))


def _linked(body: str, locale: str) -> str:
    return _ARTICLE_LINK.sub(rf"(/{locale}/help/\1/)", body)
