"""What the knowledge base's menu in the admin holds: articles, products, rules of languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup
from wagtail.snippets.widgets import AdminSnippetChooser

from kb.announcements.admin import AnnouncementViewSet
from kb.articles.admin.listing import ArticleList, ArticlesMenuItem
from kb.models import Family, LanguageRule, Product
from kb.models.forms import FamilyForm
from portal.editors_lists import EditorsViewSet

# Wagtail would name what there is to choose in the language that the server began in.
MEMBER = AdminSnippetChooser(
    Family,
    icon="folder-inverse",
    choose_one_text=_("Choose an article or a topic"),
    choose_another_text=_("Choose another article or topic"),
    link_to_chosen_text=_("Edit this article or topic"),
)


class FamilyViewSet(EditorsViewSet):
    """The list of articles; and of each, what it is and is about in all its languages."""

    model = Family
    icon = "folder-inverse"
    menu_label = _("Articles and topics")
    menu_item_class = ArticlesMenuItem
    index_view_class = ArticleList
    index_results_template_name = ArticleList.results_template_name
    list_per_page = 50
    add_to_admin_menu = False
    inspect_view_enabled = False

    panels = [
        FieldPanel("slug"),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("source_locale")], _("Kind")),
        MultiFieldPanel([FieldPanel("products"), FieldPanel("markets")], _("What it is about")),
        InlinePanel(
            "member_links", panels=[FieldPanel("member", widget=MEMBER)], label=_("In this topic")
        ),
        FieldPanel("by_hand"),
    ]
    edit_handler = ObjectList(panels, base_form_class=FamilyForm)


class ProductViewSet(EditorsViewSet):
    model = Product
    icon = "tag"
    list_display = ["name", "slug"]
    panels = [FieldPanel("name"), FieldPanel("slug")]


UNREAD = Column("get_unread_display", label=LanguageRule._meta.get_field("unread").verbose_name)


class LanguageRuleViewSet(EditorsViewSet):
    """What each language asks of its translations."""

    model = LanguageRule
    icon = "globe"
    menu_label = _("Rules of languages")
    list_display = ["locale", BooleanColumn("review_wanted"), UNREAD]
    inspect_view_enabled = False
    panels = [FieldPanel("locale"), FieldPanel("review_wanted"), FieldPanel("unread")]


class KnowledgeBaseGroup(SnippetViewSetGroup):
    items = (FamilyViewSet, AnnouncementViewSet, ProductViewSet, LanguageRuleViewSet)
    menu_label = _("Knowledge base")
    menu_icon = "help"
    menu_order = 150
