"""How often somebody gets digests: as they chose, else as it is for who does what they do.

Who translates and does nothing else is written to every Monday, without being asked: a text that
waits is of use to nobody, and an editor must not have to remind them. Who writes or publishes
in all languages would be told of all of them, and gets none without asking.
"""

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kb.translation import reach
from kb.translation.digests.letters import MAIL
from kb.translation.digests.models import Digest, HowOften
from portal import actors, locales
from portal.accounts.models import User


class HowOftenForm(forms.Form):
    """The choice, in the account's page, beside a worklist, and where a mail leads."""

    how_often = forms.ChoiceField(
        label=_("Email me what is new to translate"),
        choices=HowOften,
        help_text=_(
            "At seven in the morning where you are, and only if there is anything to say."
        ),
    )


def how_often(account: User) -> HowOften:
    """How often somebody is written to."""
    row = Digest.objects.filter(account=account).first()
    return in_force(account, row.how_often if row else "")


def in_force(account: User, chosen: str) -> HowOften:
    """The same of who has chosen this, or ("") nothing."""
    if chosen:
        return HowOften(chosen)
    only_translates = any(reach.only_translates(account, code) for code in locales.codes())
    return HowOften.WEEKLY if only_translates else HowOften.NEVER


@transaction.atomic
def choose(account: User, chosen: HowOften) -> None:
    """Have them so often from now on; with "never" not even one that has not gone yet."""
    row, _is_new = Digest.objects.select_for_update().get_or_create(account=account)
    if in_force(account, row.how_often) is HowOften.NEVER:
        row.told_until = timezone.now()  # What came while nobody wanted to know is not news.
    row.how_often = chosen
    row.save(update_fields=["how_often", "told_until"])
    if chosen is HowOften.NEVER:
        MAIL.take_back(account)


def form(account: User) -> HowOftenForm:
    """With what holds now."""
    return HowOftenForm(initial={"how_often": how_often(account)})


def panel(user: User) -> dict[str, Any]:
    """What the account's page shows: whether somebody translates, and the choice."""
    may = bool(actors.on_behalf_of(user).languages_of("help.translate"))
    return {"may": may} | ({"form": form(user), "address": MAIL.address(user)} if may else {})
