"""A form of a new page that is sent once more goes on with the page that it made.

The editor saves by itself. Its first save makes the page, and the form may be sent again before
the answer is there, or when it was lost: by a button, by a second click, or by the editor, which
tries again. To Wagtail each of them is a new page. So each form has a key, which the family that
it makes takes for its own, and the database holds no two families of one key.
"""

import json
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from kb.models import Family, HelpPage
from kb.models.forms import KEY

_HOOK = "before_create_page"
# Two that came at once: the second finds what the first has made, or makes its own beside it.
_TRIES = 2


def set_up() -> None:
    """Called once, when the app is ready."""
    # What others say of a new page is asked before.
    hooks.register(_HOOK, make_once, order=1000)
    hooks.register("insert_editor_js", _script)


def _script() -> SafeString:
    """What is sent waits for the answer to the save before it, where scripts run."""
    return format_html('<script src="{}" defer></script>', static("kb/saving.js"))


def make_once(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """Wagtail's answer to a form of a new page, the whole of it done or nothing."""
    if request.method != "POST" or not issubclass(page_class, HelpPage):
        return None
    for left in reversed(range(_TRIES)):
        if (key := _key_of(request)) and _is_taken(key):
            if made := _made(key, request.user, parent):
                return _go_on(request, made)
            _take_away_key(request)
        try:
            return _create(request, parent, page_class)
        except IntegrityError:
            if not left:
                raise
    return None


@transaction.atomic
def _create(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse:
    kind = page_class._meta
    answer: HttpResponse = _Create.as_view()(request, kind.app_label, kind.model_name, parent.pk)
    return answer


class _Create(CreateView):
    """Wagtail's own, whose hooks have been asked."""

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> Any:
        return None if hook_name == _HOOK else super().run_hook(hook_name, *args, **kwargs)


def _key_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(KEY, ""))
    except ValueError:
        return None


def _is_taken(key: UUID) -> bool:
    """Asked first: a page is there as soon as its family is."""
    return Family.objects.filter(translation_key=key).exists()


def _made(key: UUID, account: Any, parent: Page) -> HelpPage | None:
    """The page that somebody's form has made."""
    mine = HelpPage.objects.filter(translation_key=key, owner=account)
    page: HelpPage | None = mine.child_of(parent).first()
    return page


def _take_away_key(request: HttpRequest) -> None:
    """What it made was deleted, or it is another one's."""
    posted = request.POST.copy()
    del posted[KEY]
    request.POST = posted  # type: ignore[assignment]


def _go_on(request: HttpRequest, page: HelpPage) -> HttpResponse:
    """What is sent is the next version of the page. The editor is told where it is."""
    answer: HttpResponse = EditView.as_view()(request, page.pk)
    if not isinstance(answer, JsonResponse):
        return answer
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    hydrate = set_query_params(address, {"_w_hydrate_create_view": "1"})
    told = json.loads(answer.content)
    if told.get("success"):
        told |= {"url": address, "hydrate_url": hydrate}
    return JsonResponse(told, status=answer.status_code)
