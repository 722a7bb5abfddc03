from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EffortConfig(AppConfig):
    name = "portal.effort"
    label = "effort"
    verbose_name = _("Support effort")

    def ready(self) -> None:
        from portal import actors
        from portal.effort.policy import POLICY
        from portal.effort.timeline import permissions

        actors.register("report", POLICY)
        permissions.register()
