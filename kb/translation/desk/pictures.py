"""The pictures of an article that show words, each with the version that a language has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from kb.media import pictures as kept
from kb.translation.desk.places import Place
from kb.translation.memory.remembering import digest
from kb.translation.segments import pictures
from kb.translation.segments.pictures import Picture
from portal.limits.uploads import Files

TAKEN = Files(1, 2 * settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
"""Twice as much as the form takes, which says best itself what is a little too large."""


class PictureForm(forms.Form):
    """A version of a picture, within the bounds of all pictures of the site."""

    picture = WagtailImageField(label=_("Version in this language"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture by its name in addresses; `own` is None while the language has none, and the
    source's where that is right as it stands.
    """

    name: str
    source: Any
    own: Any

    @property
    def is_right(self) -> bool:
        """Whether the language shows the source's on purpose."""
        return bool(self.own == self.source)


def shown(place: Place) -> list[Shown]:
    """All of them, in the order of the text; a query more than what is read of them."""
    found = pictures.of(place.family, place.locale)
    numbers = {number for one in found for number in (one.source, one.own) if number}
    images: Mapping[int, Any] = get_image_model().objects.in_bulk(numbers) if numbers else {}
    return [
        Shown(name_of(one), images[one.source], images.get(one.own or 0))
        for one in found
        if one.source in images
    ]


def name_of(picture: Picture) -> str:
    """What a picture is called in addresses."""
    return digest(picture.path)


def keep(file: "UploadedFile[Any]", *, for_picture: int, locale: str, account: Any) -> int:
    """The number of a picture that was sent."""
    source = get_image_model().objects.filter(pk=for_picture).first()
    title = f"{source.title[:200]} ({locale})" if source else str(file.name)
    return int(kept.keep(file, title=title, account=account).pk)
