"""Whoever only moderates leaves Wagtail's "Moderators", whose members edit and publish everything.

Until now that group was the community's too. Who has both moderated and edited, or neither, is
not ours to judge: they stay, and the output names them by the number of their account.
"""

from django.conf import settings
from django.db import migrations

WAGTAILS = "Moderators"
OURS = "Community moderators"
# What somebody leaves behind who edits.
TRACES = (
    ("Revision", "user"),
    ("PageLogEntry", "user"),
    ("ModelLogEntry", "user"),
    ("Page", "owner"),
)
MOVED = (
    f'Account {{pk}} was moved from "{WAGTAILS}" to "{OURS}", which neither edits nor publishes'
    " articles: it has moderated and edited nothing."
)
STAYS = (
    f'Account {{pk}} stays in "{WAGTAILS}", which edits and publishes articles and does not'
    " moderate any more: {why}."
)
WHY = {
    (True, True): "it has moderated and has edited, too",
    (False, True): "it has edited and never moderated",
    (False, False): "it has neither moderated nor edited",
}
ADVICE = (
    f'Whoever is to moderate belongs in "{OURS}"; whoever is not to edit and publish, not in'
    f' "{WAGTAILS}". Groups are chosen in the editors\' pages, under Settings, Users.'
)


def separate(apps, schema_editor):
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    rights = apps.get_model("auth", "Permission").objects.using(using)
    right = rights.filter(content_type__app_label="community", codename="moderate").first()
    wagtails = groups.filter(name=WAGTAILS, permissions=right).first() if right else None
    if wagtails is None:
        return
    ours, _created = groups.get_or_create(name=OURS)
    ours.permissions.add(right)
    wagtails.permissions.remove(right)
    acts = apps.get_model("community", "ModerationAction").objects.using(using)
    report = []
    for user in wagtails.user_set.order_by("pk"):
        done = acts.filter(moderator=user.pk).exists(), has_edited(apps, using, user.pk)
        if done == (True, False):
            user.groups.remove(wagtails)
            user.groups.add(ours)
            report.append(MOVED.format(pk=user.pk))
        else:
            report.append(STAYS.format(pk=user.pk, why=WHY[done]))
    if wagtails.user_set.exists():
        report.append(ADVICE)
    if report:
        print("", *report, sep="\n    ")


def has_edited(apps, using, pk):
    return any(
        apps.get_model("wagtailcore", model).objects.using(using).filter(**{field: pk}).exists()
        for model, field in TRACES
    )


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(separate, migrations.RunPython.noop)]
