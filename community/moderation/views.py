"""The moderators' tools: acts on a post or a member, and the queue of what waits."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.forum.held_edits import ChangedMeanwhileError
from community.forum.models import HeldEdit, Post, Report
from community.forum.reach import answer_or_404, members_only, question_or_404
from community.moderation.dismissal import dismiss_reports
from community.moderation.forms import OF_REVIEW, MemberForm, ModerationForm
from community.moderation.locking import lock_thread, unlock_thread
from community.moderation.members import hidden_at_once, hide_all, show_all, suspend, unsuspend
from community.moderation.models import ModerationAction
from community.moderation.moving import move_thread
from community.moderation.reviewing import approve_post, refuse_post
from community.moderation.visibility import IN_SIGHT, hide_post, show_post
from community.policy import require
from portal import actors
from portal.accounts.models import User
from portal.accounts.second_factor import second_factor_required
from portal.actors import Actor
from portal.limits.decorators import anonymous_safe_post

QUEUE = 50
_ON_POSTS: dict[str, Callable[..., object]] = {
    "hide": hide_post,
    "show": show_post,
    "dismiss": dismiss_reports,
    "approve": approve_post,
    "refuse": refuse_post,
}
_ON_MEMBERS: dict[str, Callable[..., object]] = {
    "hide_all": hide_all,
    "show_all": show_all,
    "suspend": suspend,
    "unsuspend": unsuspend,
}
_ON_THREADS: dict[str, Callable[..., object]] = {"lock": lock_thread, "unlock": unlock_thread}


@never_cache
@require_safe
@members_only
@second_factor_required
def queue(request: HttpRequest) -> HttpResponse:
    """What is held, and the open reports, oldest first."""
    require(actors.of(request), "moderate")
    reports = Report.objects.open().select_related("post__thread", "reporter")
    found = list(reports[: QUEUE + 1])
    held = list(Post.objects.held().select_related("thread", "author")[: QUEUE + 1])
    edits = HeldEdit.objects.waiting().select_related("post__thread", "post__author")
    waiting = list(edits[: QUEUE + 1])
    context = {
        "held": held[:QUEUE],
        "edits": waiting[:QUEUE],
        "reports": found[:QUEUE],
        "is_more": max(len(held), len(waiting), len(found)) > QUEUE,
    }
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
    actor = actors.of(request)
    require(actor, "moderate")
    post = _post(request, thread_id, answer_id)
    # What leads to this page is the wish to move a thread: the rest has its buttons there.
    initial = {"verb": "move"} if post.is_question else None
    form = ModerationForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        context = {"form": form, "post": post, "thread": post.thread}
        status = 422 if form.is_bound else 200
        return render(request, "community/moderation/act.html", context, status=status)
    try:
        _do(post, form, actor)
    except ChangedMeanwhileError:
        messages.warning(request, _("The author has changed this text meanwhile. Read it again."))
    else:
        messages.success(request, _("Done. We have kept a record of it."))
    back = request.POST.get("back") == "queue"
    return HttpResponseRedirect(
        reverse("community:moderate") if back else post.thread.get_absolute_url()
    )


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@second_factor_required
def member(request: HttpRequest, member_id: int) -> HttpResponse:
    """A member who harms others: all of their posts at once, and whether they may write."""
    actor, found = actors.of(request), get_object_or_404(User, pk=member_id)
    require(actor, "suspend", found)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verb, reason = form.cleaned_data["verb"], form.cleaned_data["reason"]
        _ON_MEMBERS[verb](actor=actor, member=found, reason=reason)
        messages.success(request, _("Done. We have kept a record of it."))
        return HttpResponseRedirect(reverse("community:moderate-member", args=[found.pk]))
    posts = Post.objects.by(found)
    context = {
        "form": form,
        "member": found,
        "in_sight": posts.filter(state__in=IN_SIGHT).count(),
        "to_show": hidden_at_once(found).count(),
        "posts": posts.select_related("thread")[:QUEUE],
        "actions": ModerationAction.objects.filter(member=found).select_related("moderator")[
            :QUEUE
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "community/moderation/member.html", context, status=status)


def _post(request: HttpRequest, thread_id: int | None, answer_id: int | None) -> Post:
    if answer_id is not None:
        return answer_or_404(request, answer_id)
    assert thread_id is not None
    return question_or_404(request, thread_id)


def _do(post: Post, form: ModerationForm, actor: Actor) -> None:
    verb, reason = form.cleaned_data["verb"], form.cleaned_data["reason"]
    if verb in OF_REVIEW:
        if (seen := form.cleaned_data["seen"]) is None:
            raise ChangedMeanwhileError(post)
        _ON_POSTS[verb](actor=actor, post=post, reason=reason, seen=seen)
    elif verb in _ON_POSTS:
        _ON_POSTS[verb](actor=actor, post=post, reason=reason)
    elif verb in _ON_THREADS:
        _ON_THREADS[verb](actor=actor, thread=post.thread, reason=reason)
    else:
        to = form.cleaned_data["category"]
        move_thread(actor=actor, thread=post.thread, to=to, reason=reason)
