from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    label = "community"
    verbose_name = _("Community")

    def ready(self) -> None:
        from community import personal_data, receivers
        from community.forum import drafts
        from community.policy import POLICY
        from community.search_source import ThreadSource
        from community.subscriptions.saying import panel
        from community.waiting import for_moderators
        from portal import actors, to_dos
        from portal.accounts import panels, waiting
        from portal.accounts import personal_data as registry
        from search.documents import sources

        actors.register("community", POLICY)
        sources.register(ThreadSource())
        registry.register("community", personal_data.export, personal_data.erase)
        panels.register("community/mine/panel.html", panel)
        waiting.register("community", drafts.wait_for)
        to_dos.register("community", for_moderators)
        receivers.connect()
