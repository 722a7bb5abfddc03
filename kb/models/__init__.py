"""Families, their pages in each language, and what belongs to which topic."""

from kb.kinds import Kind
from kb.models.care import Every
from kb.models.containers import (
    ArticleIndexPage,
    Container,
    FaqIndexPage,
    SnippetIndexPage,
    TopicIndexPage,
)
from kb.models.families import Family, Product, free_slug
from kb.models.ids import FamilyId
from kb.models.imported import Imported
from kb.models.membership import Membership, set_topics
from kb.models.old_addresses import OldAddress
from kb.models.pages import ArticlePage, FaqPage, HelpPage, TopicPage
from kb.models.reviewing import LanguageRule, Review
from kb.models.snippets import SnippetPage, SnippetUse
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
    "SnippetIndexPage",
    "SnippetPage",
    "SnippetUse",
    "Title",
    "TopicIndexPage",
    "TopicPage",
    "TranslationState",
    "free_slug",
    "nearest",
    "set_topics",
    "titles",
]
