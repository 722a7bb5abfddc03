"""Writing to those who wait, before what they wait for has come. Their addresses stay in here."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import override

from portal import locales
from portal.addresses import absolute
from portal.mail import keys, outbox
from portal.watches import links
from portal.watches.models import Watch


def write(
    occasion: str,
    about: str,
    *,
    kind: str,
    subject: Promise,
    template: str,
    context: Mapping[str, Any],
) -> int:
    """Queue a mail to each who waits for this, in their language; returns to how many.

    They wait on. `context` is what the subject and the template are filled with; its `path`
    stands in the template as `address`, and `stop` is where the waiting ends.
    """
    waiting = Watch.objects.about(occasion, about).waiting().select_related("member")
    reached = [one for one in waiting if one.member is None or one.member.is_active]
    for watch in reached:
        locale = locales.nearest(watch.locale)
        with override(locale):
            stop = absolute(links.own(watch))
            facts = {
                **context,
                "address": absolute(context["path"]),
                "stop": stop,
                "site_name": settings.SITE_NAME,
            }
            outbox.queue(
                to=watch.address,
                reply_to=settings.SUPPORT_EMAIL,
                subject=str(subject) % context,
                text=render_to_string(template, facts),
                locale=locale,
                kind=kind,
                whose=keys.account(watch.member_id) if watch.member_id else keys.NOBODY,
                headers=outbox.one_click(stop),
            )
    return len(reached)
