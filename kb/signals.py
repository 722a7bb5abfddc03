"""What follows from a change: the search index is told, and cached pages become stale.

Everything is written in the transaction of its cause, so it hangs on Django's signals rather than
on Wagtail's, which come after the transaction. Receivers are connected when the app is ready.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import Rendition
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, post_page_move, pre_page_move

from kb.glossary import kept
from kb.glossary.models import TermEntry
from kb.models import Container, Family, HelpPage, Membership, Product
from kb.snippets import using
from kb.states import Weight
from kb.translation import segments, source_changes
from kb.translation.currency import keep
from kb.translation.memory import remembering
from kb.translation.segments import unread
from portal.caching.areas import Area
from portal.caching.generation import bump_generation
from search.index.changes import record_change

# What Wagtail writes to a page's row when only a draft is saved.
_DRAFT_FIELDS = frozenset(
    {
        *("latest_revision_created_at", "draft_title", "latest_revision", "latest_revision_id"),
        *("has_unpublished_changes", "locked", "locked_at", "locked_by", "owner"),
    }
)


# What Wagtail works out of a file when it is first asked.
_RECKONED = frozenset({"file_hash", "file_size"})


def changed(slugs: Iterable[str]) -> None:
    """Tell search about these families, and let no cached page outlive the change."""
    record_change("kb", *dict.fromkeys(slugs))
    bump_generation(Area.HELP)


def words_changed(families: Iterable[Family]) -> None:
    """The same of families whose words are others now, and of the texts that show snippets."""
    families = list(families)
    changed([*(family.slug for family in families), *using.showing(families)])


def _page_saved(
    *,
    instance: HelpPage,
    update_fields: Iterable[str] | None,
    raw: bool = False,
    created: bool = False,
    **_kwargs: Any,
) -> None:
    if raw:
        return
    if update_fields is not None and _DRAFT_FIELDS.issuperset(update_fields):
        if "latest_revision" in update_fields:
            using.note(instance, is_draft=True)
        return
    using.note(instance, is_new=created)
    words_changed([instance.family])
    keep([instance.family_id])


def _page_to_be_saved(*, instance: HelpPage, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        source_changes.remember(instance)


def _bare_page_saved(*, instance: Page, **kwargs: Any) -> None:
    """Wagtail unpublishes what has expired without knowing what kind of page it is."""
    if page := HelpPage.objects.filter(pk=instance.pk).select_related("family").first():
        _page_saved(instance=page, **kwargs)


def _page_deleted(*, instance: HelpPage, **_kwargs: Any) -> None:
    words_changed([instance.family])
    keep([instance.family_id])
    # An id that nobody has ever read under is free again.
    Family.objects.filter(pk=instance.family_id, first_published_at=None, pages=None).delete()


def _published(*, instance: Page, **_kwargs: Any) -> None:
    """The id is fixed from now on; another text of a source means something for translations."""
    if not isinstance(instance, HelpPage):
        return
    family = instance.family
    family.mark_published()
    if instance.locale_id != family.source_locale_id:
        unread.recheck(instance)
        return
    checksum = source_changes.checksum(instance)
    if family.source_checksum == checksum:
        return
    at = instance.last_published_at or timezone.now()
    weight = source_changes.weigh(instance)
    marks = source_changes.mark(family, weight, at) if family.source_checksum else {}
    family.source_checksum = checksum
    with transaction.atomic():
        Family.objects.filter(pk=family.pk).update(source_checksum=checksum, **marks)
        HelpPage.objects.filter(pk=instance.pk).exclude(change="").update(change="")
        # Wagtail says so after its transaction: what told of the page's own change is past.
        words_changed([family])
        segments.take_in(instance, says_the_same=weight is Weight.TRIVIAL)
        keep([family.pk])


def _subtree_changed(page: Page) -> None:
    below = Family.objects.filter(pages__path__startswith=page.path)
    words_changed(below.only("slug", "kind").distinct())


def _moved(*, instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, (HelpPage, Container)):
        _subtree_changed(Page.objects.get(pk=instance.pk))


def _restriction_changed(*, instance: PageViewRestriction, **_kwargs: Any) -> None:
    _subtree_changed(instance.page)


def _groups_changed(*, instance: Any, action: str, **_kwargs: Any) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        _subtree_changed(instance.page)


def _family_changed(*, instance: Family, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        words_changed([instance])
        keep([instance.pk])


def _family_goes(*, instance: Family, **_kwargs: Any) -> None:
    remembering.forget(instance)


def _membership_changed(*, instance: Membership, **_kwargs: Any) -> None:
    slugs = Family.objects.filter(pk__in=[instance.member_id, instance.topic_id])
    changed(slugs.values_list("slug", flat=True))


def _product_changed(*, instance: Product, **_kwargs: Any) -> None:
    changed(Family.objects.filter(products=instance).values_list("slug", flat=True))


def _products_changed(*, instance: Any, action: str, **_kwargs: Any) -> None:
    if action.startswith("post_") and isinstance(instance, Family):
        changed([instance.slug])


def _term_changed(*, raw: bool = False, **_kwargs: Any) -> None:
    """Its words are marked in texts, and its definition stands below them."""
    if not raw:
        kept.changed()


def _file_changed(
    *,
    update_fields: Iterable[str] | None = None,
    raw: bool = False,
    created: bool = False,
    **_kwargs: Any,
) -> None:
    """A picture or a video is another, or gone: what texts show of it stands in kept pages."""
    is_reckoned = update_fields is not None and _RECKONED.issuperset(update_fields)
    if not (raw or created or is_reckoned):
        bump_generation(Area.HELP)


def connect() -> None:
    for model in (*HelpPage.__subclasses__(), HelpPage):
        pre_save.connect(_page_to_be_saved, sender=model, dispatch_uid="kb.page_to_be_saved")
        post_save.connect(_page_saved, sender=model, dispatch_uid="kb.page_saved")
    post_save.connect(_bare_page_saved, sender=Page, dispatch_uid="kb.bare_page_saved")
    # Deleting a page, as whatever class, always deletes its row here.
    post_delete.connect(_page_deleted, sender=HelpPage, dispatch_uid="kb.page_deleted")
    page_published.connect(_published, dispatch_uid="kb.published")
    for signal in (pre_page_move, post_page_move):
        signal.connect(_moved, dispatch_uid="kb.moved")
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, PageViewRestriction, dispatch_uid="kb.restricted")
        signal.connect(_membership_changed, Membership, dispatch_uid="kb.membership")
        signal.connect(_term_changed, TermEntry, dispatch_uid="kb.term")
    m2m_changed.connect(
        _groups_changed, PageViewRestriction.groups.through, dispatch_uid="kb.groups"
    )
    post_save.connect(_family_changed, Family, dispatch_uid="kb.family")
    pre_delete.connect(_family_goes, Family, dispatch_uid="kb.family_goes")
    for signal in (post_save, pre_delete):
        signal.connect(_product_changed, Product, dispatch_uid="kb.product")
    for model in (get_image_model(), get_document_model()):
        post_save.connect(_file_changed, model, dispatch_uid=f"kb.file.{model.__name__}")
        post_delete.connect(_file_changed, model, dispatch_uid=f"kb.file.{model.__name__}")
    # Wagtail deletes them after the picture has been saved: until then pages show the old ones.
    post_delete.connect(_file_changed, Rendition, dispatch_uid="kb.file.rendition")
    m2m_changed.connect(_products_changed, Family.products.through, dispatch_uid="kb.products")
