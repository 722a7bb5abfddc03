"""Categories, threads and answers, made by the verbs themselves."""

from typing import Any

from community.forum import ask as asking
from community.forum.answer import answer as post_answer
from community.forum.models import Answer, Category, Thread
from portal.accounts.models import User
from tests.factories import accounts


def category(slug: str = "heating", **fields: Any) -> Category:
    """A category with names in two languages."""
    names = {"en": "Heating", "el": "Θέρμανση"}
    found, _created = Category.objects.get_or_create(
        slug=slug, defaults={"names": names, "descriptions": {"en": "Warm rooms."}} | fields
    )
    return found


def thread(author: User | None = None, **fields: Any) -> Thread:
    """A question."""
    values: dict[str, Any] = {
        "category": fields.pop("category", None) or category(),
        "locale": "en",
        "title": "Why is the bedroom cold?",
        "body": "It has been **cold** since Sunday.",
    }
    return asking.ask(author=author or accounts.member("Asker"), **(values | fields))


def answer(thread: Thread, author: User | None = None, **fields: Any) -> Answer:
    """An answer to a question."""
    values = {"body": "Open the *valve*."}
    return post_answer(
        thread=thread, author=author or accounts.member("Helper"), **(values | fields)
    )
