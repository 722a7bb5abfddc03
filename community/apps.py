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
        from portal import actors
        from portal.accounts import personal_data as registry
        from portal.accounts import waiting
        from search import sources

        actors.register("community", POLICY)
        sources.register(ThreadSource())
        registry.register("community", personal_data.export, personal_data.erase)
        waiting.register("community", drafts.wait_for)
        receivers.connect()
