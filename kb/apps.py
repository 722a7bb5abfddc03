from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeBaseConfig(AppConfig):
    name = "kb"
    label = "kb"
    verbose_name = _("Knowledge base")

    def import_models(self) -> None:
        """Also the tables of rooms that kb.models does not know, since they stand above it."""
        super().import_models()
        import_module("kb.feedback.models")
        import_module("kb.articles.bulk.models")

    def ready(self) -> None:
        from kb import history, signals, usage
        from kb.articles import personal_data as articles
        from kb.articles.waiting import for_owners
        from kb.feedback import personal_data as votes
        from kb.models.pages import register_beside, register_preview
        from kb.policy import POLICY
        from kb.reading.views import preview
        from kb.search_facets import HelpFacets
        from kb.search_source import HelpSource
        from kb.translation import keeping
        from kb.translation.change_panel import ChangePanel
        from kb.translation.segments import setup as translation
        from kb.translation.waiting import for_translators
        from portal import actors, to_dos
        from portal.accounts import personal_data
        from search import facets, sources

        register_preview(preview)
        register_beside(ChangePanel("change"))
        actors.register("help", POLICY)
        signals.connect()
        translation.set_up()
        keeping.connect()
        usage.set_up()
        history.set_up()
        sources.register(HelpSource())
        facets.register(HelpFacets())
        to_dos.register("help", for_translators)
        to_dos.register("articles", for_owners)
        personal_data.register("help", export=votes.export, erase=votes.erase)
        personal_data.register("articles", export=articles.export, erase=articles.erase)
