"""What members do in a thread: answer, accept, vote, report. Each view is one verb."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.forum import drafts
from community.forum.acceptance import accept_answer, withdraw_acceptance
from community.forum.forms import AnswerForm, ReportForm
from community.forum.models import Post
from community.forum.models.posts import BODY_LENGTH
from community.forum.pages import address_of
from community.forum.posting import post_answer
from community.forum.reach import answer_or_404, members_only, question_or_404, to_sign_in
from community.forum.reporting import report_post
from community.forum.views.reading import thread_context
from community.forum.votes import cast_vote, withdraw_vote
from community.policy import require
from portal import actors
from portal.limits.decorators import anonymous_safe_post
from portal.limits.spending import spend
from portal.text.cleaning import clean_text
from portal.text.languages import guess_language
from portal.text.markdown import render_markdown


@never_cache
@anonymous_safe_post
@require_POST
def answer(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Post or preview an answer. Who is not signed in (any more) finds it again afterwards."""
    thread, actor = question_or_404(request, thread_id).thread, actors.of(request)
    if not actor.is_member:
        spend("guest draft", actor)
        body = clean_text(request.POST.get("body", ""))[: BODY_LENGTH * 2]
        drafts.keep(
            actor,
            request.session,
            thread=thread,
            body=body,
            idempotency_key=_key(request),
            writer=request.POST.get("typed_by", ""),
        )
        return to_sign_in(f"{thread.get_absolute_url()}#answer")
    return _answer(request, thread_id=thread.pk)


@members_only
def _answer(request: HttpRequest, thread_id: int) -> HttpResponse:
    question, actor = question_or_404(request, thread_id), actors.of(request)
    thread = question.thread
    require(actor, "answer", thread)
    form = AnswerForm(request.POST)
    if not form.is_valid() or request.POST.get("action") == "preview":
        return _answer_again(request, question, form)
    posted = post_answer(
        actor=actor,
        thread=thread,
        body=form.cleaned_data["body"],
        locale=guess_language(form.cleaned_data["body"]) or thread.locale,
        idempotency_key=_key(request),
    )
    drafts.discard(actor, request.session, thread)
    # What is held says so itself.
    if not posted.is_held:
        messages.success(request, _("Thank you. Everyone can see your answer now."))
    return HttpResponseRedirect(address_of(posted, actor))


def _answer_again(request: HttpRequest, question: Post, form: AnswerForm) -> HttpResponse:
    """The thread page with what was typed: to put right, or as a preview."""
    preview = render_markdown(form.cleaned_data["body"]) if form.is_valid() else ""
    context = thread_context(request, question, form=form, preview=preview, key=_key(request))
    return render(request, "community/thread.html", context, status=200 if preview else 422)


@never_cache
@anonymous_safe_post
@require_POST
@members_only
def accept(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Say which answer solved it, or that it did not after all."""
    found = answer_or_404(request, answer_id)
    verb = withdraw_acceptance if request.POST.get("withdraw") else accept_answer
    verb(actor=actors.of(request), answer=found)
    return HttpResponseRedirect(found.get_absolute_url())


@never_cache
@anonymous_safe_post
@require_POST
@members_only
def vote(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Say that an answer helped, or take that back."""
    found = answer_or_404(request, answer_id)
    verb = withdraw_vote if request.POST.get("withdraw") else cast_vote
    verb(actor=actors.of(request), answer=found)
    return HttpResponseRedirect(found.get_absolute_url())


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def report(request: HttpRequest, thread_id: int, answer_id: int | None = None) -> HttpResponse:
    """Tell the moderators about a question or an answer."""
    post, actor = _reported(request, thread_id, answer_id), actors.of(request)
    require(actor, "report", post)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"form": form, "post": post, "thread": post.thread}
        return render(request, "community/report.html", context, status=status)
    report_post(actor=actor, post=post, **form.cleaned_data)
    messages.success(request, _("Thank you. A moderator will look at it."))
    return HttpResponseRedirect(post.thread.get_absolute_url())


def _reported(request: HttpRequest, thread_id: int, answer_id: int | None) -> Post:
    question = question_or_404(request, thread_id)
    if answer_id is None:
        return question
    found = answer_or_404(request, answer_id)
    if found.thread_id != question.thread_id:
        raise Http404
    return found


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
