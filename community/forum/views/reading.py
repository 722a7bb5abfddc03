"""The pages one reads: front, category, thread. Strangers get them from the page cache."""

from typing import Any
from uuid import uuid4

from django.db.models import BooleanField, Exists, OuterRef, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from community.forum import drafts
from community.forum.forms import AnswerForm
from community.forum.models import AnswerVote, Category, Report, Thread
from community.forum.models.answers import AnswerQuerySet
from community.forum.models.threads import MODERATE, ThreadQuerySet
from community.forum.pages import is_left_at, page_of_answers, slice_after, true_mark
from community.forum.reach import thread_or_404
from portal import locales
from portal.caching.pages import PRIVATE, public_page
from portal.caching.queries import page_number

OWN_LATEST = 12
OTHER_LATEST = 6


def listed(threads: ThreadQuerySet) -> ThreadQuerySet:
    """With what a list shows of each thread, and not its text."""
    return threads.select_related("author", "category").defer("body", "body_html")


@public_page()
def index(request: HttpRequest) -> HttpResponse:
    """The front of the community: categories, and the latest in the reader's language first."""
    locale = locales.in_force()
    threads = listed(Thread.objects.visible_to(request.user)).latest_first()
    context = {
        "categories": _named(Category.objects.for_locale(locale), locale),
        "own": threads.in_locale(locale)[:OWN_LATEST],
        "others": threads.exclude(locale=locale)[:OTHER_LATEST],
    }
    return render(request, "community/index.html", context)


@public_page(allowed_query={"after": true_mark})
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """A category's threads in all its languages, last written in first."""
    found = get_object_or_404(Category, slug=slug)
    threads = listed(Thread.objects.visible_to(request.user).filter(category=found))
    locale, mark = locales.in_force(), request.GET.get("after", "")
    context = {
        "crumbs": _crumbs(),
        "category": found,
        "name": found.name_in(locale),
        "category_description": found.description_in(locale),
        "slice": slice_after(threads, mark),
        "is_continued": bool(mark),
    }
    response = render(request, "community/category.html", context)
    if mark and not is_left_at(threads, mark):
        # Made up, or the thread has moved on meanwhile: answered, but never kept.
        response.headers["Cache-Control"] = PRIVATE
    return response


@public_page(allowed_query={"page": page_number})
def thread(request: HttpRequest, thread_id: int, slug: str = "") -> HttpResponse:
    """A question and its answers."""
    found = thread_or_404(request, thread_id)
    if slug != found.slug:
        return HttpResponseRedirect(found.get_absolute_url(), status=301)
    return render(request, "community/thread.html", thread_context(request, found))


def thread_context(request: HttpRequest, found: Thread, **more: Any) -> dict[str, Any]:
    """What the thread page shows; `more` holds form, key and preview when something was typed."""
    user = request.user
    if "form" not in more:
        more |= _answer_form(request, found)
    is_moderator = user.has_perm(MODERATE)
    answers = _marked(found.answers.visible_to(user), request).in_reading_order()
    count = answers.count() if is_moderator else found.answer_count
    is_member = user.is_authenticated
    return {
        "thread": found,
        "crumbs": _crumbs(found.category),
        "page_obj": page_of_answers(answers, count, request.GET.get("page", "")),
        "count": count,
        "is_moderator": is_moderator,
        "may_accept": is_member
        and not found.is_locked
        and (found.author_id == user.pk or is_moderator),
    } | more


def _marked(answers: AnswerQuerySet, request: HttpRequest) -> AnswerQuerySet:
    """With what this member has already said about each answer, in the same query."""
    answers = answers.select_related("author").defer("body")
    if not request.user.is_authenticated:
        no = Value(False, output_field=BooleanField())
        return answers.annotate(is_voted=no, is_reported=no)
    mine = {"answer": OuterRef("pk")}
    return answers.annotate(
        is_voted=Exists(AnswerVote.objects.filter(voter=request.user, **mine)),
        is_reported=Exists(Report.objects.filter(reporter=request.user, **mine)),
    )


def _answer_form(request: HttpRequest, found: Thread) -> dict[str, Any]:
    if not request.user.is_authenticated or found.is_locked:
        return {"form": None}
    draft = drafts.find(request, found)
    form = AnswerForm(initial={"body": draft.body} if draft else None)
    return {"form": form, "key": draft.once if draft else uuid4()}


def _crumbs(category: Category | None = None) -> list[dict[str, str]]:
    crumbs = [{"title": gettext("Community"), "url": reverse("community:index")}]
    if category:
        url = reverse("community:category", args=[category.slug])
        crumbs.append({"title": category.name_in(locales.in_force()), "url": url})
    return crumbs


def _named(categories: list[Category], locale: str) -> list[dict[str, Any]]:
    return [
        {
            "slug": category.slug,
            "name": category.name_in(locale),
            "description": category.description_in(locale),
        }
        for category in categories
    ]
