from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EffortConfig(AppConfig):
    name = "portal.effort"
    label = "effort"
    verbose_name = _("Support effort")

    def ready(self) -> None:
        from portal.effort import policy

        policy.register()
        post_migrate.connect(policy.give_to_readers, sender=self)
