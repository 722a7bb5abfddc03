from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search.tuning import permissions, signals

        permissions.register()
        signals.connect()
        post_migrate.connect(permissions.give_to_editors, sender=self)
