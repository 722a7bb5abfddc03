"""What threads are sorted into. Names and descriptions are data, one for each language."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import locales


class CategoryQuerySet(models.QuerySet["Category"]):
    """Words for reading categories."""

    def for_locale(self, code: str) -> "list[Category]":
        """The categories that take questions in a language, in the order they are shown."""
        return [category for category in self.in_order() if category.takes(code)]

    def in_order(self) -> "CategoryQuerySet":
        """In the order the owner gave them."""
        return self.order_by("position", "slug")


class Category(models.Model):
    """A room of the community, for one language, some, or (with none named) all."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    names = models.JSONField(_("names"), default=dict, help_text=_("One for each language code."))
    descriptions = models.JSONField(_("descriptions"), default=dict, blank=True)
    languages = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("Language codes. None means all languages."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_in(locales.DEFAULT)

    def takes(self, code: str) -> bool:
        """Whether questions in this language belong here."""
        return not self.languages or code in self.languages

    def name_in(self, code: str) -> str:
        """The name for a reader of this language."""
        return _in_language(self.names, code) or self.slug

    def description_in(self, code: str) -> str:
        """The description for a reader of this language, or nothing."""
        return _in_language(self.descriptions, code)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question is to stand: in a category, in a language."""

    category: Category
    locale: str

    @property
    def is_open(self) -> bool:
        """Whether the category takes the language."""
        return self.category.takes(self.locale)


def _in_language(texts: dict[str, Any], code: str) -> str:
    chain = (*locales.fallback_chain(code), *texts)
    return next((str(texts[language]) for language in chain if texts.get(language)), "")
