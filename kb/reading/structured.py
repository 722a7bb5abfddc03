"""What a page of help says of itself to search engines and where a link to it is shared."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import pgettext
from wagtail.images.models import SourceImageIOError

from kb.models import HelpPage, Kind
from kb.reading.body import pictures
from kb.reading.listing import ListedFamily
from kb.reading.resolving import ResolvedPage, address
from portal.crawlers.structured import Data, breadcrumb

_AS_SHOWN = "max-1200x1200|preserve-svg"
"""How the text shows its pictures, so that no other is made for this."""


def told(reading: ResolvedPage, front: str, crumbs: Sequence[ListedFamily]) -> list[Data]:
    """The way to a page and, if it is more than a list of others, the article."""
    steps = [
        (pgettext("navigation", "Home"), front),
        (pgettext("navigation", "Help"), reverse("kb:index")),
        *((crumb.title, crumb.url) for crumb in crumbs),
        (reading.page.title, address(reading.family.slug, reading.text_locale)),
    ]
    way = breadcrumb(steps)
    return [way] if reading.family.kind == Kind.TOPIC else [_article(reading), way]


def _article(reading: ResolvedPage) -> Data:
    page = reading.page
    moments = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    return {
        "@type": "Article",
        "headline": page.title,
        **({"description": page.summary} if page.summary else {}),
        "inLanguage": reading.text_locale,
        "url": reading.canonical_url,
        **{name: moment.isoformat() for name, moment in moments.items() if moment},
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
    }


def picture(page: HelpPage) -> str:
    """The address of the first picture in a text; "" where there is none that others can show."""
    image = next(pictures(page.body), None)
    if image is None or image.is_svg():
        return ""
    try:
        return str(image.get_rendition(_AS_SHOWN).url)
    except SourceImageIOError:
        return ""
