from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from portal import actors
        from portal.accounts import (
            browsers,
            events,
            idle,
            own_data,
            personal_data,
            second_factor,
        )
        from portal.accounts.policy import ACCOUNTS, TOOLS

        actors.register("tools", TOOLS)
        actors.register("accounts", ACCOUNTS)
        events.listen()
        browsers.listen()
        idle.listen()
        personal_data.register("account", own_data.export, own_data.erase)
        authenticator_added.connect(
            second_factor.remember_set_up, dispatch_uid="accounts.remember_set_up"
        )
