"""What waits for those who translate."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import pgettext

from kb.translation.matrix import worklist
from kb.translation.matrix.views import WORKLIST
from portal.actors import Actor
from portal.to_dos import ToDo

MOST = 3


def for_translators(actor: Actor) -> Iterator[ToDo]:
    """The few texts that readers of somebody's languages need most, each with the reason."""
    codes = actor.languages_of("help.translate")
    if not codes:
        return
    for task in worklist.tasks(worklist.first(codes, MOST), actor):
        name = pgettext("article", "Translate “%(title)s”") % {"title": task.title}
        address = task.address or reverse(WORKLIST, args=[task.ranked.code])
        yield ToDo(task.why, name, address)
