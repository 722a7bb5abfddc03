"""Where a language gets its own version of a picture or a video, and captions, from the desk."""

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.admin import messages

from kb.translation.desk.pictures import FORMS, CaptionsForm, keep, name_of
from kb.translation.desk.views import AtTheDesk, address
from kb.translation.segments import pictures
from kb.translation.segments.pictures import Picture

NAME = "kb_desk_picture"


class PictureView(AtTheDesk):
    """A version, or captions, are sent or taken back, or the source's is said to be right."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, picture: str) -> HttpResponse:
        self.page_or_404()
        family, locale = self.place.family, self.place.locale
        found = {name_of(one): one for one in pictures.of(family, locale)}
        if picture not in found:
            raise Http404
        one = found[picture]
        match request.POST.get("act"):
            case "right":
                self._choose(one, one.source)
            case "take-back":
                self._choose(one, None)
            case "captions" if one.kind == "video":
                self._add_captions(one)
            case "no-captions" if one.kind == "video":
                self._choose_captions(one, None)
            case _other:
                self._send(one)
        return redirect(f"{address(family, locale.language_code)}#picture-{picture}")

    def _send(self, picture: Picture) -> None:
        number = self._kept(FORMS[picture.kind], "picture", picture)
        if number is not None:
            self._choose(picture, number)

    def _add_captions(self, picture: Picture) -> None:
        number = self._kept(CaptionsForm, "captions", picture)
        if number is not None:
            self._choose_captions(picture, number)

    def _kept(self, form_class: type[Form], field: str, picture: Picture) -> int | None:
        """The number of the file that was sent; None for one that is wrong, which is said."""
        form = form_class(self.request.POST, self.request.FILES)
        if not form.is_valid():
            messages.error(self.request, " ".join(map(str, form.errors[field])))
            return None
        return keep(
            form.cleaned_data[field],
            version_of=picture,
            locale=self.place.locale.language_code,
            account=self.actor.account,
        )

    def _choose(self, picture: Picture, number: int | None) -> None:
        place = self.place
        pictures.choose(place.family, place.locale, picture.path, number, by=self.actor)
        self._say_saved()

    def _choose_captions(self, picture: Picture, number: int | None) -> None:
        place = self.place
        pictures.add_captions(place.family, place.locale, picture.path, number, by=self.actor)
        self._say_saved()

    def _say_saved(self) -> None:
        messages.success(self.request, _("Saved. Readers see it once you publish."))


def urls() -> list[URLPattern]:
    place = "help/desk/<slug:slug>/<slug:locale>/picture/<slug:picture>/"
    return [path(place, PictureView.as_view(), name=NAME)]
