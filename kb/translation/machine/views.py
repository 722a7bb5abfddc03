"""Machines at the desk, and a page on what they do and cost."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from kb.models import titles
from kb.translation.desk.views import DeskView, address
from kb.translation.machine import asking, filling
from kb.translation.machine.models import Fill
from kb.translation.matrix.views import ICON, MATRIX
from portal import cldr, locales
from portal.framing import framed
from portal.machine_translation import spending
from portal.machine_translation.errors import (
    MachineError,
    OverCostError,
    TemporaryError,
    UnsupportedError,
)
from portal.machine_translation.translating import NAMES, all_engines

MACHINES = "kb_machines"
_SHOWN = 50


class MachineView(DeskView):
    """Saves what is typed at the desk, and then asks a machine, or says that it is right.

    `machine` says what: `all` that is missing, `confirm`, or a segment by its name.
    """

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page_or_404()
        answer = super().post(request, *args, **kwargs)
        if answer.status_code != HTTPStatus.FOUND:
            return answer
        match request.POST.get("machine", ""):
            case "all":
                return self._ask_for_all()
            case "confirm":
                return self._confirm()
            case name:
                return self._suggest(name)

    def _ask_for_all(self) -> HttpResponse:
        if self._is_possible():
            asking.ask(self.place.family, self.place.locale, by=self.actor)
        return self.here()

    def _confirm(self) -> HttpResponse:
        n = asking.confirm(self.place, by=self.actor)
        words = ngettext(
            "You said of %(n)s text that it is right.",
            "You said of %(n)s texts that they are right.",
            n,
        )
        messages.success(self.request, words % {"n": cldr.number(n)})
        return self.here()

    def _suggest(self, name: str) -> HttpResponse:
        segment = self.place.segments().get(name)
        if segment is None or not filling.is_missing(segment) or not self._is_possible():
            return self.here(name)
        try:
            if not asking.suggest(self.place, segment, by=self.actor):
                messages.warning(
                    self.request,
                    _("The machine lost a code, a link or a number, so nothing is stored."),
                )
        except MachineError as error:
            messages.error(self.request, _why(error))
        except LookupError:
            return self.here()  # The source was published meanwhile, without this sentence.
        return self.here(name)

    def _is_possible(self) -> bool:
        if not filling.engines_at(self.place):
            raise Http404
        if filling.is_public(self.place):
            return True
        messages.error(self.request, _("Only what everybody may read is sent to a machine."))
        return False


@never_cache
@require_safe
def machines(request: HttpRequest) -> HttpResponse:
    """What each engine was sent this month, and what was asked for last."""
    asked = Fill.objects.select_related("family", "locale").order_by("-asked_at", "-pk")
    shown = list(asked[:_SHOWN])
    called = titles({one.family_id for one in shown}, locales.in_force())
    rows = [
        (one, called[one.family_id], address(one.family, one.locale.language_code))
        for one in shown
    ]
    context = framed(_("Machine translation"), (reverse(MATRIX), _("Translations")), icon=ICON)
    context |= {
        "accounts": [(NAMES[one.engine], one) for one in spending.accounts(all_engines())],
        "rows": rows,
    }
    return render(request, "kb/translation/machines.html", context)


def _why(error: MachineError) -> str:
    return next(words for kind, words in _words().items() if isinstance(error, kind))


def _words() -> Mapping[type[MachineError], str]:
    return {
        TemporaryError: _("The machine does not answer at the moment. Try again later."),
        OverCostError: _("What machines may cost this month is used up."),
        UnsupportedError: _("No machine translates into this language."),
        MachineError: _("The machine refused. An administrator can see why in the log."),
    }


def urls() -> list[URLPattern]:
    return [
        path("help/machines/", machines, name=MACHINES),
        path(
            "help/desk/<slug:slug>/<slug:locale>/machine/",
            MachineView.as_view(),
            name="kb_desk_machine",
        ),
    ]
