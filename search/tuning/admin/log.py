"""The query log as a page of the admin: what was searched for, and what to do about it."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import user_passes_test
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from portal import actors, cldr
from portal.framing import framed
from portal.journal.retention import QUERY_TEXT
from search.tuning import querylog
from search.tuning.admin.forms import LogForm
from search.tuning.admin.rules import PinViewSet, SynonymViewSet, add_address
from search.tuning.permissions import may_see_log

WRITING = "search_write_article"
"""The hook by which a room says where articles are written: (request, language) → title → address,
or None where this person may not. Search itself knows no articles."""


@never_cache
@require_safe
@user_passes_test(may_see_log)
def query_log(request: HttpRequest) -> HttpResponse:
    """One list of queries, of a period and language; refuses a language that is not theirs."""
    actor = actors.of(request)
    languages = actor.languages_of("search.see_log", asked=request.GET.get("locale", ""))
    own = actor.languages_of("search.see_log")
    scope = LogForm(request.GET, languages=own).scope
    rows = querylog.rows(scope.listing, scope.first, scope.last, languages)
    context = framed(_("Query log")) | {
        "form": LogForm(
            {"listing": scope.listing, "days": (scope.last - scope.first).days + 1,
             "locale": scope.locale},
            languages=own,
        ),
        "scope": scope,
        "rows": _with_actions(request, rows),
        "kept_days": cldr.number(QUERY_TEXT.days),
        "most": querylog.MOST,
        "is_sample": settings.DEMO,
    }  # fmt: skip
    return render(request, "search/tuning/log.html", context)


type Action = tuple[str, str]
"""What can be done about a query: a name and an address."""


def _with_actions(
    request: HttpRequest, rows: Sequence[querylog.QueryRow]
) -> list[tuple[querylog.QueryRow, list[Action]]]:
    writing = {locale: _writing(request, locale) for locale in {row.locale for row in rows}}
    tunes = actors.of(request).may("search.tune")
    return [
        (row, [*_written(row, writing[row.locale]), *(_tuning(row) if tunes else ())])
        for row in rows
    ]


def _tuning(row: querylog.QueryRow) -> list[Action]:
    wordings = f"{row.query}\n"
    return [
        (_("Add synonym"), add_address(SynonymViewSet, locale=row.locale, wordings=wordings)),
        (_("Pin a result"), add_address(PinViewSet, locale=row.locale, query=row.query)),
    ]


def _writing(request: HttpRequest, locale: str) -> list[Callable[[str], str]]:
    found = (addresses(request, locale) for addresses in hooks.get_hooks(WRITING))
    return [address_of for address_of in found if address_of]


def _written(row: querylog.QueryRow, addresses: Sequence[Callable[[str], str]]) -> list[Action]:
    return [(_("Write an article"), address_of(row.query)) for address_of in addresses]


class LogMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_log(request.user)


class QueryLogViewSet(ViewSet):
    name = "search_log"
    icon = "search"
    menu_label = gettext_lazy("Query log")
    menu_item_class = LogMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", query_log, name="index")]
