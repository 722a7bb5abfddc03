"""The front page of each language: the root of its page tree."""

from wagtail.models import Page


class HomePage(Page):
    """A language's front page. Its slug is the language's code."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["kb.ArticleIndexPage", "kb.FaqIndexPage", "kb.TopicIndexPage"]
