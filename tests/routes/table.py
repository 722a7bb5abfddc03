"""Who is let in where, by which verbs: all routes, in families.

A row says who is let in by these verbs, and to which routes (patterns of their names as in
fnmatch; the address for a route without a name). Whoever no row names is refused: signed out,
asked for the second factor, told no, or answered with 404 or 405. HEAD goes with GET.
Whose article or post it is makes a difference that tests/community/test_matrix.py and
tests/test_rights.py hold.
"""

from dataclasses import dataclass

STAFF = {"translator", "manager", "author", "publisher", "administrator", "owner"}
EVERYBODY = STAFF | {"stranger", "member", "asker", "moderator", "bare"}
PAST_SECOND_FACTOR = EVERYBODY - {"bare"}
MEMBERS = EVERYBODY - {"stranger"}
BUT_THE_ASKER = MEMBERS - {"asker"}
ADMINISTRATORS = {"administrator", "owner"}
MODERATORS = {"moderator"} | ADMINISTRATORS
PUBLISHERS = {"publisher"} | ADMINISTRATORS
AUTHORS = {"author"} | PUBLISHERS
TRANSLATORS = {"translator"} | AUTHORS
MANAGERS = {"manager"} | ADMINISTRATORS
TUNERS = {"author"} | MANAGERS
ANNOUNCERS = PUBLISHERS | MANAGERS
OWNERS = {"owner"}
# Whose account has a second factor: it was asked for.
WITH_FACTOR = STAFF | {"moderator"}
NOBODY: set[str] = set()
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
    Row(EVERYBODY, ANY, "root livez readyz theme legal:* home:front kb:index kb:read"),
    Row(EVERYBODY, ANY, "kb:words sitemaps home:sitemap kb:sitemap community:sitemap"),
    Row(EVERYBODY, ANY, "community:index community:category community:thread"),
    Row(EVERYBODY, ANY, "community:history"),
    Row(EVERYBODY, "GET POST", "community:stop weekly:stop"),
    Row(EVERYBODY, "GET", "journal:count search:api search:suggest search:page mail:*"),
    Row(EVERYBODY, "GET", "security-txt robots-txt moved moved_*"),
    Row(EVERYBODY, "GET POST", "kb:vote kb:fix community:ask handover:contact handover:solved"),
    Row(EVERYBODY, "GET POST", "kb:mistake"),
    Row(EVERYBODY, "GET POST", "deflection:open watches:ask watches:own"),
    Row(EVERYBODY, "GET POST", "kb:rewritten kb:reminders kb:digest"),
    # Whoever has the signed address, or signs: nobody else is asked for.
    Row(EVERYBODY, "GET", "kb:draft handover:sent handover:file handover:desk-file"),
    Row(EVERYBODY, "GET POST", "handover:yes handover:not-yet handover:desk-*ed"),
    Row(EVERYBODY, "POST", "handover:add handover:rate"),
    Row(NOBODY, "", "webhook"),
    # For programs, each with a token: no session opens them.
    Row(NOBODY, "", "feeds:report feeds:report-csv"),
    Row(EVERYBODY, "POST", "kb:reason search:click support:tap market:choose *:suggestions"),
    # The ways in, for whoever is out.
    Row(EVERYBODY, "GET POST PUT", "account_login account_signup account_reset_password"),
    Row(EVERYBODY, "GET POST PUT", "account_request_login_code"),
    # Without a code that was asked for: to where one is.
    Row(EVERYBODY, ANY, "account_confirm_login_code"),
    Row(MEMBERS, "PATCH DELETE", "account_login account_signup account_request_login_code"),
    # Whoever is out shows a passkey there; who is in is led on.
    Row(MEMBERS, ANY, "mfa_login_webauthn"),
    Row(EVERYBODY, "GET POST", "account_logout"),
    Row(EVERYBODY, ANY, "account_reset_password_from_key /en/account/social/*"),
    Row(EVERYBODY, "GET", "account_inactive account_email_verification_sent account_*_done"),
    Row(EVERYBODY, "GET", "account_confirm_email socialaccount_login_*"),
    # One's own account, of who has just proved to be its owner.
    Row(MEMBERS, "GET", "accounts:data accounts:prove mfa_index"),
    Row(MEMBERS, "GET POST", "accounts:profile"),
    Row(MEMBERS, "GET POST PUT", "account_reauthenticate account_email account_change_password"),
    Row(MEMBERS, "GET POST PUT", "socialaccount_connections"),
    Row(MEMBERS, "GET POST", "accounts:erase"),
    Row(MEMBERS, "GET POST PUT", "mfa_activate_totp mfa_generate_recovery_codes"),
    Row(MEMBERS, "GET POST PUT", "mfa_add_webauthn"),
    Row(MEMBERS, "GET", "mfa_list_webauthn"),
    # There is one already: to where it can be taken away.
    Row(WITH_FACTOR, "PATCH DELETE", "mfa_activate_totp"),
    Row(WITH_FACTOR, "GET POST PUT", "mfa_deactivate_totp"),
    Row(MEMBERS, ANY, "account_set_password mfa_*authenticate"),
    # Whoever has no passkey is led on to what there is instead.
    Row(MEMBERS, ANY, "mfa_reauthenticate_webauthn"),
    # The community.
    Row(MEMBERS, "POST", "community:answer"),
    Row(BUT_THE_ASKER, "POST", "community:vote"),
    Row(BUT_THE_ASKER, "GET POST", "community:report"),
    Row(BUT_THE_ASKER, "POST", "community:follow"),
    Row(MODERATORS | {"asker"}, "POST", "community:accept"),
    Row(MEMBERS, "GET", "community:mine"),
    Row(MEMBERS, "POST", "community:mails"),
    Row({"asker"}, "GET POST", "community:edit community:withdraw"),
    Row(MODERATORS, "GET", "community:moderate"),
    Row(MODERATORS, "GET POST", "community:moderate-*"),
    # The editors' pages: what they look like,
    Row(PAST_SECOND_FACTOR, ANY, "wagtailadmin_sprite"),
    Row(PAST_SECOND_FACTOR, "GET", "wagtailadmin_javascript_catalog"),
    # what all of them read, each of what is theirs,
    Row(STAFF, "GET", "wagtailadmin_home /cms/test404/ wagtailadmin_api:*:listing"),
    Row(STAFF, "GET", "wagtailadmin_api:images:* wagtailadmin_api:documents:*"),
    Row(STAFF, "GET", "wagtailadmin_choose_page wagtailadmin_choose_page_child"),
    Row(STAFF, "GET", "wagtailadmin_choose_page_search wagtailadmin_choose_page_chosen_multiple"),
    Row(STAFF, "GET", "wagtailadmin_workflows:task_chooser* wagtailadmin_reports:site_history*"),
    Row(STAFF, "GET", "*chooser*:choose* *chooser*:chosen_multiple *snippetchooser*:chosen"),
    Row(STAFF, "GET", "wagtail_localize:translations_report* wagtail_localize:javascript_*"),
    Row(STAFF, "GET", "/cms/localize/reports/* wagtailadmin_pages:move_confirm"),
    Row(STAFF, "GET", "kb_matrix kb_matrix_csv kb_matrix_language kb_worklist"),
    Row(STAFF, "GET", "kb_machines"),
    Row(STAFF, "GET POST", "kb_votes"),
    Row(STAFF, ANY, "wagtailadmin_error_test wagtailadmin_tag_*autocomplete"),
    Row(STAFF, ANY, "wagtailadmin_workflows:task_chosen wagtailadmin_pages:revisions_index"),
    Row(STAFF, ANY, "wagtailadmin_pages:confirm_workflow_cancellation"),
    Row(STAFF, "GET POST", "wagtailadmin_choose_page_*_link wagtailadmin_account"),
    Row(STAFF, "GET POST", "wagtailadmin_workflows:task_chooser_create"),
    Row(STAFF, "GET POST PUT", "wagtail_bulk_action wagtailadmin_pages:choose_parent"),
    Row(STAFF, "GET PATCH", "wagtailadmin_dismissibles"),
    Row(STAFF, "POST", "wagtailadmin_editing_sessions:release"),
    # what translators do in their language,
    Row(TRANSLATORS, "GET", "wagtailadmin_explore* wagtailadmin_pages:*search*"),
    Row(TRANSLATORS, "GET", "wagtailsnippets_kb_family:list* kb_act kb_hardest kb_hardest_csv"),
    Row(TRANSLATORS, "GET", "kb_acts"),
    Row(TRANSLATORS, "GET", "wagtailadmin_pages:type_use* wagtailadmin_reports:[!l]*"),
    Row(TRANSLATORS, "GET", "wagtaildocs_chooser:chosen wagtailimages_chooser:chosen"),
    Row(TRANSLATORS, "GET POST", "wagtailimages_chooser:select_format"),
    Row(TRANSLATORS, ANY, "wagtail_localize:preview_translation wagtail_localize:download_pofile"),
    Row(TRANSLATORS, "POST", "wagtail_localize:upload_pofile"),
    Row(TRANSLATORS, "PUT", "wagtail_localize:edit_string_translation"),
    Row(TRANSLATORS, "PUT", "wagtail_localize:edit_override"),
    Row(TRANSLATORS, "GET POST", "kb_desk kb_exchange kb_exchange_many"),
    Row(TRANSLATORS, "GET", "kb_exchange_out kb_exchange_many_out"),
    Row(TRANSLATORS, "GET", "kb_desk_suggestions"),
    Row(TRANSLATORS, "GET", "kb_terms kb_terms_csv kb_term kb_style"),
    Row(TRANSLATORS, "GET POST", "kb_terms_upload kb_term_new kb_term_entry"),
    Row(TRANSLATORS, "POST", "kb_desk_segment kb_desk_comments kb_desk_machine"),
    Row(TRANSLATORS, "POST", "kb_desk_picture kb_paste kb_digest"),
    # what authors read,
    Row(AUTHORS, "GET", "wagtailadmin_api:pages:detail wagtailadmin_api:pages:find"),
    Row(AUTHORS, "GET", "kb_new_article wagtailadmin_pages:*history* wagtailadmin_pages:usage"),
    Row(AUTHORS, "GET", "kb_draft_link kb_hints"),
    Row(PUBLISHERS, "GET POST", "kb_change_id kb_publish_languages"),
    Row(AUTHORS, "GET POST", "kb_review"),
    Row(AUTHORS, "GET", "wagtailadmin_pages:revisions_compare wagtailadmin_pages:revisions_view"),
    Row(AUTHORS, "GET", "wagtailadmin_choose_page_chosen_*"),
    Row(AUTHORS, "GET", "wagtaildocs:index* wagtailimages:index* wagtail*s:*_usage"),
    Row(AUTHORS, ANY, "wagtailadmin_pages:view_draft wagtailimages:preview"),
    Row(AUTHORS, ANY, "wagtailadmin_pages:confirm_workflow_*"),
    # what they write,
    Row(AUTHORS, "GET POST", "wagtailadmin_pages:add"),
    Row(AUTHORS, "GET POST DELETE", "wagtailadmin_pages:preview_on_*"),
    Row(AUTHORS, "GET POST", "wagtailadmin_pages:edit wagtailadmin_pages:revisions_revert"),
    Row(AUTHORS, "GET POST", "wagtailadmin_pages:copy"),
    Row(AUTHORS, ANY, "wagtailadmin_pages:add_subpage"),
    Row(AUTHORS, "POST", "wagtailadmin_editing_sessions:*"),
    Row(AUTHORS, "GET POST PUT", "wagtaildocs:add wagtaildocs:edit"),
    Row(AUTHORS, "GET POST PUT", "wagtailimages:add wagtailimages:edit"),
    Row(AUTHORS, "GET POST DELETE", "wagtaildocs:delete wagtailimages:delete"),
    Row(AUTHORS, "GET POST", "wagtail*:add_multiple wagtail*s_chooser:create"),
    Row(AUTHORS, "POST", "wagtail*:edit_multiple wagtail*:delete_multiple"),
    Row(AUTHORS, "GET POST", "wagtail_localize:submit_page_* wagtail_localize:update_*"),
    Row(AUTHORS, "GET POST", "/cms/localize/update/* /cms/localize/submit/page/*"),
    Row(AUTHORS, "POST", "kb_matrix_submit kb_term_delete"),
    # what publishers do,
    Row(PUBLISHERS, "GET", "wagtailadmin_pages:workflow_preview wagtailadmin_reports:locked_*"),
    Row(PUBLISHERS, "GET POST", "wagtailadmin_pages:delete wagtailadmin_pages:unpublish"),
    Row(PUBLISHERS, "GET POST", "wagtailadmin_pages:*unschedule"),
    Row(PUBLISHERS, "GET POST PUT", "wagtailadmin_pages:set_privacy"),
    Row(PUBLISHERS, "POST", "kb_style"),
    Row(PUBLISHERS, "POST", "wagtailadmin_pages:lock wagtailadmin_api:pages:action"),
    # who announces something,
    Row(ANNOUNCERS, "GET", _in("wagtailsnippets_kb_announcement", "list* history* usage")),
    Row(ANNOUNCERS, "GET POST PUT", _in("wagtailsnippets_kb_announcement", "add edit")),
    Row(ANNOUNCERS, "GET POST DELETE", "wagtailsnippets_kb_announcement:delete"),
    Row(ANNOUNCERS, "GET POST DELETE", "wagtailsnippets_kb_announcement:preview_on_*"),
    Row(ANNOUNCERS, "GET POST", "wagtailsnippetchoosers_kb_announcement:create"),
    # who tunes search,
    Row(TUNERS, "GET", "search_*:index* search_*:history* search_*:usage search_*:export"),
    Row(TUNERS, "GET POST", "search_*:switch search_judged:import"),
    Row(TUNERS, "GET POST DELETE", "search_*:delete"),
    Row(TUNERS, "GET POST PUT", "search_*:add search_*:edit"),
    # who says when the support works,
    Row(MANAGERS, "GET", "support_*:index* support_*:history* support_*:usage"),
    Row(MANAGERS, "GET POST DELETE", "support_*:delete"),
    Row(MANAGERS, "GET POST PUT", "support_*:add support_*:edit"),
    # who reads the report,
    Row(MANAGERS, "GET", "effort_report* effort_figure content_gaps content_gap"),
    Row(MANAGERS, "GET POST", "content_gaps_dismiss content_gap_hand_over content_gap_invite"),
    Row(MANAGERS, "GET POST", "report_tokens"),
    Row(MANAGERS, "POST", "weekly:switch"),
    # and tells it numbers,
    Row(MANAGERS, "GET POST", "own_numbers own_numbers_forget last_tickets"),
    Row(MANAGERS, "POST", "own_numbers_minutes"),
    Row(MANAGERS, "GET", "effort_notes:index* effort_notes:history* effort_notes:usage"),
    Row(MANAGERS, "GET POST DELETE", "effort_notes:delete"),
    Row(MANAGERS, "GET POST PUT", "effort_notes:add effort_notes:edit"),
    Row(MANAGERS, "POST", "content_gaps_reopen content_gaps_finish"),
    # and what is left to administrators.
    Row(ADMINISTRATORS, "GET", "wagtailadmin_collections:index"),
    Row(ADMINISTRATORS, "GET POST PUT", "front_band"),
    Row(ADMINISTRATORS, "GET", _in("wagtailsnippets_*", "list* history* usage")),
    Row(
        ADMINISTRATORS, "GET", "wagtaillocales:index* wagtaillocales:history* wagtaillocales:usage"
    ),
    Row(ADMINISTRATORS, "GET", _in("wagtailusers_*", "index* history* usage")),
    Row(ADMINISTRATORS, "GET", _in("wagtailadmin_workflows", "index* usage* task_index*")),
    Row(ADMINISTRATORS, "GET", "wagtailredirects:index*"),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtailsnippets_*", "add edit copy")),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtailusers_*", "add edit")),
    Row(
        ADMINISTRATORS,
        "GET POST PUT",
        "wagtaillocales:add wagtaillocales:edit wagtaillocales:copy",
    ),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtailadmin_collections", "add edit")),
    Row(
        ADMINISTRATORS,
        "GET POST PUT",
        _in("wagtailadmin_workflows", "add edit add_task edit_task"),
    ),
    Row(ADMINISTRATORS, "GET POST PUT", _in("wagtailredirects", "add edit")),
    Row(ADMINISTRATORS, "GET POST DELETE", _in("wagtailsnippets_* wagtailusers_*", "delete")),
    Row(ADMINISTRATORS, "GET POST DELETE", "wagtaillocales:delete"),
    Row(ADMINISTRATORS, "GET POST DELETE", "wagtailadmin_collections:delete *redirects:delete"),
    Row(ADMINISTRATORS, "GET POST DELETE", "wagtailadmin_workflows:disable*"),
    Row(ADMINISTRATORS, "GET POST", "wagtailsnippetchoosers_*:create"),
    Row(ADMINISTRATORS, ANY, "wagtailadmin_collections:set_privacy *:start_import"),
    Row(ADMINISTRATORS, ANY, "wagtailadmin_workflows:select_*"),
    Row(ADMINISTRATORS, "POST", "wagtailredirects:process_import"),
    Row(ADMINISTRATORS, "POST", _in("wagtailadmin_workflows", "enable enable_task remove")),
    # What the owner alone does: the site's own record, and a page that a workflow holds.
    Row(OWNERS, "GET", _in("wagtailsites", "index* history* usage")),
    Row(OWNERS, "GET POST PUT", _in("wagtailsites", "add edit copy")),
    Row(OWNERS, "GET POST DELETE", "wagtailsites:delete"),
    Row(OWNERS, "POST", "wagtailadmin_pages:unlock"),
    # Where nobody is let in: what it names is not there, is not ours, or leads elsewhere.
    Row(NOBODY, "", "wagtaildocs_serve wagtaildocs_authenticate_with_password *:url_generator*"),
    Row(NOBODY, "", "report_tokens_revoke"),
    Row(NOBODY, "", "wagtailcore_login wagtailadmin_login wagtailadmin_logout"),
    Row(NOBODY, "", "wagtailadmin_password_reset* wagtailsettings:* wagtailsnippets:index"),
    Row(NOBODY, "", "wagtailadmin_pages:convert_alias wagtailadmin_pages:*workflow_action*"),
    Row(NOBODY, "", "wagtailadmin_pages:move wagtailadmin_pages:set_page_position"),
    Row(NOBODY, "", "wagtailadmin_block_preview wagtail_localize:snippets_api_*"),
    Row(NOBODY, "", "*:*_from_uploaded_* *:delete_upload_multiple /cms/^.*/$ /media/*"),
    Row(NOBODY, "", _in("wagtail_localize", "*_alias machine_* stop_*")),
    Row(NOBODY, "", "wagtail_localize:submit_snippet_* /cms/localize/page/*"),
    Row(NOBODY, "", "accounts:to_provider openid_connect_* socialaccount_signup"),
    Row(NOBODY, "", "mfa_view_* mfa_download_* mfa_edit_* mfa_remove_*"),
)
