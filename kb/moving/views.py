"""Readers who come by an address of the help centre that was moved in."""

from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from kb.links import article_url
from kb.models import OldAddress
from kb.moving import addresses
from kb.moving.addresses import Old
from kb.reading.resolving import SignInNeeded, Unknown, resolve
from portal import actors, locales


@require_safe
def moved(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The same here, for good where the address names a language of the site.

    Without one, or with another, the reader's own language is the right one: that may differ the
    next time.
    """
    old = addresses.of_path(f"/hc/{rest}")
    if old is None:
        raise Http404
    named = locales.resolve(old.locale)
    try:
        target = _target(request, old, named or locales.in_force())
    except SignInNeeded:
        return redirect_to_login(request.path)
    is_file = old.kind == OldAddress.Kind.FILE
    if named or is_file:
        return HttpResponsePermanentRedirect(target)
    return HttpResponseRedirect(target)


def _target(request: HttpRequest, old: Old, language: str) -> str:
    """Where it is now; raises Http404 or SignInNeeded as the page itself would."""
    if old.kind == addresses.FRONT:
        with translation.override(language):
            return reverse("home:front")
    known = OldAddress.objects.filter(kind=old.kind, key=old.key)
    row = known.select_related("family", "document").first()
    if row and row.document:
        return str(row.document.url)
    if not row or not row.family:
        raise Http404
    try:
        resolve(row.family.slug, language, actors.of(request))
    except Unknown as error:
        raise Http404 from error
    return article_url(row.family.slug, language)
