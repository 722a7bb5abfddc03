"""The moderators' tools: acts on a post, and the queue of what members reported."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.forum.models import Answer, Report, Thread
from community.forum.reach import answer_or_404, members_only, thread_or_404
from community.moderation.dismiss import dismiss
from community.moderation.forms import ModerationForm
from community.moderation.hide import hide, show
from community.moderation.lock import lock, unlock
from community.moderation.move import move
from community.moderation.permissions import allow_moderating
from portal.accounts.models import User
from portal.accounts.second_factor import second_factor_required
from portal.limits.decorators import anonymous_safe_post

QUEUE = 50
_ON_ANY = {"hide": hide, "show": show, "dismiss": dismiss}
_ON_THREADS: dict[str, Callable[..., object]] = {"lock": lock, "unlock": unlock}


@never_cache
@require_safe
@members_only
@second_factor_required
def queue(request: HttpRequest) -> HttpResponse:
    """The open reports, oldest first."""
    allow_moderating(request.user)
    reports = Report.objects.open().select_related(
        "thread__category", "thread__author", "answer__author", "reporter"
    )
    found = list(reports[: QUEUE + 1])
    context = {"reports": found[:QUEUE], "is_more": len(found) > QUEUE}
    return render(request, "community/moderation/queue.html", context)


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@second_factor_required
def act(
    request: HttpRequest, thread_id: int | None = None, answer_id: int | None = None
) -> HttpResponse:
    """Do one thing to a thread or to an answer."""
    allow_moderating(request.user)
    assert isinstance(request.user, User)
    post = _post(request, thread_id, answer_id)
    thread = post.thread if isinstance(post, Answer) else post
    # What leads to this page is the wish to move a thread: the rest has its buttons there.
    initial = {"verb": "move"} if post == thread else None
    form = ModerationForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        context = {"form": form, "thread": thread, "answer": post if post != thread else None}
        status = 422 if form.is_bound else 200
        return render(request, "community/moderation/act.html", context, status=status)
    _do(post, thread, form, request.user)
    messages.success(request, _("Done, and noted."))
    back = request.POST.get("back") == "queue"
    return HttpResponseRedirect(
        reverse("community:moderate") if back else thread.get_absolute_url()
    )


def _post(request: HttpRequest, thread_id: int | None, answer_id: int | None) -> Thread | Answer:
    if answer_id is not None:
        return answer_or_404(request, answer_id)
    assert thread_id is not None
    return thread_or_404(request, thread_id)


def _do(post: Thread | Answer, thread: Thread, form: ModerationForm, moderator: User) -> None:
    verb, reason = form.cleaned_data["verb"], form.cleaned_data["reason"]
    if verb in _ON_ANY:
        _ON_ANY[verb](post=post, moderator=moderator, reason=reason)
    elif verb in _ON_THREADS:
        _ON_THREADS[verb](thread=thread, moderator=moderator, reason=reason)
    else:
        move(thread=thread, to=form.cleaned_data["category"], moderator=moderator, reason=reason)
