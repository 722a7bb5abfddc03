"""Videos and captions that somebody sends: known by their content, and each kept once."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from kb.media import contents
from portal import cldr


class VideoField(forms.FileField):
    """Takes what `contents` knows as a video, as large as documents of the site may be."""

    default_validators = [FileExtensionValidator(list(contents.VIDEOS))]

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            most = cldr.number(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE // 1024**2)
            raise ValidationError(_("The video is larger than %(most)s MB.") % {"most": most})
        if fault := contents.fault(file, file.name.rpartition(".")[2]):
            raise ValidationError(fault)
        return file


class CaptionsField(forms.FileField):
    """Takes what `contents` knows as captions."""

    default_validators = [FileExtensionValidator(list(contents.CAPTIONS))]

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if fault := contents.fault(file, file.name.rpartition(".")[2]):
            raise ValidationError(fault)
        return file


def keep(file: "UploadedFile[Any]", *, title: str, account: Any) -> Any:
    """The document with this video or these captions; the one that is there already.

    One that is not for all readers, or is called otherwise, is another.
    """
    model = get_document_model()
    made = model(title=title[:255], file=file, uploaded_by_user=account)
    made._set_document_file_metadata()
    ending = f".{str(file.name).rpartition('.')[2]}"
    alike = model.objects.filter(file_hash=made.file_hash, collection=made.collection_id)
    known = alike.filter(file__iendswith=ending).order_by("pk").first()
    if known is None:
        made.save()
    return known or made
