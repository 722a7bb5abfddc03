"""Who may sign in, and how: accounts, second factor, OpenID Connect."""

from datetime import timedelta
from typing import Any

from portal.settings.environment import Environment, environment


def openid_connect(settings: Environment) -> dict[str, Any]:
    """The one provider of OpenID Connect, or none."""
    if not settings.oidc_server_url:
        return {}
    app = {
        "provider_id": "oidc",
        "name": settings.oidc_name or "OpenID Connect",
        "client_id": settings.oidc_client_id,
        "secret": settings.oidc_client_secret.get_secret_value(),
        "settings": {"server_url": settings.oidc_server_url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


AUTH_USER_MODEL = "accounts.User"
# One alone, which knows permissions as well: each would hash the password again.
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.OneAccount"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "portal.accounts.passwords.UnlikeTheMember",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
    {"NAME": "portal.accounts.passwords.NotCommon"},
]
# What a link lasts by which a password is chosen, in a mail or on the terminal.
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "portal.accounts.profile_forms.NameForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Only in the browser that signed up; it goes on where it was.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# Whoever asks for a password with another address than they signed up with reads so in their
# mail; on the page, and in what it costs, nothing tells the two apart.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# Mail servers open every link to look for viruses: looking must confirm nothing.
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# A mailbox alone, without the second factor, opens no account that has one.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
# By a code in a mail, as by a password: the second factor is asked for after either.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_DEFAULT_HTTP_PROTOCOL = environment.base_url.scheme
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# allauth's own views ask, too, and never twice within these seconds; see portal.accounts.proof.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=5).total_seconds())
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.LoginForm",
    "signup": "portal.accounts.forms.SignupForm",
    "add_email": "portal.accounts.forms.ChangeEmailForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.SetPasswordForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
    "request_login_code": "portal.accounts.forms.RequestCodeForm",
    "confirm_login_code": "portal.accounts.forms.ConfirmCodeForm",
}
# All other limits are in portal/limits/table.py. The key of a sign-in is account and network, or
# known browser, so that nobody can lock somebody else out (AccountAdapter); that of a code is the
# account, whose password was right. A mail that confirms an address is not sent twice
# in three minutes.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key",
    "confirm_email": "1/3m/key",
} | dict.fromkeys(
    (
        *("change_password", "manage_email", "reset_password", "reset_password_from_key"),
        *("reauthenticate", "signup", "login", "request_login_code"),
    )
)
ALLAUTH_TRUSTED_PROXY_COUNT = environment.trusted_proxies
# A network as in portal.limits.who: one stranger may have 65,536 of the networks of the default.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 48
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapter.SocialAccountAdapter"
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "portal.accounts.forms.ActivateSecondFactorForm",
    "login_webauthn": "portal.accounts.passkeys.LoginForm",
    "authenticate_webauthn": "portal.accounts.passkeys.AuthenticateForm",
    "reauthenticate_webauthn": "portal.accounts.passkeys.ReauthenticateForm",
    "add_webauthn": "portal.accounts.passkeys.AddForm",
    "edit_webauthn": "portal.accounts.passkeys.EditForm",
}
# Each sign-in asks for it: a browser that was trusted once may be in other hands.
MFA_TRUST_ENABLED = False
# Who does not read the mails of an account must not lock its owner out.
MFA_ALLOW_UNVERIFIED_EMAIL = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
# A passkey is both steps: what one has, and a fingerprint, a face or a PIN, always asked for.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Bounded in portal/limits/table.py, as every form is.
MFA_RATE_LIMITS: dict[str, Any] = {"webauthn_login": None}
MFA_TOTP_ISSUER = environment.site_name
STAFF_MUST_USE_SECOND_FACTOR = True
# A desk that somebody has left: see portal.accounts.idle.
STAFF_IDLE_HOURS = environment.staff_idle_hours
# An account belongs to who knows its password or reads its mails. A provider that only says "this
# address is verified" opens nobody's account: whoever runs it, or gets hold of somebody's address
# there, would open every account here. The owner signs in and connects it; see
# https://docs.allauth.org/en/latest/socialaccount/configuration.html on EMAIL_AUTHENTICATION.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
# A link on another site must not sign anybody in.
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_FORMS = {
    "signup": "portal.accounts.forms.ConnectedSignupForm",
    "disconnect": "portal.accounts.forms.DisconnectForm",
}
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = openid_connect(environment)
