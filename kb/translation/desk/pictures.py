"""The pictures of an article that show words, and its videos, each with the version that a
language has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from kb.media import pictures as kept
from kb.media import videos
from kb.translation.desk.places import Place
from kb.translation.memory.remembering import digest
from kb.translation.segments import pictures
from kb.translation.segments.pictures import Picture
from portal.limits.uploads import Files

TAKEN = Files(1, 2 * settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
"""Twice as much as the forms take, which say best themselves what is a little too large."""


class PictureForm(forms.Form):
    """A version of a picture, within the bounds of all pictures of the site."""

    picture = WagtailImageField(label=_("Version in this language"))


class VideoForm(forms.Form):
    """A version of a video, within the bounds of all videos of the site."""

    picture = videos.VideoField(label=_("Version in this language"))


class CaptionsForm(forms.Form):
    """Captions of what a language shows, which are no longer than any captions of the site."""

    captions = videos.CaptionsField(label=_("Captions in this language, as a WebVTT file (.vtt)"))


FORMS: Mapping[str, type[forms.Form]] = {"image": PictureForm, "video": VideoForm}
"""What a version is sent with, by the kind of its block."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or a video (`kind` of block) by its name in addresses; `own` is None while the
    language has none, and the source's where that is right as it stands. `captions` are those
    that the language has added to the video.
    """

    name: str
    kind: str
    source: Any
    own: Any
    captions: Any = None

    @property
    def is_right(self) -> bool:
        """Whether the language shows the source's on purpose."""
        return bool(self.own == self.source)


def shown(place: Place) -> list[Shown]:
    """All of them, in the order of the text; two queries more at most than reading them."""
    found = pictures.of(place.family, place.locale)
    files: dict[tuple[str, int], Any] = {}
    for kind in {one.kind for one in found}:
        these = [
            number
            for one in found
            if one.kind == kind
            for number in (one.source, one.own, one.captions)
        ]
        kept_ones = _model(kind).objects.in_bulk([number for number in these if number])
        files |= {(kind, number): file for number, file in kept_ones.items()}
    return [
        Shown(
            name_of(one),
            one.kind,
            source,
            files.get((one.kind, one.own or 0)),
            files.get((one.kind, one.captions or 0)),
        )
        for one in found
        if (source := files.get((one.kind, one.source)))
    ]


def _model(kind: str) -> Any:
    return get_document_model() if kind == "video" else get_image_model()


def name_of(picture: Picture) -> str:
    """What a picture is called in addresses."""
    return digest(picture.path)


def keep(file: "UploadedFile[Any]", *, version_of: Picture, locale: str, account: Any) -> int:
    """The number of a version, or of captions, that were sent."""
    source = _model(version_of.kind).objects.filter(pk=version_of.source).first()
    title = f"{source.title[:200]} ({locale})" if source else str(file.name)
    room = videos if version_of.kind == "video" else kept
    return int(room.keep(file, title=title, account=account).pk)
