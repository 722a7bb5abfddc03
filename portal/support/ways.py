"""The kinds of ways to get in touch, and what each needs: a number, an address, or nothing."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_BETWEEN_DIGITS = re.compile(r"[\s()./-]|\u00a0")
_URL = URLValidator(schemes=["https"])


class Channel(models.TextChoices):
    """By what somebody gets in touch."""

    FORM = "form", _("Contact form")
    PHONE = "phone", pgettext_lazy("way to get in touch", "Phone")
    CHAT = "chat", pgettext_lazy("way to get in touch", "Chat")
    WHATSAPP = "whatsapp", "WhatsApp"
    SHOP = "shop", pgettext_lazy("way to get in touch", "Visit us")
    OTHER = "other", pgettext_lazy("way to get in touch", "Other")


def checked(kind: str, typed: str) -> str:
    """What was typed as the way's address, as it is kept; raises ValidationError for none."""
    return _NEEDS[Channel(kind)].check(" ".join(typed.split()))


def link(kind: str, address: str) -> str:
    """Where a tap leads; "" for a way that has no address to go to."""
    return _NEEDS[Channel(kind)].link(address)


def _nothing(typed: str) -> str:
    if typed:
        raise ValidationError(_("The contact form needs no address. Leave this empty."))
    return ""


def _number(typed: str) -> str:
    """A number that can be called from everywhere; the spaces are the owner's."""
    if not _NUMBER.fullmatch(_digits(typed)):
        raise ValidationError(_("Enter a number with its country code, such as +30 21 0123 4567."))
    return typed


def _web(typed: str) -> str:
    try:
        _URL(typed)
    except ValidationError as error:
        raise ValidationError(_("Enter an address that begins with https://.")) from error
    return typed


def _place(typed: str) -> str:
    if not typed:
        raise ValidationError(_("Enter the address, such as 12 Example Street, Athens."))
    return typed


def _digits(number: str) -> str:
    return _BETWEEN_DIGITS.sub("", number)


class _Need(NamedTuple):
    check: Callable[[str], str]
    link: Callable[[str], str]


_NEEDS: Mapping[Channel, _Need] = {
    Channel.FORM: _Need(_nothing, lambda _none: ""),
    Channel.PHONE: _Need(_number, lambda number: f"tel:{_digits(number)}"),
    Channel.CHAT: _Need(_web, str),
    Channel.WHATSAPP: _Need(_number, lambda number: f"https://wa.me/{_digits(number)[1:]}"),
    Channel.SHOP: _Need(_place, lambda _place: ""),
    Channel.OTHER: _Need(_web, str),
}
