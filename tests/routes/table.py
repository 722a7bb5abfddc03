"""Who is let in where, by which verbs: all routes, in families.

A row says who is let in by these verbs, and to which routes (patterns of their names as in
fnmatch; the address for a route without a name). Whoever no row names is refused: signed out,
asked for the second factor, told no, or answered with 404 or 405. HEAD goes with GET.
Whose article or post it is makes a difference that tests/community/test_matrix.py and
tests/test_rights.py hold.
"""

from dataclasses import dataclass

EVERYBODY = {
    *("stranger", "member", "author", "moderator", "editor", "publisher", "administrator"),
    "bare",
}
PAST_SECOND_FACTOR = EVERYBODY - {"bare"}
MEMBERS = EVERYBODY - {"stranger"}
BUT_THE_AUTHOR = MEMBERS - {"author"}
MODERATORS = {"moderator", "administrator"}
EDITORS = {"editor", "publisher", "administrator"}
PUBLISHERS = {"publisher", "administrator"}
TUNERS = {"editor", "administrator"}
NOBODY: set[str] = set()
ADMINISTRATORS = {"administrator"}
ANY = "GET POST PUT PATCH DELETE"


@dataclass(frozen=True, slots=True)
class Row:
    """Who is let in, by which verbs, to which routes."""

    who: set[str]
    verbs: str
    routes: str


def _in(namespaces: str, views: str) -> str:
    """These views of each of these."""
    return " ".join(f"{one}:{view}" for one in namespaces.split() for view in views.split())


TABLE = (
    # What everybody reads and writes.
    Row(EVERYBODY, ANY, "root livez readyz theme home:front kb:index kb:read"),
    Row(EVERYBODY, ANY, "community:index community:category community:thread"),
    Row(EVERYBODY, "GET", "journal:count search:api search:suggest search:page mail:*"),
    Row(EVERYBODY, "GET POST", "kb:vote community:ask handover:contact handover:solved"),
    Row(EVERYBODY, "GET POST", "deflection:open"),
    Row(EVERYBODY, "GET", "handover:sent"),
    Row(EVERYBODY, "POST", "kb:reason search:click *:suggestions"),
    # The ways in, for whoever is out.
    Row(EVERYBODY, "GET POST PUT", "account_login account_signup account_reset_password"),
    Row(MEMBERS, "PATCH DELETE", "account_login account_signup"),
    Row(EVERYBODY, "GET POST", "account_logout"),
    Row(EVERYBODY, ANY, "account_reset_password_from_key /en/account/social/*"),
    Row(EVERYBODY, "GET", "account_inactive account_email_verification_sent account_*_done"),
    Row(EVERYBODY, "GET", "account_confirm_email socialaccount_login_*"),
    # One's own account. That proof is asked for again is no refusal.
    Row(MEMBERS, "GET", "accounts:data mfa_index"),
    Row(MEMBERS, "GET POST", "accounts:profile"),
    Row(MEMBERS, "GET POST PUT", "account_reauthenticate account_email account_change_password"),
    Row(MEMBERS, "GET POST PUT", "socialaccount_connections"),
    Row(MEMBERS, ANY, "accounts:erase account_set_password account_confirm_login_code"),
    Row(MEMBERS, ANY, "mfa_*authenticate mfa_activate_totp mfa_generate_recovery_codes"),
    # The community.
    Row(MEMBERS, "POST", "community:answer"),
    Row(BUT_THE_AUTHOR, "POST", "community:vote"),
    Row(BUT_THE_AUTHOR, "GET POST", "community:report"),
    Row(MODERATORS | {"author"}, "POST", "community:accept"),
    Row(MODERATORS, "GET", "community:moderate"),
    Row(MODERATORS, "GET POST", "community:moderate-*"),
    # The editors' pages: what they look like,
    Row(PAST_SECOND_FACTOR, ANY, "wagtailadmin_sprite"),
    Row(PAST_SECOND_FACTOR, "GET", "wagtailadmin_javascript_catalog"),
    # what all of them read,
    Row(EDITORS, "GET", "wagtailadmin_home /cms/test404/ wagtailadmin_api:*:listing"),
    Row(
        EDITORS,
        "GET",
        "wagtailadmin_api:*:detail wagtailadmin_api:*:find wagtailadmin_explore* kb_new_article",
    ),
    Row(EDITORS, "GET", "wagtailadmin_pages:*search* wagtailadmin_pages:*history*"),
    Row(EDITORS, "GET", "wagtailadmin_pages:usage wagtailadmin_pages:type_use*"),
    Row(EDITORS, "GET", "wagtailadmin_pages:revisions_compare wagtailadmin_pages:revisions_view"),
    Row(EDITORS, "GET", "wagtailadmin_choose_page wagtailadmin_choose_page_child"),
    Row(EDITORS, "GET", "wagtailadmin_choose_page_search wagtailadmin_choose_page_chosen_*"),
    Row(EDITORS, "GET", "wagtailadmin_workflows:task_chooser wagtailadmin_reports:[!l]*"),
    Row(EDITORS, "GET", "wagtailadmin_workflows:task_chooser_results *chooser*:cho[os]*"),
    Row(EDITORS, "GET", "wagtail_localize:translations_report* wagtail_localize:javascript_*"),
    Row(EDITORS, "GET", "wagtaildocs:index* wagtailimages:index* wagtail*s:*_usage"),
    Row(
        EDITORS, ANY, "wagtailadmin_error_test wagtailadmin_pages:view_draft wagtailimages:preview"
    ),
    Row(EDITORS, ANY, "wagtailadmin_pages:revisions_index wagtailadmin_tag_*autocomplete"),
    Row(EDITORS, ANY, "wagtailadmin_pages:confirm_workflow_* wagtailadmin_workflows:task_chosen"),
    Row(EDITORS, ANY, "wagtail_localize:preview_translation wagtail_localize:download_pofile"),
    # what all of them write,
    Row(EDITORS, "GET POST PUT", "wagtail_bulk_action"),
    Row(EDITORS, "GET POST", "wagtailadmin_pages:add"),
    Row(EDITORS, "GET POST DELETE", "wagtailadmin_pages:preview_on_add"),
    Row(EDITORS, "GET POST PUT", "wagtailadmin_pages:choose_parent"),
    Row(EDITORS, "GET POST DELETE", "wagtailadmin_pages:preview_on_edit"),
    Row(EDITORS, "GET POST", "wagtailadmin_pages:edit wagtailadmin_pages:revisions_revert"),
    Row(EDITORS, ANY, "wagtailadmin_pages:copy wagtailadmin_pages:add_subpage"),
    Row(EDITORS, "GET POST", "wagtailadmin_choose_page_*_link wagtailadmin_account"),
    Row(EDITORS, "GET POST", "wagtailadmin_workflows:task_chooser_create *:select_format"),
    Row(EDITORS, "GET PATCH", "wagtailadmin_dismissibles"),
    Row(EDITORS, "POST", "wagtailadmin_editing_sessions:*"),
    Row(EDITORS, "GET POST PUT", "wagtaildocs:add wagtaildocs:edit"),
    Row(EDITORS, "GET POST PUT", "wagtailimages:add wagtailimages:edit"),
    Row(EDITORS, "GET POST DELETE", "wagtaildocs:delete wagtailimages:delete"),
    Row(EDITORS, "GET POST", "wagtail*:add_multiple wagtail*s_chooser:create"),
    Row(EDITORS, "POST", "wagtail*:edit_multiple wagtail*:delete_multiple"),
    Row(EDITORS, "GET POST", "wagtail_localize:submit_page_* wagtail_localize:update_*"),
    Row(EDITORS, "GET POST", "/cms/localize/update/*"),
    Row(EDITORS, "POST", "wagtail_localize:upload_pofile"),
    Row(EDITORS, "PUT", "wagtail_localize:edit_string_translation"),
    # what publishers do,
    Row(PUBLISHERS, "GET", "wagtailadmin_pages:workflow_preview wagtailadmin_reports:locked_*"),
    Row(PUBLISHERS, "GET POST", "wagtailadmin_pages:delete wagtailadmin_pages:unpublish"),
    Row(PUBLISHERS, "GET POST", "wagtailadmin_pages:move wagtailadmin_pages:*unschedule"),
    Row(PUBLISHERS, "GET POST PUT", "wagtailadmin_pages:set_privacy"),
    Row(PUBLISHERS, "POST", "wagtailadmin_pages:move_confirm wagtailadmin_pages:lock"),
    Row(PUBLISHERS, "POST", "wagtailadmin_pages:set_page_position wagtailadmin_api:pages:action"),
    Row(EDITORS, "GET", "wagtailadmin_pages:move_confirm"),
    # who tunes search,
    Row(TUNERS, "GET", "search_*:index* search_*:history* search_*:usage search_*:export"),
    Row(TUNERS, "GET POST", "search_*:switch search_judged:import"),
    Row(TUNERS, "GET POST DELETE", "search_*:delete"),
    Row(TUNERS, "GET POST PUT", "search_*:add search_*:edit"),
    # and what is left to administrators.
    Row(ADMINISTRATORS, "GET", "effort_report* wagtailadmin_collections:index"),
    Row(ADMINISTRATORS, "GET", _in("wagtailsnippets_*", "list* history* usage")),
    Row(ADMINISTRATORS, "GET", _in("wagtaillocales wagtailsites", "index* history* usage")),
    Row(ADMINISTRATORS, "GET", _in("wagtailusers_*", "index* history* usage")),
    Row(ADMINISTRATORS, "GET", _in("wagtailadmin_workflows", "index* usage* task_index*")),
    Row(ADMINISTRATORS, "GET", "wagtailredirects:index*"),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtailsnippets_* wagtailusers_*", "add edit copy")),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtaillocales wagtailsites", "add edit copy")),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtailadmin_collections", "add edit")),
    Row(
        ADMINISTRATORS,
        "GET POST PUT",
        _in("wagtailadmin_workflows", "add edit add_task edit_task"),
    ),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtailredirects", "add edit")),
    Row(ADMINISTRATORS, "GET POST DELETE", _in("wagtailsnippets_* wagtailusers_*", "delete")),
    Row(ADMINISTRATORS, "GET POST DELETE", _in("wagtaillocales wagtailsites", "delete")),
    Row(ADMINISTRATORS, "GET POST DELETE", "wagtailadmin_collections:delete *redirects:delete"),
    Row(ADMINISTRATORS, "GET POST DELETE", "wagtailadmin_workflows:disable*"),
    Row(ADMINISTRATORS, "GET POST", "wagtailsnippetchoosers_*:create"),
    Row(ADMINISTRATORS, ANY, "wagtailadmin_collections:set_privacy *:start_import"),
    Row(ADMINISTRATORS, ANY, "wagtailadmin_workflows:select_*"),
    Row(ADMINISTRATORS, "POST", "wagtailadmin_pages:unlock wagtailredirects:process_import"),
    Row(ADMINISTRATORS, "POST", _in("wagtailadmin_workflows", "enable enable_task remove")),
    # Where nobody is let in: what it names is not there, is not ours, or leads elsewhere.
    Row(NOBODY, "", "wagtaildocs_serve wagtaildocs_authenticate_with_password *:url_generator*"),
    Row(NOBODY, "", "wagtailcore_login wagtailadmin_login wagtailadmin_logout"),
    Row(NOBODY, "", "wagtailadmin_password_reset* wagtailsettings:* wagtailsnippets:index"),
    Row(NOBODY, "", "wagtailadmin_pages:convert_alias wagtailadmin_pages:*workflow_action*"),
    Row(NOBODY, "", "wagtailadmin_block_preview wagtail_localize:snippets_api_*"),
    Row(NOBODY, "", "*:*_from_uploaded_* *:delete_upload_multiple /cms/^.*/$ /media/*"),
    Row(NOBODY, "", _in("wagtail_localize", "*_alias edit_override machine_* stop_*")),
    Row(NOBODY, "", "wagtail_localize:submit_snippet_* /cms/localize/page/*"),
    Row(NOBODY, "", "accounts:to_provider openid_connect_* socialaccount_signup"),
    Row(NOBODY, "", "mfa_deactivate_totp mfa_view_* mfa_download_*"),
)
