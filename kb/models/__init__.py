"""Families, their pages in each language, and what belongs to which topic."""

from kb.models.care import Every
from kb.models.containers import ArticleIndexPage, Container, FaqIndexPage, TopicIndexPage
from kb.models.families import Family, Kind, Product, free_slug
from kb.models.imported import Imported
from kb.models.membership import Membership, set_topics
from kb.models.pages import ArticlePage, FaqPage, HelpPage, TopicPage
from kb.models.titles import Title, nearest, titles
from kb.states import Currency, TranslationState

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "Container",
    "Currency",
    "Every",
    "Family",
    "FaqIndexPage",
    "FaqPage",
    "HelpPage",
    "Imported",
    "Kind",
    "Membership",
    "Product",
    "Title",
    "TopicIndexPage",
    "TopicPage",
    "TranslationState",
    "free_slug",
    "nearest",
    "set_topics",
    "titles",
]
