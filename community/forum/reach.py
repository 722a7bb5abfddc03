"""From an address to what it names, as far as the person may see it; and how views say no."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from community.forum import reading
from community.forum.models import Post
from community.policy import NotAllowed
from portal import actors

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def question_or_404(request: HttpRequest, thread_id: int) -> Post:
    """The question of a thread that this person may see, with the thread.

    It comes with what the page of the thread says of it (`PostQuerySet.for_page_of`).
    """
    found = reading.question(actors.of(request), thread_id)
    if found is None:
        raise Http404
    return found


def post_or_404(request: HttpRequest, pk: int) -> Post:
    """A question or an answer that this person may see, in a thread this person may see."""
    posts = Post.objects.visible_to(actors.of(request)).select_related("thread", "author")
    return get_object_or_404(posts, pk=pk)


def answer_or_404(request: HttpRequest, pk: int) -> Post:
    """An answer this person may see, in a thread this person may see."""
    answers = Post.objects.visible_to(actors.of(request)).answers()
    return get_object_or_404(answers.select_related("thread", "author"), pk=pk)


def to_sign_in(back: str) -> HttpResponseRedirect:
    """To the sign-in page, and from there back to an address of ours."""
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def members_only[**P](view: View[P]) -> View[P]:
    """Strangers sign in first and land back at the thread; a refusal is said with its reason."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not actors.of(request).is_member:
            return to_sign_in(_way_back(request, kwargs))
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            return refused(request, refusal)

    return checked


def refused(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    """403 with the reason, and what was typed."""
    typed = request.POST.get("body") or request.POST.get("comment") or ""
    context = {"reason": str(refusal), "typed": typed}
    response = render(request, "community/refused.html", context, status=403)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _way_back(request: HttpRequest, kwargs: dict[str, object]) -> str:
    """The address itself, or for a post to it the thread that it is about."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    posts = Post.objects.visible_to(actors.of(request)).select_related("thread")
    if "thread_id" in kwargs:
        post = posts.questions().filter(thread__pk=str(kwargs["thread_id"])).first()
    else:
        post = posts.answers().filter(pk=str(kwargs.get("answer_id", 0))).first()
    return post.thread.get_absolute_url() if post else reverse("community:index")
