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
        import_module("kb.announcements.models")
        import_module("kb.feedback.models")
        import_module("kb.articles.bulk.models")
        import_module("kb.translation.machine.models")
        import_module("kb.articles.reminders.models")
        import_module("kb.translation.memory.models")
        import_module("kb.translation.digests.models")
        import_module("kb.glossary.models")
        import_module("kb.readability.models")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from kb import history, policy, renaming, sent_again_view, signals, usage
        from kb.announcements import setup as announcements
        from kb.blocks import composed, snippet
        from kb.feedback import setup as feedback
        from kb.glossary import files
        from kb.glossary.panel import WordsPanel
        from kb.media import video_view
        from kb.models import HelpPage, SnippetPage
        from kb.models.pages import register_beside, register_preview
        from kb.pasting import editor
        from kb.pasting import views as pasting
        from kb.reading import awaited
        from kb.reading.views import preview
        from kb.search_facets import HelpFacets
        from kb.search_source import HelpSource
        from kb.snippets import in_use_view
        from kb.snippets.choosing import SiteSnippets
        from kb.translation import keeping, reviewing
        from kb.translation.change_panel import ChangePanel
        from kb.translation.desk import pictures
        from kb.translation.exchange.bounds import TAKEN
        from kb.translation.memory import learning
        from kb.translation.segments import setup as translation
        from kb.translation.segments.composed import StockSegments
        from portal.limits.uploads import take
        from search.documents import sources
        from search.queries import facets

        register_preview(preview)
        register_beside(ChangePanel("change"), HelpPage, SnippetPage)
        register_beside(WordsPanel(heading=_("Words and style")), HelpPage, SnippetPage)
        feedback.set_up()
        policy.register(self)
        signals.connect()
        announcements.set_up()
        awaited.set_up()
        composed.register(StockSegments())
        snippet.register(SiteSnippets())
        translation.set_up()
        keeping.connect()
        learning.connect()
        take(TAKEN, "kb_exchange", "kb_exchange_many")
        take(files.TAKEN, "kb_terms_upload")
        take(pictures.TAKEN, "kb_desk_picture")
        take(pasting.TAKEN, "kb_paste")
        page_published.connect(reviewing.end, dispatch_uid="kb.review_ended")
        editor.set_up()
        video_view.set_up()
        usage.set_up()
        in_use_view.set_up()
        history.set_up()
        renaming.set_up()
        sent_again_view.set_up()
        sources.register(HelpSource())
        facets.register(HelpFacets())
        self._know_people()

    def _know_people(self) -> None:
        """What waits for whoever works here, and what is kept of anybody."""
        from kb.articles import personal_data as articles
        from kb.articles.admin.reports import under_way
        from kb.articles.reminders import stopping as reminders
        from kb.articles.waiting import for_owners
        from kb.translation import personal_data as reviews
        from kb.translation.digests import choosing as digests
        from kb.translation.digests import personal_data as of_digests
        from kb.translation.machine import personal_data as machines
        from kb.translation.waiting import of_translations
        from portal import to_dos
        from portal.accounts import panels, personal_data

        to_dos.register("help", of_translations)
        to_dos.register("articles", for_owners)
        to_dos.register("acts", under_way)
        panels.register("kb/reminders_panel.html", reminders.panel)
        panels.register("kb/digest_panel.html", digests.panel)
        personal_data.register("digests", export=of_digests.export, erase=of_digests.erase)
        personal_data.register("articles", export=articles.export, erase=articles.erase)
        personal_data.register("reviews", export=reviews.export, erase=reviews.erase)
        personal_data.register("machines", export=machines.export, erase=machines.erase)
        personal_data.register(
            "comments", export=reviews.export_comments, erase=reviews.erase_comments
        )
