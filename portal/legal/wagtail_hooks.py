"""What Wagtail must not do with these pages."""

from wagtail import hooks

from portal.legal.bulk import PublishAllButTemplates

# After Wagtail's own, in whose place it stands.
hooks.register("register_bulk_action", PublishAllButTemplates, order=1)
