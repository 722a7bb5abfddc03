"""What search engines are told of questions."""

from community.forum.models import Thread
from community.forum.models.threads import ThreadQuerySet
from portal.actors import Actor
from portal.crawlers.sitemaps import LanguageSitemap, SitemapEntry


class Questions(LanguageSitemap[Thread]):
    """The questions that were asked in a language, each once."""

    def items(self) -> ThreadQuerySet:
        asked = Thread.objects.visible_to(Actor(language=self.code)).in_locale(self.code)
        return asked.only("title", "locale", "active_at").order_by("pk")

    def entry(self, row: Thread) -> SitemapEntry:
        return SitemapEntry(row.own_address, row.active_at)
