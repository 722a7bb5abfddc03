"""Where a language gets its own version of a picture or a video, from the desk."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.admin import messages

from kb.translation.desk.pictures import FORMS, keep, name_of
from kb.translation.desk.views import AtTheDesk, address
from kb.translation.segments import pictures
from kb.translation.segments.pictures import Picture

NAME = "kb_desk_picture"


class PictureView(AtTheDesk):
    """A version is sent, or taken back, or the source's is said to be right."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, picture: str) -> HttpResponse:
        self.page_or_404()
        family, locale = self.place.family, self.place.locale
        found = {name_of(one): one for one in pictures.of(family, locale)}
        if picture not in found:
            raise Http404
        match request.POST.get("act"):
            case "right":
                self._choose(found[picture], found[picture].source)
            case "take-back":
                self._choose(found[picture], None)
            case _other:
                self._send(found[picture])
        return redirect(f"{address(family, locale.language_code)}#picture-{picture}")

    def _send(self, picture: Picture) -> None:
        form = FORMS[picture.kind](self.request.POST, self.request.FILES)
        if not form.is_valid():
            messages.error(self.request, " ".join(map(str, form.errors["picture"])))
            return
        number = keep(
            form.cleaned_data["picture"],
            version_of=picture,
            locale=self.place.locale.language_code,
            account=self.actor.account,
        )
        self._choose(picture, number)

    def _choose(self, picture: Picture, number: int | None) -> None:
        place = self.place
        pictures.choose(place.family, place.locale, picture.path, number, by=self.actor)
        messages.success(self.request, _("Saved. Readers see it once you publish."))


def urls() -> list[URLPattern]:
    place = "help/desk/<slug:slug>/<slug:locale>/picture/<slug:picture>/"
    return [path(place, PictureView.as_view(), name=NAME)]
