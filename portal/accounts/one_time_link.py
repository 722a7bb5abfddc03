"""A link by which somebody chooses a password, handed over by other ways than a mail.

It is that of a forgotten password: signed, bound to the password the account has now, so that it
works once, and good for `PASSWORD_RESET_TIMEOUT`. Whoever has it has the account: print it to
who asked, and write it nowhere.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.translation import override

from portal import locales
from portal.accounts.models import User
from portal.addresses import absolute


def one_time_link(user: User) -> str:
    """The whole address, in the account's language."""
    key = default_token_generator.make_token(user)
    with override(locales.nearest(user.locale)):
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
        )
    return absolute(path)
