"""Mails that some accounts get every day or week, until they say that they want no more.

What such a mail tells, and to whom, is said by the room that writes it. Here is what they have in
common: each account's mails are a kind of their own, so they can be taken back; a signed address
in each ends them without a sign-in; and one that cannot be written keeps none of the others back.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import locales
from portal.accounts import second_factor
from portal.accounts.account_signer import AccountSigner
from portal.accounts.models import User
from portal.addresses import absolute
from portal.mail import keys, outbox
from portal.mail.models import OutboundMail

logger = logging.getLogger(__name__)

type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class RegularMail:
    """One of these mails.

    `kind` is one of portal.mail.kinds; `route` is the name of the address at which it ends, which
    takes nothing but the account, signed for the purpose `salt`.
    """

    kind: str
    route: str
    salt: str

    def kind_of(self, account: User) -> str:
        """The kind of one account's."""
        return f"{self.kind}.{account.pk}"

    def address(self, account: User) -> str:
        """Where it ends without a sign-in; in the language in force. It opens nothing else."""
        return reverse(self.route, args=[AccountSigner(self.salt).sign(account)])

    def read(self, signed: str) -> User | None:
        """Whose address it is; None for any other."""
        return AccountSigner(self.salt).read(signed)

    def at_its_address(self, view: Callable[[HttpRequest, User], HttpResponse]) -> View:
        """A view for that address, which is the proof; raises Http404 for any other.

        A button there, or a mail program (RFC 8058), posts. Programs that open every link change
        nothing: they read.
        """

        @csrf_exempt
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def opened(request: HttpRequest, signed: str) -> HttpResponse:
            account = self.read(signed)
            if account is None:
                raise Http404
            return view(request, account)

        return opened

    def queue(
        self, to: User, *, subject: str, template: str, context: Mapping[str, Any]
    ) -> OutboundMail:
        """Queue one, in the language in force; the template has `stop` and `site_name` as well."""
        stop = absolute(self.address(to))
        return outbox.queue(
            to=to.email,
            subject=subject,
            text=render_to_string(
                template, {**context, "stop": stop, "site_name": settings.SITE_NAME}
            ),
            locale=locales.in_force(),
            kind=self.kind_of(to),
            whose=keys.account(to.pk),
            headers={"Auto-Submitted": "auto-generated"} | outbox.one_click(stop),
        )

    def write_each(self, to: Iterable[User], write: Callable[[User], bool]) -> int:
        """Have it written to each of these whose rights do not rest; returns how many it was.

        `write` says whether it has written anything.
        """
        return sum(self._written(account, write) for account in to)

    def _written(self, account: User, write: Callable[[User], bool]) -> bool:
        if _rests(account) or second_factor.is_missing(account):
            return False
        try:
            return write(account)
        except Exception:
            logger.exception("The mail %s cannot be written", self.kind_of(account))
            return False

    def take_back(self, account: User) -> None:
        """Delete what has not gone yet."""
        outbox.take_back(self.kind_of(account))

    def take_back_unless(self, may: Callable[[User], bool]) -> int:
        """Delete what has not gone yet of those who may not have it any more; returns how many."""
        waiting = outbox.waiting(self.kind)
        gone = [
            account
            for account in User.objects.filter(pk__in=[int(number) for number in waiting])
            if _rests(account) or not may(account)
        ]
        for account in gone:
            self.take_back(account)
        return len(gone)


def _rests(account: User) -> bool:
    return not account.is_active or account.suspended_at is not None
