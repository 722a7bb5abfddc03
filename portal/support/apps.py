from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "portal.support"
    label = "support"
    verbose_name = _("Support")

    def ready(self) -> None:
        from portal.support import permissions, signals

        permissions.register()
        signals.connect()
        post_migrate.connect(permissions.give_to_holders, sender=self)
