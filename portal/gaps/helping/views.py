"""One gap by itself, and asking others for help with it: the mail is read before it goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied, user_passes_test
from wagtail.log_actions import log

from portal import actors, cldr, locales
from portal.actors import Actor
from portal.framing import framed
from portal.gaps.helping import asking, letters, people
from portal.gaps.helping.forms import HandOverForm, InviteForm
from portal.gaps.helping.letters import Draft, Plea
from portal.gaps.listing import cards, title_of
from portal.gaps.models import Ask, Gap, State
from portal.gaps.views import may_see, of_cards
from portal.journal import days

ASKED = "gaps.asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """A form to ask by: whom, in which words, and what its mail looks like."""

    plea: Plea
    form: InviteForm
    # Whether there is anybody; `nobody` says why there is not.
    is_possible: bool
    title: str
    said: str
    nobody: str
    draft: Callable[[Plea], Draft]
    send: Callable[[Plea], int]


@never_cache
@require_safe
def gap(request: HttpRequest, pk: int) -> HttpResponse:
    """A gap, for whoever sees the report, and for an author who was asked to write for it.

    404 for one that readers of other languages have alone, unless one was asked about it.
    """
    actor = actors.on_behalf_of(request.user, locales.in_force())  # type: ignore[arg-type]
    seen, asked = actor.languages_of("report.see"), _asked_in(actor, pk)
    gaps = Gap.objects.shown().to_read({*seen, *asked})
    found = get_object_or_404(gaps, pk=pk)
    if not actor.may("gaps.see", found):
        refused: HttpResponse = permission_denied(request)
        return refused
    if not asked and all(one.is_small for one in found.languages.all()):
        raise Http404
    (card,) = cards([found], actor=actor, today=days.day_of()).cards
    above = [(reverse("content_gaps"), _("Content gaps"))] if card.decides else []
    context = framed(_("Content gap"), *above) | of_cards() | {"card": card}
    return render(request, "gaps/gap.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_see)
def hand_over(request: HttpRequest, pk: int, locale: str) -> HttpResponse:
    """Ask one author, or all who read in the language, to write."""
    authors = people.authors(locale)
    form = HandOverForm(request.POST or None, authors=authors, locale=locale)
    chosen = form.chosen if form.is_valid() else []
    language = letters.language_of(chosen[0]) if chosen else locale
    asking_for = _Asking(
        plea=_plea(request, pk, locale, Ask.Of.AUTHOR),
        form=form,
        is_possible=bool(authors),
        title=_("Hand over to an author"),
        said=_("The author gets an email in their own language, with a link to this gap."),
        nobody=_(
            "Nobody may write articles in this language. Ask an administrator for an author."
        ),
        draft=lambda plea: letters.to_author(plea, language),
        send=lambda plea: asking.hand_over(plea, chosen, timezone.now()),
    )
    return _answered(request, asking_for)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_see)
def invite(request: HttpRequest, pk: int, locale: str) -> HttpResponse:
    """Invite members who answer in the language to do so, or to write down what they know."""
    plea = _plea(request, pk, locale, Ask.Of.HELPER)
    n = len(people.helpers(plea.gap, locale, timezone.now()))
    said = ngettext(
        "%(n)s member who has answered others in this language gets this email, in their own"
        " language. They can stop these emails with one click.",
        "%(n)s members who have answered others in this language get this email, each in their"
        " own language. They can stop these emails with one click.",
        n,
    )
    asking_for = _Asking(
        plea=plea,
        form=InviteForm(request.POST or None),
        is_possible=n > 0,
        title=_("Invite helpers"),
        said=said % {"n": cldr.number(n)},
        nobody=_(
            "Nobody can be invited now. Members who answer in this language were asked already,"
            " want no emails, or there are none yet. Try again tomorrow."
        ),
        draft=lambda plea: letters.to_helper(plea, locale),
        send=lambda plea: asking.invite(plea, timezone.now()),
    )
    return _answered(request, asking_for)


def _asked_in(actor: Actor, pk: int) -> Sequence[str]:
    """The languages in which somebody was asked to write for a gap, if there is such a gap."""
    # Not `gap=pk`: a number that no row can have breaks that, and merely finds nothing here.
    asked = Ask.objects.filter(gap__pk=pk, of=Ask.Of.AUTHOR, person=actor.privileged)
    return tuple(asked.values_list("locale", flat=True))


def _plea(request: HttpRequest, pk: int, locale: str, of: Ask.Of) -> Plea:
    """What is asked; 404 where too few readers have the gap, or nothing of theirs may be shown.

    So it is with a language that one does not see.
    """
    seen = actors.of(request).languages_of("report.see")
    if locale not in seen:
        raise Http404
    gaps = Gap.objects.shown().of_readers([locale]).to_read(seen)
    found = get_object_or_404(gaps, pk=pk, state=State.OPEN)
    plea = Plea(found, locale, of, request.user)  # type: ignore[arg-type]
    if not plea.typed:
        raise Http404
    return plea


def _answered(request: HttpRequest, asked: _Asking) -> HttpResponse:
    """The form, with the mail once that is known; sent only as it was read."""
    form, back = asked.form, reverse("content_gap", args=[asked.plea.gap.pk])
    draft, has_changed = None, False
    if asked.is_possible and form.is_valid():
        plea = replace(asked.plea, note=form.cleaned_data["note"])
        draft = asked.draft(plea)
        if form.cleaned_data["seen"] == draft.mark:
            try:
                _sent(request, plea, asked.send(plea))
            except Gap.DoesNotExist as gone:
                raise Http404 from gone
            return redirect(back)
        has_changed = bool(form.cleaned_data["seen"])
    elif asked.is_possible and not form.is_bound:
        draft = asked.draft(asked.plea)
    context = framed(asked.title, (reverse("content_gaps"), _("Content gaps")))
    context |= of_cards() | {
        "asked": asked,
        "form": form,
        "draft": draft,
        "has_changed": has_changed,
        "back": back,
        "title": title_of(asked.plea.gap, locales.in_force()),
    }
    return render(request, "gaps/ask.html", context)


def _sent(request: HttpRequest, plea: Plea, n: int) -> None:
    if not n:
        messages.warning(request, _("Nobody was written to: they had been asked already."))
        return
    log(plea.gap, ASKED, user=request.user)
    said = ngettext("%(n)s person was written to.", "%(n)s people were written to.", n)
    messages.success(request, said % {"n": cldr.number(n)})
