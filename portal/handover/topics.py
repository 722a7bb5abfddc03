"""The topics a request can be about: those of the knowledge base that lie in no other."""

from dataclasses import dataclass

from kb.models.families import Kind
from kb.models.pages import HelpPage
from portal import locales
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by its name in the reader's language, or the nearest one there is."""

    slug: str
    title: str


def offered(locale: str, user: Actor) -> list[Topic]:
    """All top topics the reader may see, by name; one query."""
    chain = locales.fallback_chain(locale)
    pages = HelpPage.objects.visible_to(user).filter(
        family__kind=Kind.TOPIC,
        family__topic_links__isnull=True,
        locale__language_code__in=chain,
    )
    rows = pages.values_list("family__slug", "locale__language_code", "title")
    best: dict[str, tuple[int, str]] = {}
    for slug, code, title in rows:
        rank = (chain.index(code), title)
        best[slug] = min(best.get(slug, rank), rank)
    topics = [Topic(slug, title) for slug, (_rank, title) in best.items()]
    return sorted(topics, key=lambda topic: topic.title.casefold())
