"""Which texts lead to an article: what Wagtail's reference index knows, asked in our words.

A link names an article by its id, and leads to whichever language its reader gets. So whatever
links to the family, or to any page of it, uses each page of it.
"""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from wagtail.models import Page, ReferenceIndex

from kb.links import reference_to
from kb.models import Family, HelpPage


def set_up() -> None:
    """Called once, when the app is ready: Wagtail's lists of usages tell of these links, too."""
    stock = ReferenceIndex.get_references_to.__func__
    if hasattr(stock, "__wrapped__"):
        return
    stock_of_many = ReferenceIndex.get_grouped_references_to_in_bulk.__func__

    @wraps(stock)
    def references_to(cls: Any, one: Any) -> QuerySet[ReferenceIndex]:
        found: QuerySet[ReferenceIndex] = stock(cls, one)
        family = _family_of(one)
        return found if family is None else found | _links_to(family)

    @wraps(stock_of_many)
    def of_many(cls: Any, objects: Iterable[Any]) -> dict[Any, Any]:
        found: dict[Any, Any] = stock_of_many(cls, objects)
        ours = [one for one in found if _family_of(one) is not None]
        return found | {one: cls.get_grouped_references_to(one) for one in ours}

    ReferenceIndex.get_references_to = classmethod(references_to)
    ReferenceIndex.get_grouped_references_to_in_bulk = classmethod(of_many)


def linking_pages(page: Page) -> QuerySet[Page]:
    """The other pages, in any language, whose text leads to the article of this page."""
    found: QuerySet[Page] = Page.objects.exclude(pk=page.pk).select_related("locale")
    family = _family_of(page)
    if family is None:
        return found.none()
    numbers = _links_to(family).values(number=Cast("object_id", BigIntegerField()))
    return found.filter(pk__in=numbers).order_by("locale__language_code", "draft_title")


def _family_of(one: Any) -> Family | None:
    if isinstance(one, Family):
        return one
    if isinstance(one, Page) and not isinstance(one, HelpPage):
        one = HelpPage.objects.filter(pk=one.pk).select_related("family").first()
    return one.family if one is not None and isinstance(one, HelpPage) else None


def _links_to(family: Family) -> QuerySet[ReferenceIndex]:
    ids = family.ids.order_by().values(reference=Concat(Value(reference_to("")), "slug"))
    types = ContentType.objects.get_for_models(Page, Family)
    pages = family.pages.order_by().values(number=Cast("pk", CharField()))
    found: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        Q(to_content_type=types[Family], to_object_id__in=ids)
        | Q(to_content_type=types[Page], to_object_id__in=pages),
        base_content_type=types[Page],
    )
    return found
