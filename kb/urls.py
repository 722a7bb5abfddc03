"""Addresses under a language's prefix."""

from django.urls import path, register_converter

from kb import identifiers
from kb.articles.reminders import views as reminders
from kb.feedback import views as feedback
from kb.feedback.mistakes import views as mistakes
from kb.fixes import views as fixes
from kb.glossary import views as glossary
from kb.reading import views as reading
from kb.translation.digests import views as digests


class SlugConverter:
    """A family's id; anything else is no address of ours."""

    regex = rf"[a-z0-9](?:[a-z0-9-]{{0,{identifiers.MAX_LENGTH - 1}}})"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SlugConverter, "family")

app_name = "kb"
urlpatterns = [
    path("help/", reading.index, name="index"),
    path("help/sitemap.xml", reading.sitemap, name="sitemap"),
    path("help/<family:slug>/", reading.read, name="read"),
    # The logs of the servers in front keep nothing that stands behind "key".
    path("help-drafts/key/<str:signed>/", reading.draft, name="draft"),
    path("words/", glossary.words, name="words"),
    path("help-rewritten/key/<str:signed>/", feedback.rewritten, name="rewritten"),
    path("help-reminders/key/<str:signed>/", reminders.reminders, name="reminders"),
    path("help-digests/key/<str:signed>/", digests.digest, name="digest"),
    path("help/<family:slug>/vote/", feedback.vote, name="vote"),
    path("help/<family:slug>/reason/", feedback.reason, name="reason"),
    path("help/<family:slug>/fixes/<slug:fix>/", fixes.answer, name="fix"),
    path("help/<family:slug>/mistake/", mistakes.mistake, name="mistake"),
]
