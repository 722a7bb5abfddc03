"""Where somebody asks to be told, and the page of one wish. Both work without JavaScript."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import actors
from portal.actors import Actor
from portal.limits import drafts
from portal.limits.decorators import anonymous_safe_post
from portal.watches import asking, links, occasions
from portal.watches.asking import AskResult, NothingToWaitForError
from portal.watches.forms import AddressForm
from portal.watches.letters import in_words
from portal.watches.models import Watch
from portal.watches.occasions import Thing


@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def ask(request: HttpRequest, occasion: str, about: str) -> HttpResponse:
    """The form, and what came of it; 404 for what the reader may not see."""
    actor = actors.of(request)
    try:
        what = asking.thing(occasion, about, actor)
    except NothingToWaitForError as error:
        raise Http404 from error
    context = _words(occasion, what)
    if what.has_come:
        return render(request, "watches/asked.html", context | {"asked": AskResult.HAS_COME.name})
    form = AddressForm(request.POST if request.method == "POST" else None)
    if actor.account is not None:
        context["account_email"] = actor.account.email
        form = AddressForm()
    if request.method != "POST" or (actor.account is None and not form.is_valid()):
        status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
        return render(request, "watches/ask.html", context | {"form": form}, status=status)
    email = form.cleaned_data["email"] if form.is_bound else ""
    asked = asking.ask(actor=actor, occasion=occasion, about=about, email=email)
    context |= {"asked": asked.name, "email": email, "stop": _stop(actor, occasion, about)}
    response = render(request, "watches/asked.html", context)
    drafts.arrived(request, response, drafts.name_of(request.path))
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def own(request: HttpRequest, signed: str) -> HttpResponse:
    """Confirm a wish, or end it: by a button here. The signed address is the proof.

    Programs that open every link change nothing: they read.
    """
    watch = links.read(signed)
    if watch is None:
        return render(request, "watches/gone.html", status=HTTPStatus.NOT_FOUND)
    context = _words_of(watch, actors.of(request))
    if request.method == "POST" and request.POST.get("what") == "confirm":
        asking.confirm(watch)
    elif request.method == "POST":
        asking.stop(watch)
        return render(request, "watches/gone.html", context | {"is_stopped": True})
    context |= {"is_confirmed": watch.confirmed_at is not None, "is_called": watch.called_at}
    return render(request, "watches/own.html", context)


def _words_of(watch: Watch, actor: Actor) -> dict[str, Any]:
    """The same for a wish; nothing while there is nothing that its reader may see."""
    try:
        what = asking.thing(watch.occasion, watch.about, actor, watch.asked_at)
    except NothingToWaitForError:
        return {}
    return _words(watch.occasion, what)


def _words(occasion: str, what: Thing) -> dict[str, Any]:
    """What all pages say of what is waited for."""
    known = occasions.get(occasion)
    return {
        "thing": what,
        "offer": known.offer,
        "promise": in_words(known.promise, what),
        "has_come": in_words(known.has_come, what),
    }


def _stop(actor: Actor, occasion: str, about: str) -> str:
    """Where a member's wish ends; a stranger has that address in the mail."""
    if actor.account is None:
        return ""
    mine = Watch.objects.about(occasion, about).filter(member=actor.account)
    watch = mine.filter(locale=actor.language).first()
    return links.own(watch) if watch else ""
