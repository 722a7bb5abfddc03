"""An announcement: what it is, from when to when, for whom; and its text in each language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import PreviewableMixin

from kb.models import Family, Product
from portal import locales
from portal.markets import typed, validate_markets
from portal.text.links import is_page_here

ANNOUNCE = "announce"
"""The permission to write announcements."""
LONGEST_TITLE = 120
LONGEST_TEXT = 600
_URL = URLValidator(schemes=["https"])


class AnnouncementKind(models.TextChoices):
    """What an announcement is, the most urgent first."""

    PROBLEM = "problem", pgettext_lazy("announcement", "Known problem")
    NOTICE = "notice", pgettext_lazy("announcement", "Notice")
    SOLVED = "solved", pgettext_lazy("announcement", "Solved")


class AnnouncementState(Enum):
    """Whether readers see it now."""

    PLANNED = pgettext_lazy("announcement", "planned")
    SHOWN = pgettext_lazy("announcement", "shown")
    OVER = pgettext_lazy("announcement", "over")


def validate_link(value: str) -> None:
    """Raise ValidationError unless it leads to a page here, or to one elsewhere by https."""
    try:
        if not is_page_here(value):
            _URL(value)
    except ValidationError as error:
        text = _("Enter an address that begins with / or https://.")
        raise ValidationError(text, code="invalid") from error


class Announcement(PreviewableMixin, ClusterableModel):
    """Something that readers are told; without an end it is shown until somebody gives it one."""

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=AnnouncementKind,
        default=AnnouncementKind.NOTICE,
        help_text=_(
            "Readers can ask to be told when a known problem is solved. Change it to “Solved”"
            " then: each of them gets one email."
        ),
    )
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now)
    ends_at = models.DateTimeField(_("shown until"), null=True, blank=True)
    products = ParentalManyToManyField(
        Product,
        blank=True,
        related_name="+",
        verbose_name=_("products"),
        help_text=_("Shown only beside articles and searches about these; none means everywhere."),
    )
    markets = models.JSONField(
        _("markets"), default=list, blank=True, validators=[validate_markets]
    )
    article = models.ForeignKey(
        Family,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("article"),
        help_text=_("Readers are led to it in their language."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        default_permissions = ()
        permissions: ClassVar = [(ANNOUNCE, _("Can write announcements"))]
        ordering: ClassVar = ["-starts_at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(kind__in=AnnouncementKind.values),
                name="kb_announcement_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="kb_announcement_ends_after_it_starts",
                violation_error_message=_("It cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        text = best({one.locale: one for one in self.texts.all()}, locales.in_force())
        return text.title if text else str(self.get_kind_display())

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Its texts are read before they go, so that what is said afterwards names it by them."""
        self.texts.get_object_list()
        return super().delete(*args, **kwargs)

    def state(self, at: datetime | None = None) -> AnnouncementState:
        """Whether readers see it at a moment."""
        at = at or timezone.now()
        if at < self.starts_at:
            return AnnouncementState.PLANNED
        return (
            AnnouncementState.OVER
            if self.ends_at is not None and self.ends_at <= at
            else AnnouncementState.SHOWN
        )

    def clean_fields(self, exclude: Any = None) -> None:
        if isinstance(self.markets, list):
            self.markets = list(dict.fromkeys(typed(str(code)) for code in self.markets))
        super().clean_fields(exclude)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One for each language."""
        return locales.choices()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return _preview[0](request, self, mode_name)


class AnnouncementText(models.Model):
    """What an announcement says in one language."""

    announcement = ParentalKey(Announcement, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(_("language"), max_length=12, choices=locales.choices)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    link = models.CharField(
        _("link"),
        max_length=300,
        blank=True,
        validators=[validate_link],
        help_text=_("Such as the address of a question in the community."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of an announcement")
        verbose_name_plural = _("texts of an announcement")
        default_permissions = ()
        ordering: ClassVar = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["announcement", "locale"],
                name="kb_one_text_a_language",
                violation_error_message=_("There is a text in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.title


def best[Text](texts: Mapping[str, Text], locale: str) -> Text | None:
    """The text for readers of a language: theirs, else along their chain, else any there is."""
    chain: Iterable[str] = (*locales.fallback_chain(locale), *locales.codes(), *texts)
    return next((texts[code] for code in chain if code in texts), None)


type Preview = Callable[[Any, Announcement, str], Any]
_preview: list[Preview] = []


def register_preview(view: Preview) -> None:
    """Say what shows one that may not be saved yet: models know no views."""
    _preview[:] = [view]
