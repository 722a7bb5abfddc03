"""Where questions are followed, and mails are stopped and wanted again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from community.forum.reach import members_only, question_or_404
from community.subscriptions import following, stopping
from community.subscriptions.models import Silence
from community.subscriptions.saying import said_of_following
from portal import actors
from portal.limits.decorators import anonymous_safe_post


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """End mails about a thread, or about any: by a button here or in a mail program (RFC 8058).

    The signed address is the proof. Programs that open every link change nothing: they read.
    """
    found = stopping.read(signed)
    if found is None:
        raise Http404
    member, thread = found.member, found.thread
    if request.method == "POST":
        what = request.POST.get("what", "thread")
        if what == "again":
            stopping.resume(member, thread)
        else:
            stopping.stop(member, None if what == "all" else thread)
    wishes = Silence.objects.filter(member=member)
    context = {
        # A question that is out of sight is not named to whoever has the address.
        "thread": None if thread is None or thread.hidden else thread,
        "is_about_one": thread is not None,
        "is_silent": wishes.filter(thread=thread).exists(),
        "is_all_silent": wishes.filter(thread=None).exists(),
    }
    return render(request, "community/mails_stop.html", context)


@never_cache
@anonymous_safe_post
@require_POST
@members_only
def follow(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Follow a question of somebody else, or stop: from one's own page one comes back there."""
    thread, actor = question_or_404(request, thread_id).thread, actors.of(request)
    if request.POST.get("stop"):
        following.unfollow(actor=actor, thread=thread)
        messages.success(request, _("You do not follow this question any more."))
    else:
        following.follow(actor=actor, thread=thread)
        messages.success(request, said_of_following(actor))
    is_on_own_page = request.POST.get("stop") == "mine"
    back = reverse("community:mine") if is_on_own_page else thread.get_absolute_url()
    return HttpResponseRedirect(back)


@never_cache
@anonymous_safe_post
@require_POST
@members_only
def mails(request: HttpRequest) -> HttpResponse:
    """Whether one is written to at all, from one's own page."""
    account = actors.of(request).account
    assert account is not None
    if request.POST.get("answers"):
        stopping.resume(account)
        messages.success(request, _("Saved. We write to you when somebody answers."))
    else:
        stopping.stop(account)
        messages.success(request, _("Saved. You get no more emails from the community."))
    return HttpResponseRedirect(reverse("accounts:profile"))
