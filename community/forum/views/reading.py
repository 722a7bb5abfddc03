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
from community.forum.models import Category, Post, PostVote, Report, Revision, Thread
from community.forum.models.posts import PostQuerySet
from community.forum.models.threads import ThreadQuerySet
from community.forum.pages import is_left_at, page_of_answers, slice_after, true_mark
from community.forum.reach import post_or_404, question_or_404
from community.forum.saying import said_of_edit_review, said_of_review
from portal import actors, locales
from portal.actors import Actor
from portal.caching.areas import Area
from portal.caching.pages import PRIVATE, public_page
from portal.caching.queries import page_number

OWN_LATEST = 12
OTHER_LATEST = 6
REVISIONS = 20


def listed(threads: ThreadQuerySet) -> ThreadQuerySet:
    """With what a list shows of each thread."""
    return threads.select_related("author", "category")


@public_page(Area.COMMUNITY)
def index(request: HttpRequest) -> HttpResponse:
    """The front of the community: categories, and the latest in the reader's language first."""
    locale = locales.in_force()
    threads = listed(Thread.objects.visible_to(actors.of(request))).latest_first()
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
    threads = listed(Thread.objects.visible_to(actors.of(request)).filter(category=found))
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
        more |= _answer_form(request, found)
    answers = _marked(found.posts.answers().shown_to(actor), actor).in_reading_order()
    count = (
        answers.count()
        if actor.may("community.see_hidden")
        else found.answer_count + question.kept_back
    )
    page = page_of_answers(answers, count, request.GET.get("page", ""))
    return {
        "thread": found,
        "question": question,
        "question_rights": _rights(actor, question),
        "answers": [(answer, _rights(actor, answer)) for answer in page],
        "crumbs": _crumbs(found.category),
        "page_obj": page,
        "count": count,
        "is_moderator": actor.may("community.moderate", found),
        "may_settle": actor.may("community.settle", found),
        # A template asks for it where something is held, and nowhere else.
        "said_of_review": said_of_review,
        "said_of_edit_review": said_of_edit_review,
    } | more


# What the page offers to do with each kind of post.
_OWN = ("edit", "withdraw", "restore")
_OFFERED = {
    Post.Kind.QUESTION: ("report", *_OWN),
    Post.Kind.ANSWER: ("vote", "report", *_OWN),
}


def _rights(actor: Actor, post: Post) -> set[str]:
    offered = _OFFERED[Post.Kind(post.kind)]
    return {verb for verb in offered if actor.may(f"community.{verb}", post)}


def _marked(answers: PostQuerySet, actor: Actor) -> PostQuerySet:
    """With what this member has already said about each answer, in the same query."""
    answers = answers.select_related("author").defer("body")
    if not actor.is_member:
        no = Value(False, output_field=BooleanField())
        return answers.annotate(is_voted=no, is_reported=no)
    mine = {"post": OuterRef("pk")}
    return answers.select_related("author", "held_edit").annotate(
        is_voted=Exists(PostVote.objects.filter(voter=actor.account, **mine)),
        is_reported=Exists(Report.objects.filter(reporter=actor.account, **mine)),
    )


def _answer_form(request: HttpRequest, found: Thread) -> dict[str, Any]:
    actor = actors.of(request)
    if not actor.may("community.answer", found):
        return {"form": None}
    draft = drafts.find(actor, request.session, found)
    form = AnswerForm(initial={"body": draft.body} if draft else None)
    return {"form": form, "draft": draft, "key": draft.idempotency_key if draft else uuid4()}


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
