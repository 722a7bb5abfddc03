"""A family: one article in all its languages, and what is the same in each of them."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.search import index

from kb import identifiers
from kb.kinds import Kind
from kb.models.care import Every, InCare
from kb.models.ids import FamilyId, renamed
from portal import clock
from portal.markets import typed, validate_markets


class Product(models.Model):
    """A product that articles are about. Its name is the same in every language."""

    slug = models.SlugField(_("id"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FamilyQuerySet(models.QuerySet["Family"]):
    """The words other code asks for families with."""

    def called(self, slug: str) -> Self:
        """The one that has this id, or had it."""
        return self.filter(ids__slug=slug) if identifiers.is_id(slug) else self.none()

    def named(self, words: str) -> Self:
        """Those whose id, or whose title in any language, has these words in it."""
        # SQLite knows capitals of ASCII alone.
        ways = {words, words.lower(), words.capitalize(), words.upper()}
        titled = self.model.objects.filter(
            Q(*(("pages__draft_title__icontains", way) for way in ways), _connector=Q.OR),
            pages__alias_of=None,
        )
        by_id = Q(*(("slug__icontains", way) for way in ways), _connector=Q.OR)
        return self.filter(by_id | Q(pk__in=titled.order_by().values("pk")))

    def lock(self) -> list["Family"]:
        """These, and nobody else changes them until the transaction is over.

        Of two that want some of the same the second waits, and sees what the first has done.
        """
        return list(self.order_by("pk").select_for_update(no_key=True))

    def owned_by(self, account: Any) -> Self:
        return self.filter(owner=account)

    def nobodys(self) -> Self:
        return self.filter(owner=None)

    def not_reviewed_since(self, at: datetime) -> Self:
        """Those that nobody has looked at since then, or ever."""
        return self.filter(Q(reviewed_at=None) | Q(reviewed_at__lt=at))

    def due_for_review(self, at: datetime | None = None) -> Self:
        """Those whose time to be looked at again has come; never reviewed ones are due at once."""
        at = at or timezone.now()
        over = Q(reviewed_at=None)
        for every in Every:
            over |= Q(clock.is_over("reviewed_at", at, every.span), review_every=every)
        return self.filter(over, review_every__isnull=False)

    def bulk_create(self, objs: Iterable["Family"], *args: Any, **kwargs: Any) -> list["Family"]:
        """As ever; raises IntegrityError also for an id that another one had."""
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            FamilyId.objects.bulk_create(FamilyId(slug=one.slug, family=one) for one in made)
        return made


class Family(InCare, index.Indexed, ClusterableModel):
    """An article, FAQ entry, topic or snippet in all its languages.

    `slug` is the public id, the same in every language. Once any language has been published, an
    id that it had goes on leading to it.
    All pages of a family carry its `translation_key`, so the database holds one page a language.
    """

    slug = models.CharField(
        _("id"),
        max_length=identifiers.MAX_LENGTH,
        unique=True,
        validators=[identifiers.validate_slug],
        help_text=_("Its name in addresses and files."),
    )
    # Whether somebody chose the id: only then it stays when the title of a draft changes.
    slug_is_typed = models.BooleanField(default=True, db_default=True, editable=False)
    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    source_locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("source language"),
    )
    products = models.ManyToManyField(
        Product, blank=True, related_name="families", verbose_name=_("products")
    )
    markets = models.JSONField(
        _("markets"),
        default=list,
        blank=True,
        validators=[validate_markets],
        help_text=_("Countries it is meant for; empty means all."),
    )
    by_hand = models.BooleanField(
        _("every language is written by hand"),
        default=False,
        help_text=_("No language is ever brought in line with the source automatically."),
    )
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # When the source was last published with a text that says something else than before, and
    # when with one that says the same in other words (null: never).
    source_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    source_amended_at = models.DateTimeField(null=True, blank=True, editable=False)
    source_checksum = models.CharField(max_length=32, blank=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    reviewed_at = models.DateTimeField(_("last reviewed"), null=True, blank=True, editable=False)
    review_every = models.PositiveSmallIntegerField(
        _("review"), choices=Every, null=True, blank=True
    )

    objects = FamilyQuerySet.as_manager()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("slug"),
        index.AutocompleteField("slug"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("article family")
        verbose_name_plural = _("article families")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]),
                name="kb_family_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def clean_fields(self, exclude: Any = None) -> None:
        if isinstance(self.markets, list):
            self.markets = list(dict.fromkeys(typed(str(code)) for code in self.markets))
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        if FamilyId.objects.filter(slug=self.slug).exclude(family=self.pk).exists():
            raise ValidationError({"slug": _("Another article has this id.")})
        self._refuse_a_kind_of_other_pages()

    def _refuse_a_kind_of_other_pages(self) -> None:
        pages = self.pages.all() if self.pk else ()
        if any(self.kind not in page.specific_class.kinds for page in pages):
            raise ValidationError(
                {"kind": _("Its texts are of another kind. Write a new article instead.")}
            )

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save it, and what follows from another id; raises ValidationError for another's."""
        with transaction.atomic():
            mine = type(self).objects.filter(pk=self.pk).only("slug", "first_published_at")
            before = next(iter(mine.lock()), None) if self.pk else None
            super().save(*args, update_fields=update_fields, **kwargs)
            if (before is None or before.slug != self.slug) and "slug" in (
                update_fields or ("slug",)
            ):
                self._take_id(before)

    def _take_id(self, before: Self | None) -> None:
        if before and before.first_published_at is None and not self._is_named():
            self.ids.all().delete()  # An id that nobody has ever read under is free again.
        taken, _is_new = FamilyId.objects.get_or_create(slug=self.slug, defaults={"family": self})
        if taken.family_id != self.pk:
            raise ValidationError({"slug": _("Another article has this id.")})
        if before:
            self.pages.exclude(slug=self.slug).update(slug=self.slug)
        if before and before.first_published_at:
            renamed.send(type(self), family=self, old=before.slug)

    def _is_named(self) -> bool:
        """Whether texts show it as a snippet, under whichever of its ids."""
        uses = apps.get_model("kb", "SnippetUse").objects
        return self.kind == Kind.SNIPPET and uses.filter(slug__in=self.ids.values("slug")).exists()

    @property
    def former_ids(self) -> list[str]:
        """The ids that it had when it was published, and that still lead to it."""
        former = self.ids.exclude(slug=self.slug)
        return list(former.order_by("slug").values_list("slug", flat=True))

    def mark_published(self, at: datetime | None = None) -> None:
        """From now on it keeps its ids."""
        if self.first_published_at is None:
            self.first_published_at = at or timezone.now()
            type(self).objects.filter(pk=self.pk, first_published_at=None).update(
                first_published_at=self.first_published_at
            )


def free_slug(title: str, *, but: Family | None = None) -> str:
    """An id made from a title that no family has or had, or none but this one."""
    proposal = identifiers.propose(title)
    stem = proposal[: identifiers.MAX_LENGTH - 6].rstrip("-")
    others = FamilyId.objects.filter(slug__startswith=stem).exclude(family=but.pk if but else None)
    taken = set(others.values_list("slug", flat=True))
    number = 2
    slug = proposal
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
