"""Gaps as they were found last night. All of it is made of steps, but for what people decided.

No row leads to a visit, and a search's words are here no longer than in the journal.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Sum, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEAST_VISITS = 5
"""A gap is shown from so many visits in one language on, and so is each way of typing it."""
MOST_PER_FAILED = 4
"""Of so many visits that ask in one language, at least one fails where there is a gap."""
MOST_TYPED = 12
"""So many wordings of a language are read."""
LONGEST_REASON = 500


class State(models.TextChoices):
    """What has become of a gap."""

    OPEN = "open", pgettext_lazy("gap", "Open")
    DONE = "done", pgettext_lazy("gap", "Done")
    DISMISSED = "dismissed", pgettext_lazy("gap", "Dismissed")


class GapQuerySet(models.QuerySet["Gap"]):
    """The words other code reads gaps with."""

    def shown(self) -> "GapQuerySet":
        """Those of enough visits to be of nobody in particular.

        An open one must fail a good part of those who ask: what is nearly always answered is no
        gap because somebody wrote all the same.
        """
        failing = GapLanguage.objects.filter(
            gap=OuterRef("pk"), served_on=None, asked__lte=MOST_PER_FAILED * F("failed")
        )
        enough = self.filter(failed__gte=LEAST_VISITS)
        return enough.filter(~Q(state=State.OPEN) | Exists(failing))

    def ranked(self) -> "GapQuerySet":
        """What failed the most readers first."""
        return self.order_by("-failed", "pk")

    def states(self) -> Mapping[int, str]:
        """What has become of each, by their numbers."""
        return dict(self.order_by("pk").values_list("pk", "state"))

    def of_readers(self, languages: Collection[str]) -> "GapQuerySet":
        """Those that enough readers of one of these languages have, the most first."""
        enough = Q(languages__locale__in=languages, languages__failed__gte=LEAST_VISITS)
        own = Sum("languages__failed", filter=enough)
        return self.annotate(own=own).filter(own__gt=0).order_by("-own", "pk")

    def of_readers_alone(self, languages: Collection[str]) -> "GapQuerySet":
        """The same, without those that enough readers of another language have, too."""
        others = GapLanguage.objects.filter(failed__gte=LEAST_VISITS).exclude(locale__in=languages)
        return self.of_readers(languages).exclude(pk__in=others.values("gap"))

    def in_need(self, locales: Collection[str]) -> "GapQuerySet":
        """Open ones, what fails the most readers of these languages first.

        Languages that have an answer by now, and those with too few to be shown, add nothing.
        """
        of_these = Q(languages__locale__in=locales, languages__served_on=None)
        enough = Q(languages__failed__gte=LEAST_VISITS)
        failing = Sum("languages__failed", filter=of_these & enough)
        found = self.shown().filter(state=State.OPEN).annotate(failing=failing)
        return found.filter(failing__gt=0).order_by("-failing", "pk")

    def typed_in(self, languages: Collection[str]) -> "GapQuerySet":
        """With what is of these languages, and the wordings of theirs that a page has room for."""
        rows = GapLanguage.objects.filter(locale__in=languages)
        wordings = Wording.objects.filter(locale__in=languages).most_typed(MOST_TYPED)
        return self.prefetch_related(Prefetch("languages", rows), Prefetch("wordings", wordings))

    def to_read(self, languages: Collection[str]) -> "GapQuerySet":
        """The same, and with whoever was asked for help in these languages."""
        asked = Ask.objects.filter(locale__in=languages).select_related("person")
        return self.typed_in(languages).prefetch_related(Prefetch("asks", asked))


class Gap(models.Model):
    """One need that readers have, in all languages and whatever words they type."""

    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    # The first day of the period that is looked at on which it failed somebody.
    first_day = models.DateField()
    # In how many visits of that period, of those languages in which they are enough to be shown.
    failed = models.PositiveIntegerField(default=0)
    # The day of the night that counted its demand last: what lies before it is counted for good.
    counted_on = models.DateField(null=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("content gap")
        verbose_name_plural = _("content gaps")
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["state", "-failed"], name="gaps_ranked")]

    def __str__(self) -> str:
        # Never what was typed: logs of changes keep this for longer.
        return f"#{self.pk}"

    @property
    def typed(self) -> list["Wording"]:
        """What may be shown: the wordings of enough visits to be of nobody in particular."""
        return [one for one in self.wordings.all() if one.failed >= LEAST_VISITS]

    @property
    def texts(self) -> Mapping[str, Sequence[str]]:
        """The same by language, as they were typed; nothing for a language that has none."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.typed:
            found[one.locale].append(one.text)
        return found


class WordingQuerySet(models.QuerySet["Wording"]):
    """The words other code reads wordings with."""

    def most_typed(self, count: int) -> "WordingQuerySet":
        """So many of each gap and language, the most frequent first, without their vectors."""
        place = Window(
            RowNumber(), partition_by=["gap", "locale"], order_by=[F("failed").desc(), "normal"]
        )
        return self.defer("space", "vector").annotate(place=place).filter(place__lte=count)


class Wording(models.Model):
    """A way in which the need was typed in one language; `normal` as in search.queries."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="wordings")
    locale = models.CharField(max_length=12)
    normal = models.CharField(max_length=200)
    # As most typed it.
    text = models.CharField(max_length=200)
    failed = models.PositiveIntegerField()
    # What it means, float32, and in which space; empty until the embedder has told.
    space = models.CharField(max_length=40, blank=True)
    vector = models.BinaryField(default=b"")

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a gap")
        verbose_name_plural = _("wordings of gaps")
        default_permissions = ()
        ordering = ["-failed", "locale", "normal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "normal"], name="gaps_wording_in_one_gap")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class GapLanguage(models.Model):
    """A gap among the readers of one language, and what search finds for them."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="languages")
    locale = models.CharField(max_length=12)
    # Visits of the period: that asked, that failed, and that failed by a weak answer.
    asked = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    weak = models.PositiveIntegerField(default=0)
    # What stands first ("kind:key"), in which language, and whether search is sure of it.
    found = models.CharField(max_length=300, blank=True)
    found_locale = models.CharField(max_length=12, blank=True)
    found_title = models.CharField(max_length=255, blank=True)
    found_url = models.CharField(max_length=500, blank=True)
    is_sure = models.BooleanField(default=False)
    # Since when these readers have an answer in their own language.
    served_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("gap in a language")
        verbose_name_plural = _("gaps in languages")
        default_permissions = ()
        ordering = ["-failed", "locale"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gap", "locale"], name="gaps_once_a_language")
        ]

    def __str__(self) -> str:
        return f"#{self.gap_id} {self.locale}"

    @property
    def is_small(self) -> bool:
        """Whether so few readers have it that nothing of theirs is shown."""
        return self.failed < LEAST_VISITS


class Ask(models.Model):
    """Somebody was asked by mail to help the readers of one language with a gap."""

    class Of(models.TextChoices):
        """In what part: who writes articles, or who answers in the community."""

        AUTHOR = "author", _("Author")
        HELPER = "helper", pgettext_lazy("community", "Helper")

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="asks")
    locale = models.CharField(max_length=12)
    of = models.CharField(max_length=10, choices=Of)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    note = models.TextField(blank=True, max_length=LONGEST_REASON)

    class Meta:
        verbose_name = _("request for help with a gap")
        verbose_name_plural = _("requests for help with gaps")
        default_permissions = ()
        ordering = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gap", "person", "locale", "of"], name="gaps_asked_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["of", "at"], name="gaps_asked_lately")]

    def __str__(self) -> str:
        return f"#{self.gap_id} {self.locale} {self.of}"


class Demand(models.Model):
    """How many visits asked for a gap on a day in a language, and how many of them failed."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="demand")
    day = models.DateField()
    locale = models.CharField(max_length=12)
    asked = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("demand of a day")
        verbose_name_plural = _("demand of days")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gap", "day", "locale"], name="gaps_demand_once_a_day")
        ]

    def __str__(self) -> str:
        return f"#{self.gap_id} {self.day} {self.locale}: {self.failed}/{self.asked}"


class TextFigures(models.Model):
    """How a text does among the readers of one language: visits of the period, at least five.

    `following` are the searches that at least five of them typed right after reading it.
    """

    family = models.CharField(max_length=255)
    locale = models.CharField(max_length=12)
    read = models.PositiveIntegerField()
    wrote = models.PositiveIntegerField()
    spared = models.PositiveIntegerField()
    following = models.JSONField(default=list)

    class Meta:
        verbose_name = _("figures of a text")
        verbose_name_plural = _("figures of texts")
        default_permissions = ()
        ordering = ["-read", "locale"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["family", "locale"], name="gaps_text_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.locale}"
