"""The pages one reads: front, category, thread. Strangers get them from the page cache."""

from functools import partial
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from community.forum import drafts, drawn, reading, structured
from community.forum.forms import AnswerForm
from community.forum.models import Category, Post, Revision, Thread
from community.forum.offered import Offered
from community.forum.pages import is_left_at, page_of_answers, slice_after, true_mark
from community.forum.reach import post_or_404, question_or_404
from community.forum.reading import AnswerRow
from community.forum.rendering import beginning
from community.forum.sitemap import Questions
from community.forum.structured import canonical
from portal import actors, locales
from portal.caching.areas import Area
from portal.caching.pages import PRIVATE, public_page
from portal.caching.queries import page_number
from portal.crawlers.views import respond

OWN_LATEST = 12
OTHER_LATEST = 6
REVISIONS = 20
DESCRIPTION = 160
"""So many characters of a question stand for it where its page is linked to."""


@public_page(Area.COMMUNITY)
def index(request: HttpRequest) -> HttpResponse:
    """The front of the community: categories, and the latest in the reader's language first."""
    locale = locales.in_force()
    threads = Thread.objects.visible_to(actors.of(request)).latest_first()
    context = {
        "categories": _named(Category.objects.for_locale(locale), locale),
        "own": threads.in_locale(locale)[:OWN_LATEST],
        "others": threads.exclude(locale=locale)[:OTHER_LATEST],
    }
    return render(request, "community/index.html", context)


@public_page(Area.COMMUNITY, allowed_query={"after": true_mark})
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """A category's threads in all its languages, last written in first."""
    found = get_object_or_404(Category, slug=slug)
    threads = Thread.objects.visible_to(actors.of(request)).filter(category=found)
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


@public_page(Area.COMMUNITY, allowed_query={"page": page_number})
def thread(request: HttpRequest, thread_id: int, slug: str = "") -> HttpResponse:
    """A question and its answers."""
    question = question_or_404(request, thread_id)
    if slug != question.thread.slug:
        return HttpResponseRedirect(question.thread.get_absolute_url(), status=301)
    return render(request, "community/thread.html", thread_context(request, question))


@public_page(Area.COMMUNITY)
def history(request: HttpRequest, post_id: int) -> HttpResponse:
    """What a post said before, the latest first, as far as everybody could read it."""
    post = post_or_404(request, post_id)
    earlier = Revision.objects.none()
    if not post.is_withdrawn:
        earlier = post.revisions.visible_to(actors.of(request)).order_by("-number")
    context = {
        "post": post,
        "thread": post.thread,
        "crumbs": _crumbs(),
        "revisions": earlier.select_related("editor")[:REVISIONS],
    }
    return render(request, "community/history.html", context)


def thread_context(request: HttpRequest, question: Post, **more: Any) -> dict[str, Any]:
    """What the thread page shows; `more` holds form, key and preview when something was typed."""
    actor, found = actors.of(request), question.thread
    if "form" not in more:
        more |= _answer_form(request, question)
    count = reading.count_answers(actor, question)
    read = partial(reading.answers, actor, found, count=count)
    page = page_of_answers(read, count, request.GET.get("page", ""))
    offered = Offered(actor, found)
    question_top, question_text = drawn.question(question, offered)
    rows, crumbs = cast("list[AnswerRow]", page.object_list), _crumbs(found.category)
    return {
        "thread": found,
        "address": found.get_absolute_url(),
        "question": question,
        "question_top": question_top,
        "question_text": question_text,
        "answers": drawn.answers(rows, found, offered),
        "beginning": beginning(question.body_html, DESCRIPTION),
        "canonical": canonical(found, page.number),
        "structured": structured.told(actor, question, rows, page.number, crumbs),
        "crumbs": crumbs,
        "page_obj": page,
        "count": count,
    } | more


def _answer_form(request: HttpRequest, question: Post) -> dict[str, Any]:
    actor, found = actors.of(request), question.thread
    if not actor.may("community.answer", found):
        return {"form": None}
    draft = drafts.find(actor, request.session, found) if question.has_draft else None
    if draft is None:
        return {"form": None, "is_blank": True}
    form = AnswerForm(initial={"body": draft.body})
    return {"form": form, "draft": draft, "key": draft.idempotency_key}


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


@public_page(Area.COMMUNITY, allowed_query={"p": page_number})
def sitemap(request: HttpRequest) -> HttpResponse:
    """The questions of a language, page by page."""
    return respond(request, Questions(locales.in_force()))
