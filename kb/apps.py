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
        import_module("kb.translation.memory.models")
        import_module("kb.readability.models")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from kb import history, policy, renaming, signals, usage
        from kb.articles import personal_data as articles
        from kb.articles.waiting import for_owners
        from kb.blocks import composed
        from kb.feedback import personal_data as votes
        from kb.models.pages import register_beside, register_preview
        from kb.reading.views import preview
        from kb.search_facets import HelpFacets
        from kb.search_source import HelpSource
        from kb.translation import keeping, reviewing
        from kb.translation import personal_data as reviews
        from kb.translation.change_panel import ChangePanel
        from kb.translation.exchange.bounds import TAKEN
        from kb.translation.memory import learning
        from kb.translation.segments import setup as translation
        from kb.translation.segments.composed import StockSegments
        from kb.translation.waiting import of_translations
        from portal import to_dos
        from portal.accounts import personal_data
        from portal.limits.uploads import take
        from search import facets, sources

        register_preview(preview)
        register_beside(ChangePanel("change"))
        policy.register()
        signals.connect()
        composed.register(StockSegments())
        translation.set_up()
        keeping.connect()
        learning.connect()
        take(TAKEN, "kb_exchange", "kb_exchange_many")
        page_published.connect(reviewing.end, dispatch_uid="kb.review_ended")
        usage.set_up()
        history.set_up()
        renaming.set_up()
        sources.register(HelpSource())
        facets.register(HelpFacets())
        to_dos.register("help", of_translations)
        to_dos.register("articles", for_owners)
        personal_data.register("help", export=votes.export, erase=votes.erase)
        personal_data.register("articles", export=articles.export, erase=articles.erase)
        personal_data.register("reviews", export=reviews.export, erase=reviews.erase)
        personal_data.register(
            "comments", export=reviews.export_comments, erase=reviews.erase_comments
        )
