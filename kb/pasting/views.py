"""Where the editor's page sends what is pasted, and gets blocks to put into the text."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.permissions import policy_registry

from kb.blocks.image import Image
from kb.blocks.kind import Raw
from kb.importing import body
from kb.importing.problems import BadFile
from kb.media.pictures import keep
from kb.models import HelpPage
from kb.pasting import reading
from kb.pasting.losses import Loss
from portal import actors
from portal.limits.uploads import Files

NAME = "kb_paste"
TAKEN = Files(10, 4 * 1024 * 1024)
"""As many pictures at once, and as large, as the web server hands on."""
_LONGEST = 500
_LOST = {
    Loss.PLAYERS: gettext_lazy("What plays on the page is a link now, or was left out."),
    Loss.DRAWINGS: gettext_lazy("Drawings and formulas were left out. Add them as images."),
    Loss.LINKS: gettext_lazy("Links that no reader can open are plain words now."),
    Loss.MENUS: gettext_lazy("Menus and footers of the page were left out."),
}


@never_cache
@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """JSON: `blocks` as a form's state has them, and `said`, what has not come along.

    `html` names its pictures as the files that are sent beside it. With 400 there is `said` alone.
    Raises PermissionDenied for who works on no texts.
    """
    if not actors.of(request).may("help.see_list"):
        raise PermissionDenied
    try:
        pasted = reading.read(request.POST.get("html", ""))
    except BadFile:
        too_much = _("This is too much to paste at once. Paste it in parts.")
        return JsonResponse({"said": [too_much]}, status=HTTPStatus.BAD_REQUEST)
    kept = _pictures(request)
    blocks = [one for one in pasted.blocks if not isinstance(one, Image) or one.file in kept]
    said = []
    if pasted.has_remote_pictures:
        said.append(_("Pictures of other sites are links now. Save them, and add them as images."))
    if len(blocks) < len(pasted.blocks):
        said.append(_("Pictures could not be taken along. Save them, and add them as images."))
    said += [str(words) for loss, words in _LOST.items() if loss in pasted.lost]
    raw = body.write(tuple(map(_bounded, blocks)), store=lambda image: kept[image.file])
    return JsonResponse({"blocks": _state(raw), "said": said})


def _pictures(request: HttpRequest) -> dict[str, int]:
    """The numbers of the pictures that were sent, by the names of their fields; of who may not
    add pictures, none.
    """
    policy = policy_registry.get_by_type(get_image_model())
    shelf = policy.collections_user_has_permission_for(request.user, "add").first()
    found: dict[str, int] = {}
    for name, file in request.FILES.items() if shelf else ():
        try:
            WagtailImageField().clean(file)
        except ValidationError:
            continue
        title = _("Pasted picture")
        made = keep(file, title=title, account=request.user, collection=shelf)  # type: ignore[arg-type]
        found[name] = int(made.pk)
    return found


def _bounded(block: Any) -> Any:
    """A picture with words of as many characters as its fields take."""
    if not isinstance(block, Image):
        return block
    return Image(block.file, block.alt[:_LONGEST], block.caption[:_LONGEST])


def _state(raw: list[Raw]) -> Any:
    stream = HelpPage._meta.get_field("body").stream_block
    return stream.get_form_state(stream.to_python(raw))


def urls() -> list[URLPattern]:
    return [path("help/paste/", paste, name=NAME)]
