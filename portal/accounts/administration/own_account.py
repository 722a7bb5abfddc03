"""The page where those who work on the site set how the editors' pages are for themselves."""

from django.utils.decorators import method_decorator
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import account


@method_decorator(require_admin_access, name="dispatch")
class EditorsAccountView(account.AccountView):
    """Wagtail's, without first and last name: an account has one name, set in its profile.

    Stock asks for both, and saves nothing while one is empty.
    """

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        names = account.NameEmailSettingsPanel
        return [panel for panel in super().get_panels() if not isinstance(panel, names)]
