"""The demo's community: categories, members, questions and answers, with their own dates."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from community.forum.acceptance import accept_answer
from community.forum.models import Category, Thread
from community.forum.posting import post_answer, post_question
from community.forum.votes import cast_vote
from community.moderation.locking import lock_thread
from community.moderation.visibility import hide_post
from portal import locales
from portal.accounts.models import User
from portal.actors import Actor, on_behalf_of

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
    accounts = {row["handle"]: _member(row) for row in content["members"]} | {"solvei-team": staff}
    members = {handle: on_behalf_of(account) for handle, account in accounts.items()}
    ours = [row for row in content["threads"] if row["locale"] in locales.codes()]
    for row in sorted(ours, key=lambda row: -row["days_ago"]):
        with transaction.atomic():
            _thread(row, categories, members, on_behalf_of(moderator), now)


def _numbered(content: dict[str, Any]) -> enumerate[dict[str, Any]]:
    ours = set(locales.codes())
    rows = content["categories"]
    return enumerate(row for row in rows if not row["languages"] or ours & set(row["languages"]))


def _category(position: int, row: dict[str, Any]) -> Category:
    category, _is_new = Category.objects.update_or_create(
        slug=row["slug"],
        defaults={
            "names": row["names"],
            "descriptions": row["descriptions"],
            "languages": [code for code in row["languages"] if code in locales.codes()],
            "position": position,
        },
    )
    return category


def _member(row: dict[str, Any]) -> User:
    member, _is_new = User.objects.get_or_create(
        email=f"{row['handle']}@example.com",
        defaults={"display_name": row["display_name"], "locale": locales.nearest(row["locale"])},
    )
    return member


def _thread(
    row: dict[str, Any],
    categories: dict[str, Category],
    members: dict[str, Actor],
    moderator: Actor,
    now: datetime,
) -> None:
    at = now - timedelta(days=row["days_ago"], hours=len(row["title"]) % 11)
    asker = members[row["author"]]
    thread = post_question(
        actor=asker,
        category=categories[row["category"]],
        locale=row["locale"],
        title=row["title"],
        body=_linked(row["body"], row["locale"]),
        at=at,
    )
    for reply in row["answers"]:
        _answer(thread, asker, reply, members, at + timedelta(hours=reply["hours_after"]))
    if row["state"] == "locked":
        lock_thread(actor=moderator, thread=thread, reason="This question is settled.")
    if row.get("hidden"):
        question = thread.posts.questions().get()
        hide_post(actor=moderator, post=question, reason="Advertising")


def _answer(
    thread: Thread, asker: Actor, row: dict[str, Any], members: dict[str, Actor], at: datetime
) -> None:
    author = members[row["author"]]
    body = _linked(row["body"], thread.locale)
    posted = post_answer(actor=author, thread=thread, body=body, at=at)
    voters = [member for member in members.values() if member != author]
    for voter in voters[: row["votes"]]:
        cast_vote(actor=voter, answer=posted)
    if row.get("accepted"):
        accept_answer(actor=asker, answer=posted, at=at + timedelta(hours=1))


def _linked(body: str, locale: str) -> str:
    return _ARTICLE_LINK.sub(rf"(/{locale}/help/\1/)", body)
