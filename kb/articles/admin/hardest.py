"""The page and the file of the texts that are hardest for most readers, by language."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from kb.articles import reads
from kb.articles.admin.listing import LIST, ArticlesMenuItem
from kb.articles.hardest import MOST, Hard, hardest
from kb.translation.matrix.places import Places
from kb.translation.matrix.texts import Texts
from kb.translation.need import LEAST
from portal import actors, cldr, locales
from portal.actors import Actor
from portal.framing import framed
from portal.journal import days
from portal.text.spreadsheets import UTF8_MARK, guarded

NAME = "kb_hardest"


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The texts of one language, the editor's own unless `language` says another."""
    actor, code = _asked(request)
    found = hardest(code)
    context = framed(_("Hard to read"), icon="glasses") | {
        "code": code,
        "languages": locales.choices(),
        "days": cldr.number(reads.DAYS),
        "most": cldr.number(MOST),
        "least": cldr.number(LEAST),
        "rows": _with_places(found, actor, code),
    }
    return render(request, "kb/articles/hardest.html", context)


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    _actor, code = _asked(request)
    name = f"hard-to-read-{code}-{days.day_of()}.csv"
    return HttpResponse(
        _as_csv(hardest(code)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def urls() -> list[URLPattern]:
    return [
        path("help/hard-to-read/", index, name=NAME),
        path("help/hard-to-read/csv/", export, name="kb_hardest_csv"),
    ]


def menu_item() -> MenuItem:
    """Among the reports, for whoever sees the articles."""
    return ArticlesMenuItem(
        gettext_lazy("Hard to read"),
        reverse(NAME),
        name="hard-to-read",
        icon_name="glasses",
        order=130,
    )


def _asked(request: HttpRequest) -> tuple[Actor, str]:
    """Who asks, of which language. Raises PermissionDenied for who does not see the articles."""
    actor = actors.of(request)
    if not actor.may(LIST):
        raise PermissionDenied
    asked = request.GET.get("language", "")
    return actor, asked if asked in locales.codes() else locales.in_force()


def _with_places(found: Sequence[Hard], actor: Actor, code: str) -> list[dict[str, Any]]:
    """Each with where this editor writes it anew, "" where they may not."""
    texts = Texts({text.family for text in found}, [code])
    places = Places(actor, texts)
    return [{"text": text, "address": places.address(text.family, code)} for text in found]


def _as_csv(found: Sequence[Hard]) -> str:
    out = StringIO()
    out.write(UTF8_MARK)
    writer = csv.writer(out)
    writer.writerow(
        [
            *(_("Id"), _("Title"), _("Read in 28 days"), _("Difficulty")),
            *(_("Words in a sentence"), _("Hints")),
        ]
    )
    for text in found:
        writer.writerow([guarded(cell) for cell in _cells(text)])
    return out.getvalue()


def _cells(text: Hard) -> list[Any]:
    numbers = (round(text.difficulty), round(text.sentence, 1), text.hints)
    return [text.slug, text.title, text.read, *numbers]
