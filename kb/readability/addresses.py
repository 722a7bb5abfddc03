"""Which pages of the internet the published texts lead to."""

import hashlib
from collections.abc import Iterable
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.utils import timezone

from kb.prose.nodes import Link
from kb.readability.models import WebAddress, WebAddressQuerySet
from kb.readability.texts import ReadableText
from kb.readability.web import SCHEMES


def outside(link: Link) -> str:
    """The address of a page of another site, without its part; "" for any other link."""
    if link.kind != "url":
        return ""
    try:
        url = urldefrag(link.target).url
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_outside = parts.scheme in SCHEMES and host and host != _own_host()
    return url if is_outside and len(url) <= WebAddress.LONGEST and len(host) <= 255 else ""


def _own_host() -> str:
    return urlsplit(settings.BASE_URL).hostname or ""


def outside_of(text: ReadableText) -> list[str]:
    """All of a text, each once."""
    return list(dict.fromkeys(url for _passage, link in text.links if (url := outside(link))))


def known(urls: Iterable[str]) -> WebAddressQuerySet:
    """Those of these addresses that there are rows of."""
    return WebAddress.objects.filter(digest__in=[_digest(url) for url in urls])


def keep(page: int, text: ReadableText) -> None:
    """Remember what the text of a page leads to; new addresses are asked for soon."""
    urls = outside_of(text)
    now = timezone.now()
    rows = [
        WebAddress(digest=_digest(url), url=url, host=urlsplit(url).hostname or "", due_at=now)
        for url in urls
    ]
    WebAddress.objects.bulk_create(rows, ignore_conflicts=True)
    through = WebAddress.pages.through
    wanted = set(known(urls).values_list("pk", flat=True))
    of_page = through._default_manager.filter(helppage_id=page)
    had = set(of_page.values_list("webaddress_id", flat=True))
    of_page.filter(webaddress_id__in=had - wanted).delete()
    through._default_manager.bulk_create(
        [through(helppage_id=page, webaddress_id=number) for number in wanted - had],
        ignore_conflicts=True,
    )


def forget() -> int:
    """Delete the addresses that no text leads to any more; returns how many."""
    return WebAddress.objects.filter(pages=None).delete()[0]


def _digest(url: str) -> str:
    return hashlib.blake2b(url.encode(), digest_size=16).hexdigest()
