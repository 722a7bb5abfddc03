from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from kb import tree
        from portal.home import uploads
        from portal.home.models import HomePage

        tree.register_home(HomePage)
        uploads.declare()
