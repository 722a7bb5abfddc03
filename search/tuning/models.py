"""What editors decide about search, and by what it is judged."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal import cldr, locales
from search.queries import clean, normal_form, parse

TUNE = "tune_search"
SEE_LOG = "view_query_log"
"""The permission to do any of this."""

MOST_WORDINGS = 10
MOST_WORDS = 5
LONGEST = 80
MOST_HITS = 10
LONGEST_QUERY = 200


def language_choices() -> list[tuple[str, str]]:
    """The languages that have rules of their own, by their own names."""
    return locales.choices()


def normal(query: str, locale: str) -> str:
    """What a query has in common with those that ask the same in other forms of its words."""
    return normal_form(parse(query, locale))[:LONGEST_QUERY]


class Rule(models.Model):
    """Something that changes what is found in one language, once it is switched on."""

    locale = models.CharField(_("language"), max_length=12, choices=language_choices)
    is_active = models.BooleanField(_("switched on"), default=False, editable=False)

    class Meta:
        abstract = True


class SynonymGroup(Rule):
    """Wordings that mean the same."""

    wordings = models.TextField(
        _("wordings"),
        max_length=MOST_WORDINGS * (LONGEST + 2),
        help_text=_(
            "One a line, each a word or a few words: whoever searches for one of them also finds "
            "texts with the others. Endings, accents and capitals make no difference."
        ),
    )
    one_way = models.BooleanField(
        _("only from the first"),
        default=False,
        help_text=_("Searching for the first line finds the others, but not the other way round."),
    )

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["locale", "wordings"]
        permissions: ClassVar = [
            (TUNE, _("Can tune search")),
            (SEE_LOG, _("Can see the query log")),
        ]

    def __str__(self) -> str:
        return (" → " if self.one_way else " = ").join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The wordings, each once."""
        cleaned = (clean(line) for line in self.wordings.splitlines())
        return list(dict.fromkeys(line for line in cleaned if line))

    def clean(self) -> None:
        """Refuse what is too little, too much, or no words."""
        lines = self.lines
        if len(lines) < 2:
            raise ValidationError({"wordings": _("Enter at least two lines.")})
        if len(lines) > MOST_WORDINGS:
            text = ngettext(
                "Enter at most %(most)s line.", "Enter at most %(most)s lines.", MOST_WORDINGS
            )
            raise ValidationError({"wordings": text % {"most": cldr.number(MOST_WORDINGS)}})
        for line in lines:
            words = len(parse(line, self.locale).terms)
            if not 1 <= words <= MOST_WORDS or len(line) > LONGEST:
                reason = _("“%(line)s” must be one to %(most)s words.")
                raise ValidationError({"wordings": reason % {"line": line, "most": MOST_WORDS}})
        self.wordings = "\n".join(lines)


class PinnedQuery(Rule):
    """Results that come first for a query."""

    query = models.CharField(
        _("search words"),
        max_length=LONGEST_QUERY,
        help_text=_("Endings, accents, capitals and the order of the words make no difference."),
    )
    normal = models.CharField(max_length=LONGEST_QUERY, editable=False)
    hits = models.JSONField(_("results"), default=list)

    class Meta:
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        ordering = ["locale", "query"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "normal"], name="search_pins_once_a_query")
        ]

    def __str__(self) -> str:
        return self.query

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.normal = normal(self.query, self.locale)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a query without words, or one that has pins already."""
        self.query = clean(self.query)
        self.normal = normal(self.query, self.locale)
        if not self.normal:
            raise ValidationError({"query": _("Enter at least one word.")})
        others = PinnedQuery.objects.filter(locale=self.locale, normal=self.normal)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"query": _("These words have pinned results already.")})


class ProtectedWord(Rule):
    """A word that is right as it is, though no text has it."""

    word = models.CharField(_("word"), max_length=60, validators=[MinLengthValidator(2)])

    class Meta:
        verbose_name = _("word never corrected")
        verbose_name_plural = _("words never corrected")
        ordering = ["locale", "word"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "word"], name="search_protected_once")
        ]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Refuse anything but one word."""
        self.word = clean(self.word)
        if len(parse(self.word, self.locale).terms) != 1:
            raise ValidationError({"word": _("Enter one word.")})


class InForce(models.Model):
    """All rules that are switched on, as one row: what every process reads.

    The stamp is never used twice, so a process knows by it whether it has read the content (which
    is JSON as search.tuning.in_force writes it).
    """

    stamp = models.UUIDField(default=uuid.uuid4)
    content = models.TextField()

    class Meta:
        verbose_name = _("rules in force")
        verbose_name_plural = _("rules in force")

    def __str__(self) -> str:
        return str(self.stamp)


class JudgedQuery(ClusterableModel):
    """A query whose right answers are known; without any, the right answer is “nothing fits”."""

    locale = models.CharField(_("language"), max_length=12, choices=language_choices)
    query = models.CharField(_("search words"), max_length=LONGEST_QUERY)
    kind = models.CharField(
        _("kind"),
        max_length=40,
        blank=True,
        help_text=_("For example keyword, question, symptom, typo or unanswerable."),
    )

    class Meta:
        verbose_name = _("judged search")
        verbose_name_plural = _("judged searches")
        ordering = ["locale", "query"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "query"], name="search_judged_once")
        ]

    def __str__(self) -> str:
        return self.query

    def clean(self) -> None:
        """One line, as it is searched for."""
        self.query = clean(self.query)
        if not self.query:
            raise ValidationError({"query": _("Enter at least one word.")})


class Grade(models.IntegerChoices):
    """How well a text answers."""

    NOTHING = 0, _("does not answer it")
    RELATED = 1, _("is related")
    ANSWER = 2, _("answers it")


class Source(models.TextChoices):
    """Who says so."""

    HAND = "hand", _("by hand")
    READERS = "readers", _("from clicks and votes")


class Judgement(models.Model):
    """How well one text (a family, or the number of a thread) answers a query."""

    judged = ParentalKey(JudgedQuery, on_delete=models.CASCADE, related_name="judgements")
    family = models.CharField(
        _("article or thread"),
        max_length=255,
        help_text=_("Its id, as in its address: reset-password, or the number of a thread."),
    )
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade)
    source = models.CharField(
        _("source"), max_length=10, choices=Source, default=Source.HAND, editable=False
    )

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["-grade", "family"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["judged", "family"], name="search_judgement_once")
        ]

    def __str__(self) -> str:
        return f"{self.family}: {self.grade}"
