"""Wagtail's "Editors" and "Moderators" are called what they do: "Authors" and "Publishers".

Only where they may exactly what they came with, so that nobody's rights change. A group that was
given more or less is the owner's own: it stays, and the output says so.
"""

from django.conf import settings
from django.db import migrations

WRITE = {
    "wagtailadmin.access_admin",
    "wagtail_localize.submit_translation",
    *(f"wagtailimages.{verb}_image" for verb in ("add", "change", "delete", "choose")),
    *(f"wagtaildocs.{verb}_document" for verb in ("add", "change", "delete", "choose")),
    *(f"collection.{verb}_image" for verb in ("add", "change", "choose")),
    *(f"collection.{verb}_document" for verb in ("add", "change", "choose")),
    *("page.add_page", "page.change_page"),
}
PUBLISH = {"page.publish_page", "page.lock_page", "page.unlock_page"}
# Given to editors after the migrations that made it, in one run or an earlier one.
TUNE = {"search.tune_search"}
# Former name → the new one, and what the group came with.
RENAMED = {
    "Editors": ("Authors", (WRITE, WRITE | TUNE)),
    "Moderators": ("Publishers", (WRITE | PUBLISH,)),
}
STAYS = (
    'The group "{old}" keeps its name: {why}. `manage.py deploy` makes "{new}" beside it; move its'
    " members there in the editors' pages, under Settings, Groups, if you like."
)


def rename(apps, schema_editor):
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    report = []
    for old, (new, came_with) in RENAMED.items():
        group = groups.filter(name=old).first()
        if group is None:
            continue
        why = ""
        if groups.filter(name=new).exists():
            why = f'there is a group "{new}" already'
        elif rights_of(apps, using, group) not in came_with:
            why = "its rights are not those it came with"
        if why:
            report.append(STAYS.format(old=old, new=new, why=why))
        else:
            group.name = new
            group.save()
    if report:
        print("", *report, sep="\n    ")


def rights_of(apps, using, group):
    """Every right of a group; one that holds below the root only is told as another's."""
    given = group.permissions.values_list("content_type__app_label", "codename")
    rights = {f"{app}.{codename}" for app, codename in given}
    places = (("page", "GroupPagePermission"), ("collection", "GroupCollectionPermission"))
    for place, model in places:
        rows = apps.get_model("wagtailcore", model).objects.using(using).filter(group=group)
        for codename, depth in rows.values_list("permission__codename", f"{place}__depth"):
            rights.add(f"{place}.{codename}" if depth == 1 else f"{place}.{codename} below")
    return rights


class Migration(migrations.Migration):

    dependencies = [
        ("home", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("community", "0002_community_moderators"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
