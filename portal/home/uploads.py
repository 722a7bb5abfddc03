"""Which of the editors' pages take files: those of Wagtail and wagtail-localize."""

from django.conf import settings

from portal.limits.uploads import Files, take

_MEGABYTE = 1024 * 1024


def declare() -> None:
    """Twice as much as the forms take: they say best themselves what is a little too large."""
    picture = Files(1, 2 * settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    document = Files(1, 2 * settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    list_ = Files(1, 5 * _MEGABYTE)
    take(
        picture,
        *("wagtailimages:add", "wagtailimages:edit", "wagtailimages:add_multiple"),
        "wagtailimages_chooser:create",
        # A picture of oneself.
        "wagtailadmin_account",
    )
    take(
        document,
        *("wagtaildocs:add", "wagtaildocs:edit", "wagtaildocs:add_multiple"),
        "wagtaildocs_chooser:create",
    )
    take(list_, "wagtailredirects:start_import", "wagtail_localize:upload_pofile")
