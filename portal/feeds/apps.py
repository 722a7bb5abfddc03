from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedsConfig(AppConfig):
    name = "portal.feeds"
    label = "feeds"
    verbose_name = _("Report by program and by mail")

    def ready(self) -> None:
        from portal.accounts import panels
        from portal.accounts import personal_data as registry
        from portal.feeds import personal_data, weekly

        registry.register("report", personal_data.export, personal_data.erase)
        panels.register("feeds/panel.html", weekly.panel)
