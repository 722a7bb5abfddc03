"""The article that the support has named as the answer, as its customer reads it."""

from kb.models import HelpPage
from portal.actors import Actor
from portal.handover.models import ContactRequest


def page_for(request: ContactRequest, language: str) -> HelpPage | None:
    """The text in this language, else the one its readers get; None where there is none for all.

    The request's page asks for no account, so only what everybody may read is named on it.
    """
    if request.solved_article_id is None:
        return None
    texts = HelpPage.objects.visible_to(Actor()).filter(family=request.solved_article_id)
    found: HelpPage | None = texts.best_for(language).select_related("family", "locale").first()
    return found
