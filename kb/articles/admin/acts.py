"""Acts on many articles in the editors' pages: first a page that says what would happen."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.views.bulk_action import BulkAction

from kb.articles.admin import finding
from kb.articles.admin.forms import LanguagesChoice, NoChoice, OwnerChoice, TopicsChoice
from kb.articles.admin.listing import LIST
from kb.articles.bulk import acting
from kb.articles.bulk.acting import ActReport
from kb.articles.bulk.verdicts import Choice, Hindrance
from kb.models import Family, Title, titles
from portal import actors, locales
from portal.actors import Actor

NAME = "kb_act"


@dataclass(frozen=True, slots=True)
class ActWording:
    """What an act is called, and what it is said to do, and to have done."""

    name: Any
    will: Any
    has: Any


WORDS = {
    "publish": ActWording(
        pgettext_lazy("articles", "Publish"), _("Will be published"), _("Published")
    ),
    "archive": ActWording(
        pgettext_lazy("articles", "Archive"), _("Readers will not have it any more"), _("Archived")
    ),
    "retag": ActWording(_("Change topics"), _("Will get other topics"), _("Has other topics")),
    "own": ActWording(_("Change owner"), _("Will get another owner"), _("Has another owner")),
    "submit": ActWording(
        _("Submit for translation"), _("Will be submitted"), _("Submitted for translation")
    ),
    "machine": ActWording(
        _("Translate by machine"), _("A machine will translate"), _("A machine was asked for")
    ),
}


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading of a plan or a report, with the first of the articles below it."""

    heading: Any
    count: int
    named: list[tuple[Title, list[str]]]
    is_left_out: bool

    @property
    def rest(self) -> int:
        return self.count - len(self.named)


def parts(told: ActReport, done: Any) -> Iterator[ReportSection]:
    """What is done comes first, then what is left out, by reason."""
    numbers = {number for some in told.named.values() for number in some}
    named = titles(numbers, locales.in_force())
    for reason in ("", *Hindrance):
        if count := told.counts[reason]:
            below = [(named[number], codes) for number, codes in told.named[reason].items()]
            heading = Hindrance(reason).label if reason else done
            yield ReportSection(heading, count, below, bool(reason))


class ArticlesAct(BulkAction):
    """Shows what would happen, and does it when that was seen. Raises Http404 for no article."""

    models: ClassVar = [Family]
    form_class = NoChoice
    template_name = "kb/articles/act.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self._actor.may(LIST):
            raise PermissionDenied
        if not self.numbers:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def _actor(self) -> Actor:
        return actors.of(self.request)

    @cached_property
    def numbers(self) -> list[int]:
        return finding.numbers(self.request)

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        """None to Wagtail: each is asked about by language, and there may be thousands."""
        return [], {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = WORDS[self.action_type]
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["form"]
        choice = {} if not form.fields else form.choice() if self._is_chosen(form) else None
        if choice is not None:
            told = acting.plan(self._actor, self.action_type, self.numbers, choice)
            context |= {"parts": list(parts(told, words.will)), "planned": _as_told(choice)}
            context["is_possible"] = bool(told.counts[""])
        return context | {"words": words, "count": len(self.numbers)}

    def _is_chosen(self, form: Any) -> bool:
        return bool(form.is_bound and form.is_valid())

    def form_valid(self, form: Any) -> HttpResponse:
        choice = form.choice()
        if self.request.POST.get("planned") != _as_told(choice):
            shown: HttpResponse = self.render_to_response(self.get_context_data(form=form))
            return shown
        act = acting.begin(self._actor, self.action_type, self.numbers, choice)
        return redirect(NAME, act.pk)


def _as_told(choice: Choice) -> str:
    """By which it is known that what was seen is what is to be done."""
    return json.dumps(choice, sort_keys=True)


def _act(name: str, form: type[NoChoice], priority: int) -> type[ArticlesAct]:
    words = WORDS[name]
    return type(
        f"{name.capitalize()}Articles",
        (ArticlesAct,),
        {
            "action_type": name,
            "display_name": words.name,
            "aria_label": words.name,
            "form_class": form,
            "action_priority": priority,
        },
    )


ACTS = tuple(
    _act(name, form, priority)
    for priority, (name, form) in enumerate(
        {
            "publish": NoChoice,
            "retag": TopicsChoice,
            "own": OwnerChoice,
            "submit": LanguagesChoice,
            "machine": LanguagesChoice,
            "archive": NoChoice,
        }.items()
    )
)
