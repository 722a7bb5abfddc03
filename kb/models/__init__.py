"""Families, their pages in each language, and what belongs to which topic."""

from kb.models.containers import ArticleIndexPage, Container, FaqIndexPage, TopicIndexPage
from kb.models.families import Family, Kind, Product, free_slug
from kb.models.imported import Imported
from kb.models.membership import Membership, set_topics
from kb.models.old_addresses import OldAddress
from kb.models.pages import ArticlePage, FaqPage, HelpPage, TopicPage

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "Container",
    "Family",
    "FaqIndexPage",
    "FaqPage",
    "HelpPage",
    "Imported",
    "Kind",
    "Membership",
    "OldAddress",
    "Product",
    "TopicIndexPage",
    "TopicPage",
    "free_slug",
    "set_topics",
]
