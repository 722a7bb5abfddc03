"""Beside a text's form: how its readers voted, and the comments that wait."""

from typing import Any, ClassVar

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from kb.feedback.admin.views import address
from kb.feedback.figures import helpfulness
from kb.feedback.models import Vote, VoteQuerySet
from kb.models import HelpPage
from portal import actors

SHOWN = 3


class VotesPanel(Panel):
    """Of this text alone, to who sees the votes of its language; the rest is a page of its own."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "kb/votes/panel.html"

        class Media:
            css: ClassVar = {"all": ["kb/votes.css"]}

        def is_shown(self) -> bool:
            page = self.instance
            if not isinstance(page, HelpPage) or page.first_published_at is None:
                return False
            actor = actors.on_behalf_of(self.request.user)
            return actor.may("help.see_votes", page.locale.language_code)

        @cached_property
        def votes(self) -> VoteQuerySet:
            page = self.instance
            code = page.locale.language_code
            return Vote.objects.filter(family=page.family_id, text_locale=code)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            waiting = self.votes.open()
            return context | {
                "votes": helpfulness(page.family, self.votes.counted()),
                "n_open": waiting.count(),
                "open": waiting.order_by("-at", "-pk")[:SHOWN],
                "address": address(page.family.slug, page.locale.language_code),
            }
