"""Where allauth asks us: mails, messages, who may sign up, and where to go afterwards."""

from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauths
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse, translate_url
from django.utils.translation import get_language, override

from portal import actors, cldr, locales
from portal.accounts import devices, guessing, mails, names, proof, time_zones, words
from portal.accounts.models import User
from portal.accounts.profile_forms import refuse_taken_name
from portal.limits import TooMany, who
from portal.limits.spending import may_let_in, may_write_to
from portal.mail import keys, outbox

# In characters; browsers and servers agree on no more.
_LONGEST_ADDRESS = 2_000


def language_of(request: HttpRequest | None) -> str:
    """The language a request is answered in."""
    tag = getattr(request, "LANGUAGE_CODE", None) or get_language() or ""
    return locales.nearest(tag)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as the portal keeps them."""

    error_messages = DefaultAccountAdapter.error_messages | words.ERRORS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail in the language of who receives it."""
        name = template_prefix.rpartition("/")[2]
        if not self._may_send(name, email):
            return
        user = context.get("user") or User.objects.filter(email=email.lower()).first()
        is_theirs = "user" in context or name in mails.TO_ACCOUNTS
        locale = locales.nearest(user.locale) if user else language_of(self.request)
        links = _with_our_links(context, locale)
        facts = {"site": settings.SITE_NAME, "email": email} | context | links
        with override(locale), _zone_of(user):
            subject, text = mails.write(name, facts)
        outbox.queue(
            to=email,
            subject=subject,
            text=text,
            locale=locale,
            kind=f"account.{name}",
            whose=keys.account(user.pk) if user and is_theirs else keys.NOBODY,
        )

    def _may_send(self, name: str, email: str) -> bool:
        """Who types another one's address can neither fill that letter box nor keep it empty."""
        if name not in mails.LETTERS:
            return True
        address = f"{name} {email}"
        if name in mails.WAYS_IN and self.request is not None:
            return may_let_in(address, actors.of(self.request))
        return may_write_to(address, "account mail")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse one password too many, of this place or of all; raises ValidationError."""
        super().pre_authenticate(request, **credentials)
        made = guessing.guess(request, credentials.get("email", ""))
        try:
            guessing.count(made)
        except TooMany as error:
            self._rollback_login_failed_rl_usage()
            raise self.validation_error("too_many_login_attempts") from error
        self._guess = made

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if made := getattr(self, "_guess", None):
            guessing.give_back(made)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted for account and network, or known browser."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        made = guessing.guess(request, credentials.get("email", ""))
        return f"{key} {made.browser or who.network(actors.of(request))}"

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person of a change; allauth's own does not say of whose account."""
        super().send_notification_mail(
            template_prefix, user, {"user": user} | (context or {}), email
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words; what we have none for is not said."""
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        text = message or words.MESSAGES.get(name)
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def is_safe_url(self, url: str) -> bool:
        """Where to go afterwards is kept until then: longer than an address it is none."""
        return len(url) <= _LONGEST_ADDRESS and super().is_safe_url(url)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove that one is the owner: those by which one signs in, in our words."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and proof.providers_of(self.request, user):
            ways.append({"id": "provider", "url": reverse("accounts:prove")})
        return [way | {"description": words.PROOFS[way["id"]]} for way in ways]

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep the name that was chosen, the language it was chosen in, and the browser's zone."""
        user.display_name = form.cleaned_data.get("display_name", "")
        user.locale = language_of(request)
        user.time_zone = form.cleaned_data.get("time_zone", "")
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Without a place to return to: the front page in the language of the page."""
        return f"{get_script_prefix()}{language_of(request)}/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts that come by OpenID Connect."""

    error_messages = DefaultSocialAccountAdapter.error_messages | words.CONNECTED_ERRORS

    def new_user(self, request: HttpRequest, sociallogin: Any) -> User:
        user: User = super().new_user(request, sociallogin)
        user.locale = language_of(request)
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        proof.accept_from_provider(request, sociallogin)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Keep the address and a name to show, and nothing else that the provider tells."""
        token = sociallogin.account.extra_data.get("id_token") or {}
        sociallogin.asked_at = token.get("auth_time")
        sociallogin.account.extra_data = {}
        user: User = super().populate_user(request, sociallogin, {"email": data.get("email")})
        user.display_name = _first_free_name(data.get("username"), data.get("name"))
        return user

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Who brings no name that can be shown here is asked for one."""
        return bool(sociallogin.user.display_name)

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return initial | {"display_name": sociallogin.user.display_name}


def _with_our_links(context: dict[str, Any], locale: str) -> dict[str, str]:
    """The links of a mail: to the site's own address, and to pages in the mail's language.

    Whatever host its cause was sent to, and in whatever language that page was.
    """
    return {
        name: settings.BASE_URL
        + translate_url(urlsplit(value)._replace(scheme="", netloc="").geturl(), locale)
        for name, value in context.items()
        if name.endswith("_url")
    }


def _zone_of(user: User | None) -> AbstractContextManager[None]:
    """Times in the zone that the member has chosen, if any."""
    chosen = user is not None and time_zones.is_known(user.time_zone)
    return cldr.in_zone(user.time_zone) if user and chosen else nullcontext()


def _first_free_name(*proposals: object) -> str:
    """The first that may be a display name here; an address is none, since all would see it."""
    for proposal in proposals:
        if not isinstance(proposal, str) or "@" in proposal:
            continue
        with suppress(ValidationError):
            name = names.clean_name(proposal)
            refuse_taken_name(name)
            return name
    return ""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Two-step sign-in in our words."""

    error_messages = DefaultMFAAdapter.error_messages | words.SECOND_FACTOR_ERRORS

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        """A passkey is called as the device that it was made on, until somebody renames it."""
        return devices.named(allauths.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as a device calls it, by its name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.SITE_NAME}
