"""Making votes known to the rooms that tell of them; called when the app is ready."""

from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published

from kb.feedback import personal_data, rewriting, waiting
from kb.feedback.admin.panel import VotesPanel
from kb.models.pages import register_beside
from portal import to_dos
from portal.accounts import personal_data as registry
from portal.watches import occasions


def set_up() -> None:
    register_beside(VotesPanel(heading=_("What readers say of this text")))
    page_published.connect(rewriting.published, dispatch_uid="kb.versions")
    occasions.register(rewriting.OCCASION)
    to_dos.register("comments", waiting.for_owners)
    registry.register("help", export=personal_data.export, erase=personal_data.erase)
    registry.register(
        "comments_dealt_with",
        export=personal_data.export_dealt_with,
        erase=personal_data.erase_dealt_with,
    )
