from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's room for accounts and groups, with our pages in it."""

    user_viewset = "portal.accounts.administration.accounts.AccountViewSet"
    group_viewset = "portal.accounts.administration.groups.GroupViewSet"

    def ready(self) -> None:
        super().ready()
        from portal.accounts.administration import panel_words

        panel_words.set_up()
