"""New published pages, many at once.

Wagtail saves a page in some forty queries. Here the rows of a batch go in together: pages in all
three tables, their revisions, their history, what they refer to, and Wagtail's own search index.
What they must look like afterwards is what Wagtail itself would have written; tests hold them
against each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published

from kb.blocks.kind import Raw
from kb.importing.document import Article
from kb.models import Family, HelpPage
from kb.snippets import using

_AT_ONCE = 200


def unsaved(family: Family, locale: Any, article: Article, raw: list[Raw]) -> HelpPage:
    """A page that is not in the database yet."""
    model = HelpPage.of_kind(family.kind)
    page = model(family=family, locale=locale, by_hand=family.by_hand)
    page.content_type = ContentType.objects.get_for_model(model)
    page.slug = family.slug
    page.translation_key = family.translation_key
    fill(page, article, raw)
    return page


def fill(page: HelpPage, article: Article, raw: list[Raw]) -> None:
    """Put an article's words into a page."""
    page.title = article.title
    page.draft_title = article.title
    page.summary = article.summary
    page.keywords = ", ".join(article.keywords)
    page.body = HelpPage._meta.get_field("body").to_python(raw)


def create(pages: Sequence[tuple[Page, HelpPage]], at: datetime) -> None:
    """Publish new pages in their containers, in the caller's transaction."""
    if not pages:
        return
    _place(pages)
    new = [page for _container, page in pages]
    for page in new:
        page.live = True
        page.has_unpublished_changes = False
        page.first_published_at = page.last_published_at = at
        page.latest_revision_created_at = at
    _insert(new)
    _revise(new, at)
    _log(new, at)
    _refer(new)
    using.note_new(new)
    for backend in get_search_backends(with_auto_update=True):
        for model, some in _by_model(new).items():
            backend.add_bulk(model, some)
    for page in new:
        page_published.send(sender=type(page), instance=page, revision=page.latest_revision)


def _place(pages: Sequence[tuple[Page, HelpPage]]) -> None:
    """Give each page the next free place in its container."""
    groups: dict[int, list[HelpPage]] = defaultdict(list)
    for container, page in pages:
        groups[container.pk].append(page)
    containers = Page.objects.select_for_update().order_by("pk").in_bulk(list(groups))
    for pk, children in groups.items():
        container = containers[pk]
        low, high = Page._get_children_path_interval(container.path)
        last = (
            Page.objects.filter(path__range=(low, high), depth=container.depth + 1)
            .order_by("-path")
            .values_list("path", flat=True)
            .first()
        )
        step = Page._str2int(last[-Page.steplen :]) if last else 0
        for number, page in enumerate(children, step + 1):
            page.depth = container.depth + 1
            page.path = Page._get_path(container.path, page.depth, number)
            page.numchild = 0
            page.url_path = f"{container.url_path}{page.slug}/"
        Page.objects.filter(pk=pk).update(numchild=F("numchild") + len(children))


def _insert(pages: list[HelpPage]) -> None:
    fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in fields}) for page in pages]
    Page.objects.bulk_create(rows, batch_size=_AT_ONCE)
    for page, row in zip(pages, rows, strict=True):
        page.pk = row.pk
        page.page_ptr_id = row.pk
        page.helppage_ptr_id = row.pk
    # bulk_create refuses models with parents; this is what it does for each of their tables.
    tables: list[type[HelpPage]] = [HelpPage, *_by_model(pages)]
    for model in tables:
        own = [page for page in pages if isinstance(page, model)]
        model._base_manager.all()._insert(
            own, fields=model._meta.local_concrete_fields, using=Page.objects.db
        )
    for page in pages:
        page._state.adding = False
        page._state.db = Page.objects.db


def _revise(pages: list[HelpPage], at: datetime) -> None:
    base = ContentType.objects.get_for_model(Page)
    revisions = [
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=base,
            object_id=str(page.pk),
            created_at=at,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    ]
    Revision.objects.bulk_create(revisions, batch_size=_AT_ONCE)
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = page.live_revision = revision
    Page.objects.bulk_update(
        [
            Page(
                pk=page.pk, latest_revision=page.latest_revision, live_revision=page.live_revision
            )
            for page in pages
        ],
        ["latest_revision", "live_revision"],
        batch_size=_AT_ONCE,
    )


def _log(pages: list[HelpPage], at: datetime) -> None:
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=page.get_admin_display_title(),
                action=action,
                timestamp=at,
                revision=page.latest_revision if action == "wagtail.publish" else None,
                content_changed=True,
            )
            for page in pages
            for action in ("wagtail.create", "wagtail.publish")
        ],
        batch_size=_AT_ONCE,
    )


def _refer(pages: list[HelpPage]) -> None:
    base = ContentType.objects.get_for_model(Page)
    rows = []
    for page in pages:
        for to_type, to_id, model_path, path in set(
            ReferenceIndex._extract_references_from_object(page)
        ):
            rows.append(
                ReferenceIndex(
                    content_type_id=page.content_type_id,
                    base_content_type=base,
                    object_id=str(page.pk),
                    to_content_type_id=to_type,
                    to_object_id=to_id,
                    model_path=model_path,
                    content_path=path,
                    content_path_hash=ReferenceIndex._get_content_path_hash(path),
                )
            )
    ReferenceIndex.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _by_model(pages: Iterable[HelpPage]) -> dict[type[HelpPage], list[HelpPage]]:
    groups: dict[type[HelpPage], list[HelpPage]] = defaultdict(list)
    for page in pages:
        groups[type(page)].append(page)
    return groups
