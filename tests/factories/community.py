"""Categories, threads and answers, made by the verbs themselves."""

from typing import Any

from community.forum import posting
from community.forum.models import Category, Post, Thread
from portal.accounts.models import User
from tests.factories import accounts
from tests.factories.actors import acting


def category(slug: str = "heating", **fields: Any) -> Category:
    """A category with names in two languages."""
    names = {"en": "Heating", "el": "Θέρμανση"}
    found, _created = Category.objects.get_or_create(
        slug=slug, defaults={"names": names, "descriptions": {"en": "Warm rooms."}} | fields
    )
    return found


def thread(author: User | None = None, **fields: Any) -> Thread:
    """A thread that somebody began with a question."""
    values: dict[str, Any] = {
        "category": fields.pop("category", None) or category(),
        "locale": "en",
        "title": "Why is the bedroom cold?",
        "body": "It has been **cold** since Sunday.",
    }
    actor = acting(author or accounts.member("Asker"))
    return posting.post_question(actor=actor, **(values | fields))


def question(thread: Thread) -> Post:
    """What was asked in a thread."""
    return thread.posts.questions().get()


def answer(thread: Thread, author: User | None = None, **fields: Any) -> Post:
    """An answer to a question."""
    values = {"body": "Open the *valve*."}
    actor = acting(author or accounts.member("Helper"))
    return posting.post_answer(actor=actor, thread=thread, **(values | fields))
