"""What waits for those who see the gaps."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import cldr
from portal.actors import Actor
from portal.gaps.models import Gap, State
from portal.to_dos import ToDo


def for_managers(actor: Actor) -> Iterator[ToDo]:
    """The open gaps."""
    if not actor.may("report.see"):
        return
    if count := Gap.objects.shown().filter(state=State.OPEN).count():
        words = ngettext("%(n)s content gap is open.", "%(n)s content gaps are open.", count)
        yield ToDo(words % {"n": cldr.number(count)}, _("Content gaps"), reverse("content_gaps"))
