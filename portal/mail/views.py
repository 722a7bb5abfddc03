"""The demo's outbox: where its mails can be read, since they go nowhere else."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import locales
from portal.mail.models import OutboundMail


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """All mails, the newest first."""
    mails = OutboundMail.objects.order_by("-created_at", "-pk").defer("text")
    page = Paginator(mails, 50).get_page(request.GET.get("page"))
    return render(request, "mail/outbox.html", {"page": page})


@never_cache
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as its reader would see it."""
    mail = get_object_or_404(OutboundMail, pk=pk)
    paragraphs = [block for block in mail.text.split("\n\n") if block.strip()]
    return render(
        request,
        "mail/message.html",
        {"mail": mail, "paragraphs": paragraphs, "direction": locales.direction(mail.locale)},
    )
