"""Where reminders are stopped, and wanted again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kb.articles.reminders import stopping


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, signed: str) -> HttpResponse:
    """End them: by a button here or in a mail program (RFC 8058); or have them again.

    The signed address is the proof. Programs that open every link change nothing: they read.
    """
    account = stopping.read(signed)
    if account is None:
        raise Http404
    if request.method == "POST":
        (stopping.resume if request.POST.get("what") == "again" else stopping.stop)(account)
    return render(request, "kb/reminders.html", {"is_wanted": stopping.is_wanted(account)})
