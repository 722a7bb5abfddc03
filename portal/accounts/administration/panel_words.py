"""What Wagtail's panels of a group say, in the language of whoever looks at them.

Wagtail reads some of these words once, when it starts, and takes others from the names of fields.
"""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.documents.forms import GroupDocumentPermissionFormSet
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.models import Page
from wagtail.users.forms import GroupPagePermissionFormSet

# A panel → the right, the head of its column, and what it is.
_RIGHTS = {
    GroupCollectionManagementPermissionFormSet: [
        ("add_collection", _("Add"), _("Add collections")),
        ("change_collection", _("Edit"), _("Edit collections")),
        ("delete_collection", _("Delete"), _("Delete collections")),
    ],
    GroupImagePermissionFormSet: [
        ("add_image", _("Add"), _("Add/edit images you own")),
        ("change_image", _("Edit"), _("Edit any image")),
        ("choose_image", _("Choose"), _("Select images in choosers")),
    ],
    GroupDocumentPermissionFormSet: [
        ("add_document", _("Add"), _("Add/edit documents you own")),
        ("change_document", _("Edit"), _("Edit any document")),
        ("choose_document", _("Choose"), _("Select documents in choosers")),
    ],
}
OBJECTS = (gettext_noop("locale"), gettext_noop("translation"))
"""What rights are about, whose names nobody else translates."""


def set_up() -> None:
    """Called once, when the app is ready."""
    for panel, rights in _RIGHTS.items():
        # In place, since the labels of the boxes are looked up in the same list.
        panel.permission_types[:] = rights
        panel.form.base_fields["collection"].label = _("Collection")
    fields = GroupPagePermissionFormSet.form.base_fields
    fields["page"].label = _("Page")
    fields["permissions"].label_from_instance = _on_a_page


def _on_a_page(permission: Permission) -> str:
    names = {codename: name for codename, _head, name in Page.permission_types}
    return str(names.get(permission.codename, permission.name))
