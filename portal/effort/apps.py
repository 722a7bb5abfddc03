from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EffortConfig(AppConfig):
    name = "portal.effort"
    label = "effort"
    verbose_name = _("Support effort")

    def ready(self) -> None:
        from kb.articles import reads
        from portal.effort import policy, reads_of_articles
        from portal.effort.own import reading
        from portal.effort.timeline import permissions
        from portal.limits.uploads import Files, take

        policy.register()
        permissions.register()
        reads.register(reads_of_articles.counted)
        take(Files(1, 2 * reading.MOST_BYTES, right="report.feed"), "own_numbers")
        post_migrate.connect(policy.give_to_managers, sender=self)
        post_migrate.connect(policy.give_to_readers, sender=self)
