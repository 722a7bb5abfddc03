"""The script that sees what is pasted, on the pages where articles are written."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks

from kb.pasting import views


def set_up() -> None:
    """Called once, when the app is ready."""
    hooks.register("register_admin_urls", views.urls)
    hooks.register("insert_editor_js", script)


def script() -> SafeString:
    """The script, with what it says in the editor's language."""
    return format_html(
        '<script src="{}" data-url="{}" data-much="{}" data-done="{}" data-failed="{}"></script>',
        static("kb/paste.js"),
        reverse(views.NAME),
        _("You pasted a lot. It stands below the text, block by block, in a moment."),
        _("What you pasted stands below the text."),
        _("It could not be pasted. Try again, or paste it as plain text."),
    )
