"""The pages: one language of one family each.

`HelpPage` is the table all three kinds share, so that one query reads any of them. Its slug always
follows the family's, and its translation key is the family's.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from kb.blocks import BODY
from kb.kinds import Kind
from kb.models.addresses import OwnAddress
from kb.models.families import Family
from kb.models.forms import Facets, HelpPageForm
from kb.models.translating import InTheTree
from kb.querysets import HelpPageQuerySet
from kb.states import Currency, TranslationState, Weight

type Preview = Callable[[HttpRequest, HelpPage], HttpResponse]

_preview: list[Preview] = []


_PARTS = _(
    "An “Applies to” box with a market covers the rest of its section. Readers who chose another "
    "country see that part folded."
)


def register_preview(view: Preview) -> None:
    """Say what shows a page that may not be saved yet: models know no views."""
    _preview[:] = [view]


def register_beside(panel: Panel, *models: "type[HelpPage]") -> None:
    """Say what is shown below the form of every text that has readers of its own, or of these.

    Models know no figures of them.
    """
    for model in models or (HelpPage,):
        model.content_panels.append(panel)


LOOKED_AFTER = MultiFieldPanel(
    [FieldPanel("article_owner"), FieldPanel("review_every"), FieldPanel("reviewed_today")],
    _("Who looks after it"),
)


class TitlePanel(TitleFieldPanel):
    """Wagtail's, but fills no field for the slug: there is none on these forms."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            attributes = super().get_attrs().items()
            return {name: value for name, value in attributes if not name.startswith("data-")}


class HelpPage(InTheTree, OwnAddress, Page):
    """A help text in one language. Only its subclasses are ever made."""

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="pages", verbose_name=_("article family")
    )
    summary = models.TextField(
        _("summary"),
        max_length=600,
        blank=True,
        help_text=_("One or two sentences, shown in lists and search results."),
    )
    keywords = models.TextField(
        _("keywords"),
        max_length=1000,
        blank=True,
        help_text=_("Other words people use for it, with commas between."),
    )
    body = StreamField(BODY, blank=True, verbose_name=_("text"))
    by_hand = models.BooleanField(
        _("translated by hand"),
        default=False,
        help_text=_("It is never brought in line with its source automatically."),
    )
    # How much the next version of a source changes. It is in drafts alone: publishing one takes it
    # away, and what nobody has said is proposed.
    change = models.CharField(
        _("how much this changes"),
        max_length=10,
        choices=[("", _("as proposed")), *Weight.choices],
        blank=True,
        default="",
        db_default="",
    )

    kinds: ClassVar[tuple[Kind, ...]] = ()
    is_copied = True
    facets_to_write: Facets | None = None
    pieces_before: list[Any] | None = None
    """What readers had until this version; see `kb.translation.source_changes`."""
    base_form_class = HelpPageForm
    content_panels = [
        TitlePanel("title"),
        FieldPanel("summary"),
        FieldPanel("body", help_text=_PARTS),
        FieldPanel("keywords"),
        FieldPanel("topics"),
        LOOKED_AFTER,
    ]
    # What would be here otherwise follows from the family and the summary.
    promote_panels = [
        MultiFieldPanel([FieldPanel("family_slug")], _("Address")),
        MultiFieldPanel(
            [FieldPanel("products"), FieldPanel("markets")],
            _("What it is about"),
            classname="collapsed",
        ),
        FieldPanel("by_hand"),
    ]
    is_creatable = False
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("keywords"),
        index.FilterField("family"),
    ]

    objects = PageManager.from_queryset(HelpPageQuerySet)()

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    @property
    def is_translation(self) -> bool:
        """Whether the article was written in another language."""
        return bool(self.family.source_locale_id != self.locale_id)

    @cached_property
    def currency(self) -> str:
        """How current it is, one of `Currency`; "" if it is not saved yet.

        A query, unless it was asked for `HelpPageQuerySet.with_currency`.
        """
        states = TranslationState.objects.filter(family=self.family_id, locale=self.locale_id)
        return states.values_list("currency", flat=True).first() or ""

    @cached_property
    def is_unread(self) -> bool:
        """Whether readers have sentences of it that a machine wrote and nobody has read.

        A query, unless it was asked for `HelpPageQuerySet.with_currency`.
        """
        states = TranslationState.objects.filter(family=self.family_id, locale=self.locale_id)
        return states.filter(is_unread=True).exists()

    @property
    def is_outdated(self) -> bool:
        """Whether readers have it, and its source has been published with another text since."""
        return self.currency == Currency.OUTDATED

    @property
    def status_string(self) -> Any:
        """What the editors' lists call it: a live page may be outdated as well."""
        said = super().status_string
        if not self.live or not self.is_outdated:
            return said
        return format_lazy("{status}, {outdated}", status=said, outdated=_("outdated"))

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(",") if word.strip()]

    def clean(self) -> None:
        super().clean()
        if self.kinds and self.family_id and self.family.kind not in self.kinds:
            raise ValidationError(_("The family is of another kind than this page."))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page, and first its family if that is new too.

        The family's row is locked before the page's, as by whatever changes a family with its
        pages: of two that came the other way round the database would stop one.
        """
        with transaction.atomic():
            if self.family._state.adding:
                self.family.save()
                self.family = self.family  # takes over the new primary key
            else:
                Family.objects.filter(pk=self.family_id).lock()
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a revision, and what the editor said about the family."""
        if self.facets_to_write is not None:
            facets, self.facets_to_write = self.facets_to_write, None
            facets.write(self.family)
            self.slug = self.family.slug
        return super().save_revision(*args, **kwargs)

    def _set_core_field_defaults(self) -> None:
        # Wagtail calls this before each validation, full or minimal.
        if family := self._family_or_none():
            self.slug = family.slug
            self.translation_key = family.translation_key
        super()._set_core_field_defaults()

    def _family_or_none(self) -> Family | None:
        return self.family if self.family_id or "family" in self._state.fields_cache else None

    def own_address(self) -> str:
        return reverse("kb:read", args=(self.family.slug,))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wagtail's own address of the page leads to ours."""
        return HttpResponseRedirect(self.url or "/")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return _preview[0](request, self)

    @classmethod
    def of_kind(cls, kind: str) -> type[Self]:
        """The page class for a kind of family; raises LookupError for an unknown kind."""
        for page_class in cls.__subclasses__():
            if kind in page_class.kinds:
                return page_class
        raise LookupError(kind)


class ArticlePage(HelpPage):
    """A how-to or a troubleshooting article."""

    kinds = (Kind.HOWTO, Kind.TROUBLESHOOTING)
    is_creatable = True
    promote_panels = [FieldPanel("kind"), *HelpPage.promote_panels]
    parent_page_types = ["kb.ArticleIndexPage"]
    page_description = _("How to do something, or how to put something right")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class FaqPage(HelpPage):
    """A short question and its answer."""

    kinds = (Kind.FAQ,)
    is_creatable = True
    parent_page_types = ["kb.FaqIndexPage"]
    page_description = _("A short question and its answer")

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")


class TopicPage(HelpPage):
    """A topic: what belongs together."""

    kinds = (Kind.TOPIC,)
    is_creatable = True
    parent_page_types = ["kb.TopicIndexPage"]
    page_description = _("Articles, questions and other topics that belong together")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
