"""What members do with their own posts: find them, change them, take them back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.forum.editing import edit_post
from community.forum.forms import AnswerEditForm, QuestionEditForm
from community.forum.held_edits import ChangedMeanwhileError, latest_text
from community.forum.models import HeldEdit, Post
from community.forum.pages import address_of, posts_after
from community.forum.reach import members_only, post_or_404
from community.forum.saying import standing
from community.forum.withdrawal import restore_post, withdraw_post
from community.policy import require
from portal import actors
from portal.limits.decorators import anonymous_safe_post


@never_cache
@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """One's own questions and answers, each with what became of it."""
    actor = actors.of(request)
    posts = Post.objects.by(actor.account).with_last_title().select_related("thread", "held_edit")
    posts = posts.defer("body", "body_html", "held_edit__body")
    mark = request.GET.get("after", "")
    found, next_mark = posts_after(posts, mark)
    context = {
        "posts": [(post, standing(post)) for post in found],
        "next_mark": next_mark,
        "is_continued": bool(mark),
        "is_suspended": actor.account is not None and actor.account.suspended_at is not None,
    }
    return render(request, "community/mine/index.html", context)


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Change a post; who has it open twice sees what it says meanwhile, and loses nothing."""
    post, actor = post_or_404(request, post_id), actors.of(request)
    require(actor, "edit", post)
    form_of = QuestionEditForm if post.is_question else AnswerEditForm
    latest = latest_text(post)
    now = {"title": latest.title, "body": latest.body, "revision": latest.number}
    form = form_of(request.POST if request.method == "POST" else None, initial=now)
    if not form.is_valid():
        return _form_page(request, post, form)
    try:
        edited = edit_post(actor=actor, post=post, **form.cleaned_data)
    except ChangedMeanwhileError as error:
        return _form_page(request, error.post, form, latest=latest_text(error.post))
    # What is held says so itself.
    if not edited.is_held and not HeldEdit.objects.filter(post=edited).exists():
        messages.success(request, _("Saved. The earlier text stays in the history."))
    return HttpResponseRedirect(address_of(edited, actor))


def _form_page(request: HttpRequest, post: Post, form: Any, **more: Any) -> HttpResponse:
    seen = form["revision"].value()
    if more or "revision" in form.errors:
        seen = latest_text(post).number
    context = {"form": form, "post": post, "thread": post.thread, "seen": seen} | more
    status = 422 if form.is_bound else 200
    return render(request, "community/mine/edit.html", context, status=status)


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def withdraw(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take a post back, or bring it back within the hour."""
    post, actor = post_or_404(request, post_id), actors.of(request)
    if request.POST.get("undo"):
        post = restore_post(actor=actor, post=post)
        messages.success(request, _("Your post is back."))
        return HttpResponseRedirect(address_of(post, actor))
    if request.method != "POST":
        require(actor, "withdraw", post)
        context = {"post": post, "thread": post.thread}
        return render(request, "community/mine/withdraw.html", context)
    withdraw_post(actor=actor, post=post)
    messages.success(
        request, _("Withdrawn. You can undo this for an hour; then the text is gone.")
    )
    return HttpResponseRedirect(reverse("community:mine"))
