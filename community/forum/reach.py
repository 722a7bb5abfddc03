"""From an address to what it names, as far as the person may see it; and how views say no."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from community.forum.models import Answer, Thread
from community.forum.permissions import NotAllowed

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def thread_or_404(request: HttpRequest, pk: int) -> Thread:
    """A thread this person may see."""
    threads = Thread.objects.visible_to(request.user)
    return get_object_or_404(threads.select_related("author", "category"), pk=pk)


def answer_or_404(request: HttpRequest, pk: int) -> Answer:
    """An answer this person may see, in a thread this person may see."""
    answer = get_object_or_404(
        Answer.objects.visible_to(request.user).select_related("thread", "author"), pk=pk
    )
    thread_or_404(request, answer.thread_id)
    return answer


def to_sign_in(back: str) -> HttpResponseRedirect:
    """To the sign-in page, and from there back to an address of ours."""
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def members_only[**P](view: View[P]) -> View[P]:
    """Strangers sign in first and land back at the thread; a refusal is said with its reason."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
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
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    threads = Thread.objects.filter(hidden=False)
    if "thread_id" in kwargs:
        thread = threads.filter(pk=str(kwargs["thread_id"])).first()
    else:
        answers = Answer.objects.filter(hidden=False, pk=str(kwargs.get("answer_id", 0)))
        thread = threads.filter(answers__in=answers).first()
    return thread.get_absolute_url() if thread else reverse("community:index")
