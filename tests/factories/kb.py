"""Articles, FAQ entries and topics for tests."""

import json
from collections.abc import Sequence
from typing import Any, Literal
from uuid import uuid4

from django.db import transaction
from wagtail.models import Locale

from kb import tree
from kb.models import Family, HelpPage, Kind, Product, free_slug, set_topics


def make_locale(code: str) -> Locale:
    """The language with its front page and containers."""
    return tree.ensure(code).locale


def make_family(
    title: str = "Reset your password",
    *,
    slug: str | None = None,
    kind: str = Kind.HOWTO,
    source: str = "en",
    topics: Sequence[Family] = (),
    products: Sequence[str] = (),
    **fields: Any,
) -> Family:
    """A family without pages."""
    family: Family = Family.objects.create(
        slug=slug or free_slug(title), kind=kind, source_locale=make_locale(source), **fields
    )
    family.products.set(
        Product.objects.get_or_create(name=name, defaults={"slug": name.lower()})[0]
        for name in products
    )
    if topics:
        set_topics(member=family, topics=topics)
    return family


def make_page(
    family: Family | None = None,
    locale: str = "en",
    *,
    title: str = "Reset your password",
    body: Sequence[tuple[str, Any]] | None = None,
    live: bool | Literal["at once"] = True,
    **fields: Any,
) -> HelpPage:
    """A page of a family in a language, published unless said otherwise.

    "at once" is quick: live, but without a revision and without anything that follows.
    """
    family = family or make_family(title)
    if body is None:
        body = [("text", f"<p>{title}: the text.</p>")]
    page = HelpPage.of_kind(family.kind)(
        title=title, family=family, locale=make_locale(locale), live=False, **fields
    )
    page.body = json.dumps([_block(kind, value) for kind, value in body])
    with transaction.atomic():
        tree.container(locale, family.kind).add_child(instance=page)
    if live == "at once":
        type(page).objects.filter(pk=page.pk).update(live=True)
        page.live = True
        return page
    revision = page.save_revision()
    if live:
        revision.publish()
        page.refresh_from_db()
    return page


def _block(kind: str, value: Any) -> dict[str, Any]:
    """A block as it is stored; the steps of a list may be given as texts."""
    if kind == "steps":
        value = [{"type": "item", "value": text, "id": str(uuid4())} for text in value]
    return {"type": kind, "value": value, "id": str(uuid4())}


def make_topic(title: str = "Getting started", *, locale: str = "en", **fields: Any) -> Family:
    """A topic with its page in one language."""
    family = make_family(title, kind=Kind.TOPIC, source=locale, **fields)
    make_page(family, locale, title=title)
    return family


def make_snippet(words: str = "Ring til os.", locale: str = "da", **fields: Any) -> HelpPage:
    """A published snippet in its own language, of one paragraph."""
    family = make_family(words, kind=Kind.SNIPPET, source=locale, **fields)
    return make_page(family, locale, title=words, body=[("text", f"<p>{words}</p>")])


def publish(page: HelpPage, *body: tuple[str, Any], change: str = "") -> None:
    """Publish a page with another body; `change` is how much its editor says that changes."""
    page.refresh_from_db()
    specific = page.specific
    specific.change = change
    specific.body = json.dumps([_block(kind, value) for kind, value in body])
    specific.save_revision().publish()
