"""Families, their pages in each language, and what belongs to which topic."""

from kb.models.care import Every
from kb.models.containers import ArticleIndexPage, Container, FaqIndexPage, TopicIndexPage
from kb.models.families import Family, Kind, Product, free_slug
from kb.models.ids import FamilyId
from kb.models.imported import Imported
from kb.models.membership import Membership, set_topics
from kb.models.old_addresses import OldAddress
from kb.models.pages import ArticlePage, FaqPage, HelpPage, TopicPage
from kb.models.reviewing import LanguageRule, Review
from kb.models.titles import Title, nearest, titles
from kb.states import Currency, TranslationState

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "Container",
    "Currency",
    "Every",
    "Family",
    "FamilyId",
    "FaqIndexPage",
    "FaqPage",
    "HelpPage",
    "Imported",
    "Kind",
    "LanguageRule",
    "Membership",
    "OldAddress",
    "Product",
    "Review",
    "Title",
    "TopicIndexPage",
    "TopicPage",
    "TranslationState",
    "free_slug",
    "nearest",
    "set_topics",
    "titles",
]
