"""Terms, and how each language writes and addresses: what translators and editors agree on."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kb import identifiers

LONGEST_WORD = 80
MOST_WORDINGS = 20
"""Further forms, or words that are not to be used, of one term in one language."""
LONGEST_TEXT = 600
LONGEST_STYLE = 3_000
MOST_TERMS = 2_000
"""Of a site: each process keeps the words of a language that it has shown a text in."""


class TermQuerySet(models.QuerySet["Term"]):
    """The words other code asks for terms with."""

    def named(self, text: str) -> Self:
        """Those with a part of this in a word or definition of any language, or in their id."""
        holds = Q(word__icontains=text) | Q(forms__icontains=text) | Q(definition__icontains=text)
        entries = TermEntry.objects.filter(holds | Q(forbidden__icontains=text))
        return self.filter(Q(slug__icontains=text) | Q(pk__in=entries.values("term")))

    def lacking(self, code: str) -> Self:
        """Those without a word in a language."""
        entries = TermEntry.objects.filter(term=OuterRef("pk"), locale__language_code=code)
        return self.exclude(Exists(entries))


class Term(models.Model):
    """A thing that texts speak of. `slug` names it in files and addresses, in every language."""

    slug = models.CharField(
        _("id"),
        max_length=identifiers.MAX_LENGTH,
        unique=True,
        validators=[identifiers.validate_slug],
    )

    objects = TermQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        default_permissions = ()
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


class TermEntry(models.Model):
    """A term in one language. `forms` and `forbidden` hold one wording a line."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="entries")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    word = models.CharField(_("word"), max_length=LONGEST_WORD)
    forms = models.TextField(blank=True)
    definition = models.TextField(blank=True, max_length=LONGEST_TEXT)
    forbidden = models.TextField(blank=True)
    note = models.TextField(blank=True, max_length=LONGEST_TEXT)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term in a language")
        verbose_name_plural = _("terms in a language")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["term", "locale"], name="kb_term_once_a_language"),
            models.CheckConstraint(condition=~Q(word=""), name="kb_term_has_a_word"),
        ]

    def __str__(self) -> str:
        return self.word


NAMES = {
    "address": _("Form of address"),
    "tone": _("Tone"),
    "salutations": _("Greetings"),
    "more": _("Anything else"),
}
"""The parts of a style sheet."""


class StyleSheet(models.Model):
    """How a language addresses its readers and sounds; for editors and translators alone."""

    locale = models.OneToOneField("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    address = models.TextField(NAMES["address"], blank=True, max_length=LONGEST_TEXT)
    tone = models.TextField(NAMES["tone"], blank=True, max_length=LONGEST_TEXT)
    salutations = models.TextField(NAMES["salutations"], blank=True, max_length=LONGEST_TEXT)
    more = models.TextField(NAMES["more"], blank=True, max_length=LONGEST_STYLE)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("style sheet")
        verbose_name_plural = _("style sheets")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.locale)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What is said, each with its name; nothing that is left open."""
        said = ((str(words), getattr(self, name)) for name, words in NAMES.items())
        return [(words, text) for words, text in said if text]


def lines(text: str) -> tuple[str, ...]:
    """The wordings of a field that has one a line, each once."""
    return tuple(
        dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    )


def as_lines(wordings: Iterable[str]) -> str:
    """The same as it is stored."""
    return "\n".join(wordings)
