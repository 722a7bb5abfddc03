"""What the owner says of the support: where it is, when it works and what it promises.

Nothing here is assumed: where no row says so, no hours are known and nothing is promised.
"""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

import holidays
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import locales, markets
from portal.support import ways, week
from portal.support.closing import dates, validate_days
from portal.support.timetable import Timetable

RUN = "run_support"
"""The permission to change any of this."""
LONGEST_PROMISE = 400
EVERYWHERE = _("All markets")


def _reporting_zone() -> str:
    return str(settings.REPORTING_TIME_ZONE)


def zone_choices() -> list[tuple[str, str]]:
    """The time zones there are."""
    return [(name, name.replace("_", " ")) for name in settings.WAGTAIL_USER_TIME_ZONES]


class Market(models.Model):
    """A country that is served. With none or one there is nothing for readers to choose."""

    code = models.CharField(
        _("country"),
        max_length=2,
        unique=True,
        validators=[markets.validate_market],
        help_text=_("A country’s two-letter code, for example NO"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        ordering = ["position", "code"]
        permissions: ClassVar = [(RUN, _("Can set support hours and ways to get in touch"))]

    def __str__(self) -> str:
        return markets.name(self.code, locales.in_force())

    def clean_fields(self, exclude: Any = None) -> None:
        self.code = markets.typed(self.code)
        super().clean_fields(exclude)


class Hours(models.Model):
    """When people work, in one time zone; desks and telephones may share them."""

    name = models.CharField(
        _("name"), max_length=80, unique=True, help_text=_("Only you see it, for example Athens.")
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, choices=zone_choices, default=_reporting_zone
    )
    week = models.JSONField(_("week"), default=week.no_day, validators=[week.validate])
    country = models.CharField(
        _("public holidays of"),
        max_length=2,
        blank=True,
        help_text=_("A country’s two-letter code. You are closed on its public holidays."),
    )
    subdivision = models.CharField(
        _("part of the country"),
        max_length=10,
        blank=True,
        help_text=_("If a state or county has holidays of its own: its code, for example BY."),
    )
    closed_days = models.JSONField(
        _("other closed days"), default=list, blank=True, validators=[validate_days]
    )

    class Meta:
        verbose_name = _("support hours")
        verbose_name_plural = _("support hours")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def timetable(self) -> Timetable:
        """What they come to."""
        return Timetable(
            ZoneInfo(self.time_zone),
            week.opened(self.week),
            self.country,
            self.subdivision,
            dates(self.closed_days),
        )

    def clean(self) -> None:
        """Refuse a zone that nobody has, and holidays that nobody knows."""
        if self.time_zone and self.time_zone not in available_timezones():
            raise ValidationError({"time_zone": _("There is no such time zone.")})
        self.country = markets.typed(self.country)
        self.subdivision = markets.typed(self.subdivision)
        if self.subdivision and not self.country:
            raise ValidationError({"country": _("Say of which country it is a part.")})
        known = holidays.list_supported_countries()
        if self.country and self.country not in known:
            raise ValidationError({"country": _("The public holidays there are not known.")})
        if self.subdivision and self.subdivision not in known[self.country]:
            text = _("No part of the country with this code has holidays of its own.")
            raise ValidationError({"subdivision": text})


class OfMarket(models.Model):
    """Something of one market, or of all of them."""

    market = models.ForeignKey(
        Market,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("market"),
        help_text=_("None means all markets."),
    )

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """The market's name, for lists."""
        return str(self.market or EVERYWHERE)


class Desk(OfMarket):
    """Who answers in writing: in which market and language, in which hours, and how soon."""

    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        choices=locales.choices,
        help_text=_("None means all languages."),
    )
    hours = models.ForeignKey(Hours, models.PROTECT, verbose_name=_("support hours"))
    promised_hours = models.PositiveSmallIntegerField(
        _("first answer within"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PROMISE)],
        help_text=_("So many of these hours. Readers are told. Empty means you promise nothing."),
    )

    class Meta:
        verbose_name = _("promised time")
        verbose_name_plural = _("promised times")
        ordering = ["market", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["market", "language"],
                name="support_one_desk_a_market_and_language",
                violation_error_message=_("There is a promise for this market and language."),
            ),
            models.UniqueConstraint(
                fields=["language"],
                condition=models.Q(market=None),
                name="support_one_desk_a_language_everywhere",
                violation_error_message=_("There is a promise for this market and language."),
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.place, self.language)))

    def clean(self) -> None:
        """Refuse a promise in hours that never come."""
        hours: Any = getattr(self, "hours", None) if self.hours_id else None
        if self.promised_hours and hours and not any(hours.week):
            raise ValidationError({"hours": _("These hours have no opening yet.")})


class WayIn(OfMarket):
    """A way to get in touch, in the order that the owner wants."""

    kind = models.CharField(_("kind"), max_length=10, choices=ways.Channel)
    address = models.CharField(
        _("number or address"),
        max_length=300,
        blank=True,
        help_text=_("A number with its country code, an https:// address, or where your shop is."),
    )
    labels = models.JSONField(_("labels"), default=dict, blank=True)
    hours = models.ForeignKey(
        Hours,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("hours of its own"),
        help_text=_("Empty means readers are told no hours for it."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("way to get in touch")
        verbose_name_plural = _("ways to get in touch")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.get_kind_display(), self.address)))

    def clean(self) -> None:
        """Keep the address as its kind has it, or say what is wrong with it."""
        if self.kind not in ways.Channel.values:
            return  # Said beside the kind itself.
        try:
            self.address = ways.checked(self.kind, self.address)
        except ValidationError as error:
            raise ValidationError({"address": error}) from error
