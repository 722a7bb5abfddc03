"""What a text does not say itself: whether its links lead anywhere, and what it is translated
from. A few queries, however long it is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from kb import links
from kb.models import FamilyId, HelpPage
from kb.prose.nodes import Link
from kb.readability import addresses
from kb.readability.found import TextContext
from kb.readability.glossary import terms
from kb.readability.models import WebAddress
from kb.readability.texts import ReadableText, text_of
from portal import cldr


def known_of(page: HelpPage, text: ReadableText) -> TextContext:
    """What is known around the text of a page, saved or not."""
    found = list(dict.fromkeys(link for _passage, link in text.links))
    return TextContext(dead=dead(found), source=_source(page), terms=terms(text.locale))


def dead(found: Iterable[Link]) -> Mapping[Link, str]:
    """Of these links those that lead nowhere, each with what is wrong with it."""
    by_kind: dict[str, dict[Link, str]] = {"article": {}, "page": {}, "document": {}, "url": {}}
    for link in found:
        kind, target = _meant(link)
        by_kind[kind][link] = target
    return {
        **dict(_dead_articles(by_kind["article"])),
        **dict(_gone(by_kind["page"], Page.objects.filter(live=True))),
        **dict(_gone(by_kind["document"], get_document_model().objects.all())),
        **dict(_dead_addresses(by_kind["url"])),
    }


def _meant(link: Link) -> tuple[str, str]:
    """What a link leads to: an address of ours may be that of an article."""
    slug = links.slug_in_address(link.target) if link.kind == "url" else None
    return ("article", slug) if slug else (link.kind, link.target)


def _dead_articles(wanted: Mapping[Link, str]) -> Iterator[tuple[Link, str]]:
    if not wanted:
        return
    rows = FamilyId.objects.filter(slug__in=set(wanted.values()))
    there = set(rows.values_list("slug", flat=True))
    read = set(rows.filter(family__pages__live=True).values_list("slug", flat=True))
    for link, slug in wanted.items():
        if slug not in there:
            yield link, _("There is no article “%(article)s”.") % {"article": slug}
        elif slug not in read:
            yield link, _("The article “%(article)s” is not published.") % {"article": slug}


def _gone(wanted: Mapping[Link, str], there: Any) -> Iterator[tuple[Link, str]]:
    """Of what is linked to by number, what is not there."""
    if not wanted:
        return
    numbers = {int(number) for number in wanted.values() if number.isdecimal()}
    found = set(there.filter(pk__in=numbers).values_list("pk", flat=True))
    for link, number in wanted.items():
        if not number.isdecimal() or int(number) not in found:
            yield link, _("The link leads to a page that readers do not have.")


def _dead_addresses(wanted: Mapping[Link, str]) -> Iterator[tuple[Link, str]]:
    by_url = {link: url for link in wanted if (url := addresses.outside(link))}
    if not by_url:
        return
    found = {row.url: _since(row) for row in addresses.known(by_url.values()).dead()}
    yield from ((link, found[url]) for link, url in by_url.items() if url in found)


def _since(row: WebAddress) -> str:
    assert row.failed_since is not None
    words = (
        _("%(host)s has had no such page since %(day)s.")
        if row.is_gone
        else _("%(host)s could not be reached since %(day)s.")
    )
    return words % {"host": row.host, "day": cldr.day(row.failed_since)}


def _source(page: HelpPage) -> frozenset[str]:
    """The sentences of the published text that it was translated from."""
    if not page.family_id or not page.is_translation:
        return frozenset()
    source = HelpPage.objects.sources().filter(family=page.family_id).select_related("locale")
    found = source.first()
    if found is None:
        return frozenset()
    return frozenset(sentence for _passage, sentence in text_of(found).sentences)
