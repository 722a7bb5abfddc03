"""Pictures that somebody sends: within the bounds of all pictures of the site, each kept once."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.images import get_image_model


def keep(file: "UploadedFile[Any]", *, title: str, account: Any, **fields: Any) -> Any:
    """The picture in a file that a WagtailImageField has taken; the one that is there already."""
    model = get_image_model()
    made = model(title=title[:255], file=file, uploaded_by_user=account, **fields)
    made._set_image_file_metadata()
    known = model.objects.filter(file_hash=made.file_hash).order_by("pk").first()
    if known is None:
        made.save()
    return known or made
