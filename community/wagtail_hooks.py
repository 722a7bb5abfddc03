"""The community in the editors' pages: its categories."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet

from community.forum.admin_forms import TEXTS, CategoryForm
from community.forum.models import Category
from portal.editors_lists import EditorsViewSet


class CategoryViewSet(EditorsViewSet):
    model = Category
    icon = "comment"
    # Longer names are cut off in the menu.
    menu_label = _("Community")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["__str__", "slug", "position"]
    ordering = ["position", "slug"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("slug", "position", "languages", *TEXTS)],
        base_form_class=CategoryForm,
    )


register_snippet(CategoryViewSet)
