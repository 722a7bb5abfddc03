from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EffortConfig(AppConfig):
    name = "portal.effort"
    label = "effort"
    verbose_name = _("Support effort")

    def ready(self) -> None:
        from kb.articles import reads
        from kb.models.ids import renamed
        from kb.models.pages import register_beside
        from kb.translation import need
        from portal.effort import policy, reads_of_articles, renaming
        from portal.effort.fixes.panel import FixesPanel
        from portal.effort.met import met
        from portal.effort.timeline import permissions
        from portal.limits.uploads import Files, take
        from portal.text import sheets

        policy.register()
        register_beside(FixesPanel(heading=_("Where people stop")))
        need.register(met)
        permissions.register()
        reads.register(reads_of_articles.counted, reads_of_articles.counted_in)
        sheet = Files(1, 2 * sheets.MOST_BYTES, right="report.feed")
        take(sheet, "own_numbers", "last_tickets")
        post_migrate.connect(policy.give_to_managers, sender=self)
        post_migrate.connect(policy.give_to_readers, sender=self)
        renamed.connect(renaming.rename, dispatch_uid="effort.renaming")
