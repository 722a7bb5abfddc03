"""What members do in a thread: answer, accept, vote, report. Each view is one verb."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.forum import accept as accepting
from community.forum import drafts
from community.forum import vote as voting
from community.forum.answer import answer as post_answer
from community.forum.forms import AnswerForm, ReportForm
from community.forum.models import Thread
from community.forum.models.threads import BODY_LENGTH
from community.forum.permissions import allow_answering, allow_reporting
from community.forum.reach import answer_or_404, members_only, thread_or_404, to_sign_in
from community.forum.report import report as hand_in
from community.forum.views.reading import thread_context
from portal.accounts.models import User
from portal.limits.counters import spend
from portal.limits.decorators import anonymous_safe_post, rate_limited
from portal.text.cleaning import clean_text
from portal.text.languages import guess_language
from portal.text.markdown import render_markdown


@never_cache
@anonymous_safe_post
@require_POST
def answer(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Post or preview an answer. Who is not signed in (any more) finds it again afterwards."""
    thread = thread_or_404(request, thread_id)
    if not request.user.is_authenticated:
        spend("draft", "everyone", drafts.GUEST_RATES)
        body = clean_text(request.POST.get("body", ""))[: BODY_LENGTH * 2]
        drafts.keep(request, thread=thread, body=body, once=_key(request))
        return to_sign_in(thread.get_absolute_url())
    return _answer(request, thread_id=thread.pk)


@members_only
@rate_limited("answer", (4, "1m"), (100, "1d"))
def _answer(request: HttpRequest, thread_id: int) -> HttpResponse:
    thread = thread_or_404(request, thread_id)
    allow_answering(request.user, thread)
    form = AnswerForm(request.POST)
    if not form.is_valid() or request.POST.get("action") == "preview":
        return _answer_again(request, thread, form)
    assert isinstance(request.user, User)
    posted = post_answer(
        thread=thread,
        author=request.user,
        body=form.cleaned_data["body"],
        locale=guess_language(form.cleaned_data["body"]) or thread.locale,
        once=_key(request),
    )
    drafts.discard(request, thread)
    messages.success(request, _("Thank you. Your answer is there for everybody now."))
    return HttpResponseRedirect(f"{thread.get_absolute_url()}#answer-{posted.pk}")


def _answer_again(request: HttpRequest, thread: Thread, form: AnswerForm) -> HttpResponse:
    """The thread page with what was typed: to put right, or as a preview."""
    preview = render_markdown(form.cleaned_data["body"]) if form.is_valid() else ""
    context = thread_context(request, thread, form=form, preview=preview, key=_key(request))
    return render(request, "community/thread.html", context, status=200 if preview else 422)


@never_cache
@anonymous_safe_post
@require_POST
@members_only
@rate_limited("accept", (60, "1h"))
def accept(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Say which answer solved it, or that it did not after all."""
    found = answer_or_404(request, answer_id)
    assert isinstance(request.user, User)
    if request.POST.get("withdraw"):
        accepting.withdraw(answer=found, by=request.user)
    else:
        accepting.accept(answer=found, by=request.user)
    return HttpResponseRedirect(f"{found.thread.get_absolute_url()}#answer-{found.pk}")


@never_cache
@anonymous_safe_post
@require_POST
@members_only
@rate_limited("answer-vote", (20, "1h"), (100, "1d"))
def vote(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Say that an answer helped, or take that back."""
    found = answer_or_404(request, answer_id)
    assert isinstance(request.user, User)
    if request.POST.get("withdraw"):
        voting.withdraw(answer=found, voter=request.user)
    else:
        voting.vote(answer=found, voter=request.user)
    return HttpResponseRedirect(f"{found.thread.get_absolute_url()}#answer-{found.pk}")


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@rate_limited("report", (5, "10m"), (20, "1d"))
def report(request: HttpRequest, thread_id: int, answer_id: int | None = None) -> HttpResponse:
    """Tell the moderators about a question or an answer."""
    thread = thread_or_404(request, thread_id)
    found = answer_or_404(request, answer_id) if answer_id else None
    if found and found.thread_id != thread.pk:
        found = get_object_or_404(thread.answers, pk=answer_id)
    allow_reporting(request.user, thread, found)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"form": form, "thread": thread, "answer": found}
        return render(request, "community/report.html", context, status=status)
    assert isinstance(request.user, User)
    hand_in(reporter=request.user, thread=thread, answer=found, **form.cleaned_data)
    messages.success(request, _("Thank you. A moderator will look at it."))
    return HttpResponseRedirect(thread.get_absolute_url())


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
