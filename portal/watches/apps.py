from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchesConfig(AppConfig):
    name = "portal.watches"
    label = "watches"
    verbose_name = _("Told once")

    def ready(self) -> None:
        from portal.accounts import personal_data as registry
        from portal.watches import personal_data

        registry.register("watches", personal_data.export, personal_data.erase)
