"""How far acts on many articles are, and what they have done: while they run, and afterwards."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from kb.articles.admin.acts import NAME, WORDS, parts
from kb.articles.admin.listing import LIST
from kb.articles.bulk import acting
from kb.articles.bulk.models import Act
from kb.articles.bulk.verdicts import Hindrance
from kb.editors_page import EditorsPage
from portal import actors, cldr
from portal.actors import Actor
from portal.to_dos import ToDo

ALL = "kb_acts"
MOST = 100
_JUST_SO = {"", Hindrance.EXISTS}


class _Page(EditorsPage, TemplateView):
    """Raises PermissionDenied for who sees no list of articles."""

    header_icon = "folder-inverse"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not actors.of(request).may(LIST):
            raise PermissionDenied


class ActView(_Page):
    """One of them; with `?progress` no more than what changes while it runs."""

    act: Act

    def setup(self, request: HttpRequest, *args: Any, act_id: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.act = get_object_or_404(Act, pk=act_id)

    def get_template_names(self) -> list[str]:
        is_part = "progress" in self.request.GET
        return ["kb/articles/progress.html" if is_part else "kb/articles/report.html"]

    def get_page_title(self) -> Any:
        return WORDS[self.act.verb].name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        done, of = self.act.progress()
        told = acting.report(self.act)
        context: dict[str, Any] = super().get_context_data(
            done=done,
            of=of,
            so_far=so_far(done, of),
            parts=list(parts(told, WORDS[self.act.verb].has)),
            back=reverse("wagtailsnippets_kb_family:list"),
            all=reverse(ALL),
            **kwargs,
        )
        return context


class ActsView(_Page):
    """One's own of the last month, the newest first: where one comes back to."""

    template_name = "kb/articles/acts.html"
    page_title = _("Your acts on many articles")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Act.objects.with_progress().filter(by=self.request.user.pk)
        newest: Iterable[Any] = own.order_by("-begun_at", "-pk")[:MOST]
        acts = [(act, WORDS[act.verb].name, so_far(act.done, act.of)) for act in newest]
        context: dict[str, Any] = super().get_context_data(acts=acts, **kwargs)
        return context


def begin_submitting(actor: Actor, families: Sequence[int], codes: Collection[str]) -> str:
    """Have these articles submitted; where one sees how far that is, "" where all is done."""
    act = acting.begin(actor, "submit", families, {"languages": list(codes)})
    done, of = act.progress()
    is_done = done == of and acting.report(act).counts.keys() <= _JUST_SO
    return "" if is_done else reverse(NAME, args=[act.pk])


def so_far(done: int, of: int) -> str:
    """How many of the articles of an act are through."""
    words = ngettext(
        "%(done)s of %(n)s article is dealt with.",
        "%(done)s of %(n)s articles are dealt with.",
        of,
    )
    return words % {"done": cldr.number(done), "n": cldr.number(of)}


def under_way(actor: Actor) -> Iterator[ToDo]:
    """Those of somebody's own that are not through yet."""
    if actor.privileged is None:
        return
    acts: Iterable[Any] = Act.objects.under_way().filter(by=actor.privileged).with_progress()
    for act in acts:
        yield ToDo(
            so_far(act.done, act.of), str(WORDS[act.verb].name), reverse(NAME, args=[act.pk])
        )


def urls() -> list[URLPattern]:
    return [
        path("help/acts/", ActsView.as_view(), name=ALL),
        path("help/acts/<int:act_id>/", ActView.as_view(), name=NAME),
    ]
