"""What readers say of an article, and what is done about it: beside the text, for editors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from kb.editors_page import EditorsPage
from kb.feedback import by_version, dealing, rewriting, versions
from kb.feedback.admin.forms import AnswerForm, CommentFilterForm, CommentState, state_of
from kb.feedback.models import Version, Vote, VoteQuerySet
from kb.models import Family, titles
from portal import actors, cldr, locales
from portal.actors import Actor

NAME = "kb_votes"
ON_A_PAGE = 20


def address(slug: str, language: str = "", state: str = "") -> str:
    """Where an article's votes are, narrowed to a language and to comments of a state."""
    asked = {"language": language, "state": state}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse(NAME, args=[slug]) + (f"?{query}" if query else "")


type Refused = tuple[Vote, AnswerForm]
"""A vote, and the answer to it that was not sent."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, what has become of it, and what may be done about it."""

    vote: Vote
    state: CommentState
    may_be_dealt_with: bool
    has_address: bool
    form: AnswerForm


class VotesView(EditorsPage, TemplateView):
    """Raises PermissionDenied for who sees the votes of no language."""

    template_name = "kb/votes/votes.html"
    page_title = _("Votes and comments")
    header_icon = "comment"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        languages = self._actor.languages_of("help.see_votes")
        if not languages:
            raise PermissionDenied
        self.family = get_object_or_404(Family, slug=kwargs["slug"])
        self.form = CommentFilterForm(request.GET, languages=languages)

    @property
    def _actor(self) -> Actor:
        return actors.of(self.request)

    @property
    def _votes(self) -> VoteQuerySet:
        return Vote.objects.filter(family=self.family).seen_in(self.form.chosen)

    def get_page_subtitle(self) -> str:
        return titles([self.family.pk], locales.in_force())[self.family.pk].words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self._comments(), ON_A_PAGE).get_page(self.request.GET.get("page"))
        texts = by_version.texts(self.family, self.form.chosen)
        context: dict[str, Any] = super().get_context_data(
            family=self.family,
            filters=self.form,
            texts=texts,
            to_tell=self._to_tell(texts),
            page=page,
            comments=self._described(list(page.object_list), kwargs.pop("refused", None)),
            query=urlencode({"language": self._language, "state": self.form.wanted or ""}),
            **kwargs,
        )
        return context

    def _described(self, votes: list[Vote], refused: Refused | None) -> list[Comment]:
        """With what was typed of an answer, also where its comment is no longer on the page."""
        if refused and refused[0] not in votes:
            votes = [refused[0], *votes]
        waiting = rewriting.waits(votes)
        return [
            Comment(
                vote=vote,
                state=state_of(vote),
                may_be_dealt_with=self._actor.may("help.answer_comment", vote),
                has_address=vote.pk in waiting,
                form=refused[1] if refused and refused[0] == vote else _form_for(vote.pk),
            )
            for vote in votes
        ]

    def _to_tell(self, texts: Sequence[by_version.LanguageVersions]) -> set[int]:
        """The versions readers have that told nobody, and that one may say answer them."""
        current = [row.version for text in texts for row in text.rows if row.is_current]
        quiet = [one for one in current if one and not one.is_rewrite]
        return {one.pk for one in quiet if self._actor.may("help.publish", one.page)}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """An act on a comment, or on a text; afterwards the same list again."""
        match request.POST.get("act"):
            case "answer":
                return self._answer(self._vote())
            case "close":
                dealing.close(vote := self._vote(), actor=self._actor)
                messages.success(request, _("The comment is closed."))
                return self._back_to(vote)
            case "reopen":
                dealing.reopen(vote := self._vote(), actor=self._actor)
                messages.success(request, _("The comment is open again."))
                return self._back_to(vote)
            case "tell":
                self._tell(request.POST.get("version", ""))
        return redirect(request.get_full_path())

    def _answer(self, vote: Vote) -> HttpResponse:
        form = _form_for(vote.pk, self.request.POST)
        if form.is_valid():
            try:
                words = form.cleaned_data["words"]
                dealing.answer(vote, words, title=self._title(vote), actor=self._actor)
            except dealing.NoAddressError:
                form.add_error("words", _("The reader wants no mail any more."))
            except dealing.AlreadyDealtWithError:
                form.add_error("words", _("Somebody has dealt with this comment meanwhile."))
            else:
                messages.success(self.request, _("The answer is on its way."))
                return self._back_to(vote)
        return self.render_to_response(self.get_context_data(refused=(vote, form)))

    def _back_to(self, vote: Vote) -> HttpResponse:
        """The same list again, where the comment stands in it."""
        return redirect(f"{self.request.get_full_path()}#comment-{vote.pk}")

    def _tell(self, number: str) -> None:
        version = get_object_or_404(
            Version.objects.select_related("page__locale"),
            pk=_number(number),
            page__family=self.family,
            page__live=True,
        )
        if versions.latest(version.page) != version:
            raise Http404
        told = rewriting.tell(version, actor=self._actor)
        words = ngettext("%(n)s reader will be told.", "%(n)s readers will be told.", told)
        messages.success(self.request, words % {"n": cldr.number(told)})

    def _comments(self) -> VoteQuerySet:
        found = self._votes.commented()
        if state := self.form.wanted:
            found = state.of(found)
        return found.select_related("closing__by", "version", "family").order_by("-at", "-pk")

    def _vote(self) -> Vote:
        number = _number(self.request.POST.get("vote", ""))
        return get_object_or_404(self._votes.select_related("family"), pk=number)

    def _title(self, vote: Vote) -> str:
        """What the reader knows the text as."""
        found = self.family.pages.filter(locale__language_code=vote.text_locale)
        return found.values_list("title", flat=True).first() or self.get_page_subtitle()

    @property
    def _language(self) -> str:
        """The one language that is shown, "" for several."""
        return self.form.chosen[0] if len(self.form.chosen) == 1 else ""


def _form_for(vote: int, typed: Any = None) -> AnswerForm:
    return AnswerForm(typed, prefix=f"a{vote}")


def _number(typed: str) -> int:
    """What was sent as a number; 0 for what is none."""
    return int(typed) if re.fullmatch(r"[0-9]{1,18}", typed) else 0


def urls() -> list[URLPattern]:
    return [path("help/votes/<slug:slug>/", VotesView.as_view(), name=NAME)]
