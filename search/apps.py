from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from portal.limits.uploads import Files, take
        from search.tuning import permissions, signals
        from search.tuning.admin.forms import MOST_BYTES

        take(Files(1, 2 * MOST_BYTES), "search_judged:import")
        permissions.register()
        signals.connect()
        post_migrate.connect(permissions.give_to_writers, sender=self)
        # After that: writers tune.
        post_migrate.connect(permissions.give_log_to_tuners, sender=self)
