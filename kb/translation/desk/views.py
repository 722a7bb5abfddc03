"""The desk's pages: the whole article, one segment as it is saved, what the memory knows of it."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.models import Locale

from kb.editors_page import EditorsPage
from kb.glossary.models import StyleSheet
from kb.models import Family, HelpPage
from kb.translation.desk import comments, pictures, saving
from kb.translation.desk.places import Place
from kb.translation.desk.rows import Row, row_of, rows_of
from kb.translation.desk.saving import Typed
from kb.translation.markup import numbered, typed
from kb.translation.memory.suggesting import suggest
from kb.translation.pages import tell_of_the_text
from kb.translation.segments import Segment, publish, submit
from portal import actors, cldr, locales

NAME = "kb_desk"
_TEXT, _VERSION, _KEPT = "text-", "version-", "keep-"
_SUGGESTIONS = 5


def address(family: Family, locale: str) -> str:
    """Where an article is translated into a language."""
    return reverse(NAME, args=[family.slug, locale])


class AtTheDesk(View):
    """What the desk's pages have in common: raises PermissionDenied for who may not translate."""

    place: Place
    actor: actors.Actor

    def setup(
        self, request: HttpRequest, *args: Any, slug: str, locale: str, **kwargs: Any
    ) -> None:
        super().setup(request, *args, **kwargs)
        families = Family.objects.select_related("source_locale")
        target = get_object_or_404(Locale, language_code=locale)
        self.place = Place(family=get_object_or_404(families, slug=slug), locale=target)
        self.actor = actors.of(request)
        if self.place.page and not self.actor.may("help.translate_text", self.place.page):
            raise PermissionDenied

    def dispatch(
        self, request: HttpRequest, *args: Any, slug: str, locale: str, **kwargs: Any
    ) -> Any:
        """What the address says of the place has been read."""
        return super().dispatch(request, *args, **kwargs)

    def page_or_404(self) -> HelpPage:
        """The page in this language; raises Http404 where nothing is to be translated."""
        if self.place.page is None or self.place.number is None:
            raise Http404
        return self.place.page

    def segment(self, name: str) -> Segment:
        """The segment of this name; raises Http404 for one that the article has no more."""
        self.page_or_404()
        try:
            return self.place.segments()[name]
        except KeyError:
            raise Http404 from None

    def here(self, name: str = "") -> HttpResponse:
        """Back to the desk, and there to a segment."""
        desk = address(self.place.family, self.place.locale.language_code)
        return redirect(f"{desk}#text-{name}" if name else desk)


class DeskView(AtTheDesk, EditorsPage, TemplateView):
    """All segments beside their translation. Works as a plain form, too."""

    template_name = "kb/desk/desk.html"
    header_icon = "wagtail-localize-language"
    unsaved: dict[str, str] | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.place.number and self.place.page:
            tell_of_the_text(request, self.place.page)
            return super().get(request, *args, **kwargs)
        if self.place.page:
            return redirect("wagtailadmin_pages:edit", self.place.page.pk)
        self._may_begin()
        self.template_name = "kb/desk/begin.html"
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.place.page is None:
            self._may_begin()
            submit([self.place.family], [self.place.locale], by=self.actor)
            return self.here()
        self.page_or_404()
        saved = saving.save(self.place, self._all_typed(), by=self.actor)
        self._tell_of(saved.lost)
        if saved.conflicts:
            self.unsaved = {name: request.POST.get(_TEXT + name, "") for name in saved.conflicts}
            messages.error(
                request, _("Somebody else changed the marked texts. Compare, then save again.")
            )
            return self.render_to_response(self.get_context_data(), status=HTTPStatus.CONFLICT)
        if saved.lost:
            return self.here()
        if request.POST.get("action") == "publish":
            self._publish()
        else:
            messages.success(request, _("Saved."))
        return self.here()

    def get_page_title(self) -> str:
        return _("Translate into %(language)s") % {
            "language": cldr.language(self.place.locale.language_code)
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """With the way back to what there is to translate into the language."""
        *above, here = super().get_breadcrumbs_items()
        code = self.place.locale.language_code
        matrix = {"url": reverse("kb_matrix"), "label": _("Translations")}
        of_language = reverse("kb_matrix_language", args=[code])
        return [*above, matrix, {"url": of_language, "label": cldr.language(code)}, here]

    def get_page_subtitle(self) -> str:
        source = self.place.source
        return str(source.draft_title) if source else self.place.family.slug

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(place=self.place, **kwargs)
        code = self.place.locale.language_code
        source_code = self.place.family.source_locale.language_code
        context |= {
            "code": code,
            "direction": locales.direction(code),
            "source_code": source_code,
            "source_direction": locales.direction(source_code),
        }
        is_begun = self.place.number and self.place.page
        return context | self._of_segments() if is_begun else context

    def _of_segments(self) -> dict[str, Any]:
        page = self.page_or_404()
        rows = rows_of(
            self.place,
            self.place.segments(),
            comments=comments.of_page(page),
            unsaved=self.unsaved,
        )
        return {
            "rows": rows,
            "pictures": pictures.shown(self.place),
            "longest": saving.LONGEST,
            "sheet": StyleSheet.objects.filter(locale=self.place.locale).first(),
            # The number goes up while one types.
            "done": format_html('<span class="desk__done">{}</span>', _count(rows)),
            "all": cldr.number(len(rows)),
            "first": next((row.name for row in rows if not row.is_done), ""),
            "may_publish": self.actor.may("help.publish", page),
            "may_ask": self.actor.may("help.ask_for_review", page),
            "preview": reverse("wagtail_localize:preview_translation", args=[self.place.number]),
        }

    def _all_typed(self) -> list[Typed]:
        """The texts that somebody has changed, or found right as they stood there at first.

        Also those of sentences that the source has no more since the form was opened.
        """
        posted, segments = self.request.POST, self.place.segments()
        found = []
        for field in (one for one in posted if one.startswith(_TEXT)):
            name = field.removeprefix(_TEXT)
            text = str(posted[field]).replace("\r\n", "\n")
            segment = segments.get(name)
            is_changed = segment is None or text != row_of(self.place, name, segment).text
            if is_changed or _KEPT + name in posted:
                version = str(posted.get(_VERSION + name, ""))
                found.append(Typed(name=name, text=text, version=version))
        return found

    def _tell_of(self, lost: list[str]) -> None:
        words = _(
            "This text is not saved, because the sentence that it translates has changed: "
            "“%(text)s”"
        )
        for text in lost:
            messages.error(self.request, words % {"text": text})

    def _may_begin(self) -> None:
        """Raises PermissionDenied, and Http404 where there is nothing to begin with."""
        if not self.actor.may("help.start_translation", self.place.locale.language_code):
            raise PermissionDenied
        source = self.place.source
        if source is None or self.place.locale == source.locale:
            raise Http404
        # Who only translates begins with what readers have.
        if not (source.live or self.actor.may("help.submit_translation")):
            raise Http404

    def _publish(self) -> None:
        if not self.actor.may("help.publish", self.page_or_404()):
            raise PermissionDenied
        saving.carry(self.place, by=self.actor)
        try:
            publish(self.place.family, self.place.locale, by=self.actor)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            messages.success(self.request, _("Published."))


class SegmentView(AtTheDesk):
    """One segment as it is typed: saved, and told what may be wrong with it."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, segment: str) -> HttpResponse:
        """JSON: `version`, `state` and `findings`; with 409 `theirs`, which somebody wrote."""
        self.segment(segment)
        text, version = (request.POST.get(key, "") for key in ("text", "version"))
        one = Typed(name=segment, text=text.replace("\r\n", "\n"), version=version)
        saved = saving.save(self.place, [one], by=self.actor)
        rows = rows_of(self.place, self.place.segments(), comments={})
        row = next(each for each in rows if each.name == segment)
        if segment in saved.conflicts:
            answer = {"version": row.version, "theirs": row.text}
            return JsonResponse(answer, status=HTTPStatus.CONFLICT)
        return JsonResponse(self._told(row, done=_count(rows)))

    def _told(self, row: Row, *, done: str) -> dict[str, Any]:
        findings = render_to_string("kb/desk/_findings.html", {"row": row}, self.request)
        return {
            "version": row.version,
            "state": row.state,
            "label": row.state.label,
            "done": done,
            "findings": findings,
        }


class SuggestionsView(AtTheDesk):
    """What the memory knows of a segment, as a fragment of the desk."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, segment: str) -> HttpResponse:
        asked = self.segment(segment)
        source = self.place.family.source_locale
        found = suggest(asked.source, source, self.place.locale, limit=_SUGGESTIONS + 1)
        others = [one for one in found if one.translation != asked.translation]
        known = numbered(asked.source, asked.translation)
        context = {
            "suggestions": [
                (one, typed(one.translation, known), cldr.percent(one.percent / 100, places=0))
                for one in others[:_SUGGESTIONS]
            ],
            "code": self.place.locale.language_code,
            "source_code": source.language_code,
        }
        return render(request, "kb/desk/_suggestions.html", context)


class CommentsView(AtTheDesk):
    """Something is said about a segment, or has been dealt with."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        name = request.POST.get("segment", "")
        if number := request.POST.get("close"):
            comments.close(self.page_or_404(), number, by=self.actor)
            return self.here(name)
        text = request.POST.get(f"comment-{name}", "").strip()[: comments.LONGEST]
        page = self.page_or_404()
        if name in self.place.segments():
            comments.add(page, name, text, by=self.actor)
        elif text:
            words = _(
                "Your comment is not saved, because the text that it is about has changed: "
                "“%(comment)s”"
            )
            messages.error(request, words % {"comment": text})
        return self.here(name)


def _count(rows: list[Row]) -> str:
    return cldr.number(sum(row.is_done for row in rows))
