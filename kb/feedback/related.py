"""What else may help who was not helped: by the article's own words, else what lies beside it."""

from kb.feedback.own import voted_down
from kb.models import HelpPage
from kb.reading import ResolvedPage, listing
from portal.actors import Actor
from search import service
from search.documents import Kind

_KINDS: tuple[Kind, ...] = ("article", "faq")


def related(reading: ResolvedPage, actor: Actor, *, at_most: int) -> list[listing.ListedFamily]:
    """The best few, without the article itself and what did not help this reader either."""
    tried = {reference.partition(":")[2] for reference in voted_down(actor)}
    tried.add(reading.family.slug)
    beside = listing.neighbours(
        reading.family, reading.reader_locale, actor, at_most=at_most, without=tried
    )
    found = {entry.slug: entry for entry in [*_by_words(reading, actor, at_most), *beside]}
    new = [entry for slug, entry in found.items() if slug not in tried]
    return listing.elsewhere_last(new, actor.market)[:at_most]


def _by_words(reading: ResolvedPage, actor: Actor, at_most: int) -> list[listing.ListedFamily]:
    found = service.search(
        query=f"{reading.page.title} {' '.join(reading.page.keyword_list)}",
        locale=reading.reader_locale,
        audience=service.audience_of(actor),
        market=actor.market,
        kinds=_KINDS,
        page_size=at_most * 2,
    )
    slugs = [hit.family or hit.id for hit in found.results]
    pages = HelpPage.objects.visible_to(actor).filter(family__slug__in=slugs)
    entries = listing.entries(pages.best_for(reading.reader_locale), reading.reader_locale)
    return sorted(entries, key=lambda entry: slugs.index(entry.slug))
