"""Pages that nobody is to read yet, as Wagtail itself saves them."""

from wagtail.models import Page

from kb.models import HelpPage


def keep(page: HelpPage, container: Page | None) -> None:
    """Save a page unpublished, in the caller's transaction; a new one in its container."""
    if container is not None:
        page.live = False
        page.has_unpublished_changes = True
        Page.objects.get(pk=container.pk).add_child(instance=page)
    elif page.live:
        page.unpublish(log_action=True)
    page.save_revision(log_action=True)
