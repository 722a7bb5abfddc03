from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EffortConfig(AppConfig):
    name = "portal.effort"
    label = "effort"
    verbose_name = _("Support effort")

    def ready(self) -> None:
        from portal import actors
        from portal.effort.own import permissions, reading
        from portal.effort.policy import POLICY
        from portal.limits.uploads import Files, take

        actors.register("report", POLICY)
        take(Files(1, 2 * reading.MOST_BYTES, right="report.feed"), "own_numbers")
        post_migrate.connect(permissions.give_to_holders, sender=self)
