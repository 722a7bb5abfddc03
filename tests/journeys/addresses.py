"""Every address that somebody can try, what each reads from its query, and every form."""

from dataclasses import dataclass

PATHS = [
    *("/{v}", "/{v}/", "/{v}/help/", "/el/{v}/", "/el/help/{v}/", "/el/help/{v}/vote/"),
    *("/el/help/cold-room/{v}/", "/el/help/cold-room/vote/{v}", "/el/help/{v}/reason/"),
    "/el/help/{v}/mistake/",
    *("/el/community/{v}/", "/el/community/c/{v}/", "/el/community/t/{v}/"),
    *("/el/community/t/{thread}/{v}/", "/el/community/thread/{v}/answer/"),
    *("/el/community/thread/{v}/report/", "/el/community/thread/{thread}/report/{v}/"),
    *("/el/community/thread/{v}/moderate/", "/el/community/a/{v}/accept/"),
    *("/el/community/a/{v}/vote/", "/el/community/a/{v}/moderate/"),
    *("/el/community/p/{v}/edit/", "/el/community/p/{answer}/history/{v}"),
    *("/el/community/mails/stop/{v}/", "/el/community/moderation/member/{v}/"),
    *("/el/weekly-report/stop/{v}/", "/api/report/{v}/", "/el/help-drafts/key/{v}/"),
    *("/el/help-rewritten/key/{v}/", "/el/help-reminders/key/{v}/"),
    "/el/help-digests/key/{v}/",
    *("/el/contact/{v}/", "/el/contact/open/{v}/", "/el/contact/sent/{v}/", "/el/account/{v}/"),
    *("/el/contact/sent/{v}/add/", "/el/contact/sent/{v}/file/{v}/", "/el/contact/sent/{v}/yes/"),
    *("/el/contact/sent/{v}/not-yet/", "/el/contact/sent/{v}/rate/", "/webhooks/{v}/"),
    *("/el/contact/sent/{v}/kept/1/", "/el/contact/sent/{v}/answered/"),
    *("/el/contact/sent/{v}/solved/", "/el/contact/sent/x/{v}/"),
    *("/el/tell-me/{v}/1/", "/el/tell-me/fixed/{v}/", "/el/tell-me/translated/{v}/"),
    "/el/tell-me/key/{v}/",
    *("/el/account/confirm-email/{v}/", "/el/account/password/reset/key/1-{v}/", "/help/{v}/"),
    *("/el/account/password/reset/key/{v}-set-password/", "/no/{v}/", "/EL/help/{v}/"),
    *(
        "/count/{v}/",
        "/count-click/{v}/",
        "/count-tap/{v}/",
        "/theme/{v}.css",
        "/outbox/{v}/",
        "/livez/{v}",
    ),
    *("/media/{v}", "/static/{v}", "/api/{v}/", "/api/search/{v}", "/cms/documents/{v}/a.pdf"),
]


QUERIES = {
    "/": ["q"],
    "/el/": ["q"],
    "/help/": ["q"],
    "/el/help/": ["page", "q"],
    "/el/help/cold-room/": ["page", "v"],
    "/el/help/warmth/": ["page"],
    "/el/help/cold-room/vote/": ["q"],
    "/el/help/cold-room/mistake/": ["q"],
    "/el/search/": ["q", "kind", "page", "locale"],
    "/api/search/": ["q", "locale", "kind", "page", "page_size"],
    "/api/suggest/": ["q", "locale", "kind"],
    "/el/community/": ["after"],
    "/el/community/c/heating/": ["after"],
    "/el/community/t/{thread}/{slug}/": ["page"],
    "/el/community/ask/": ["category", "title"],
    "/el/community/moderation/": ["page"],
    "/el/community/mine/": ["after"],
    "/el/contact/": ["topic", "message"],
    "/el/account/": ["next"],
    "/el/account/login/": ["next", "q"],
    "/el/account/signup/": ["next"],
    "/el/account/logout/": ["next"],
    "/outbox/": ["page"],
    "/livez": ["q"],
    "/readyz": ["q"],
}


@dataclass(frozen=True)
class Form:
    """A form: who posts it where, what is right, and which of its fields are typed."""

    path: str
    who: str
    right: dict[str, str]
    typed: tuple[str, ...] = ()
    # What says that all went well and the form is not shown again.
    accepted: int = 302
    # Whether it opens only to who has just proved to be the account's owner.
    proven: bool = False


QUESTION = {"title": "Γιατί κρυώνει;", "body": "Από χθες κρυώνει.", "locale": "el"}
QUESTION |= {"category": "heating", "action": "post", "seen": "", "key": ""}
MESSAGE = {"message": "Δεν δουλεύει ο κόμβος", "email": "a@b.example", "product": "Hub"}
MESSAGE |= {"browser": "Firefox", "topic": "", "trail": "", "start": "{start}", "action": "send"}
SECRET = {"password": "not-the-password"}
FORMS = [
    Form("/el/help/cold-room/vote/", "", {"helpful": "yes", "revision": ""}),
    Form(
        "/el/help/cold-room/reason/",
        "",
        {"vote": "{vote}", "reason": "", "comment": "Λείπει κάτι"},
        ("comment",),
        accepted=200,
    ),
    Form(
        "/el/help/cold-room/mistake/",
        "",
        {"comment": "Λάθος λέξη", "helpful": "yes"},
        ("comment",),
        accepted=200,
    ),
    Form("/el/community/ask/", "member", QUESTION, ("title", "body")),
    Form("/el/community/ask/", "", QUESTION, ("title", "body")),
    Form("/el/community/ask/", "member", QUESTION | {"answered": "article:cold-room"}),
    Form("/el/community/ask/suggestions/", "", QUESTION),
    Form(
        "/el/community/thread/{thread}/answer/",
        "moderator",
        {"body": "Άνοιξε τη βαλβίδα", "key": "", "action": "preview"},
        ("body",),
    ),
    Form("/el/community/thread/{thread}/answer/", "", {"body": "Άνοιξε τη", "key": ""}),
    Form(
        "/el/community/thread/{thread}/report/",
        "moderator",
        {"reason": "spam", "comment": "Διαφήμιση"},
        ("comment",),
    ),
    Form("/el/community/a/{answer}/accept/", "member", {"withdraw": ""}),
    Form("/el/community/a/{answer}/vote/", "member", {"withdraw": ""}),
    Form(
        "/el/community/thread/{thread}/moderate/",
        "moderator",
        {"verb": "move", "category": "heating", "reason": "Λάθος", "back": ""},
        ("reason",),
    ),
    Form(
        "/el/community/p/{question}/edit/",
        "member",
        {"title": "Γιατί κρυώνει;", "body": "Από χθες.", "revision": "1"},
        ("title", "body"),
    ),
    Form("/el/community/p/{question}/withdraw/", "member", {"undo": ""}),
    Form("/el/community/mails/", "member", {"answers": ""}),
    Form(
        "/el/community/moderation/member/{member}/",
        "moderator",
        {"verb": "suspend", "reason": "Διαφήμιση"},
        ("reason",),
    ),
    Form("/el/contact/", "", MESSAGE, ("message", "email", "product", "browser")),
    Form("/el/contact/", "", MESSAGE | {"action": ""}, ("message", "product")),
    Form("/el/contact/suggestions/", "", MESSAGE),
    Form("/el/contact/solved/", "", {"start": "{start}"}),
    Form("/el/account/login/", "", {"login": "a@b.example", "next": ""} | SECRET, ("login",)),
    Form("/el/account/login/", "", {"login": "a@b.example", "remember": ""} | SECRET),
    Form(
        "/el/account/signup/",
        "",
        {"display_name": "Νίκη", "email": "niki@b.example", "password1": "x"},
        ("display_name", "email"),
    ),
    Form("/el/account/password/reset/", "", {"email": "niki@b.example"}, ("email",)),
    Form(
        "/el/account/email/",
        "member",
        {"email": "n@b.example", "action_add": ""},
        ("email",),
        proven=True,
    ),
    Form(
        "/el/account/",
        "member",
        {"display_name": "Ελένη", "locale": "el", "time_zone": "UTC"},
        ("display_name",),
    ),
    Form("/el/account/erase/", "member", {"sure": ""}),
    Form("/el/account/reauthenticate/", "member", SECRET),
    Form(
        "/el/account/password/change/",
        "member",
        {"oldpassword": "x", "password1": "y"},
    ),
]


HEADERS = [
    *("HTTP_HOST", "HTTP_ORIGIN", "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_SEC_FETCH_SITE"),
    *(
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED_HOST",
        "HTTP_USER_AGENT",
        "HTTP_ACCEPT",
        "HTTP_DNT",
    ),
    *("HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "REMOTE_ADDR"),
    *("HTTP_HX_REQUEST", "HTTP_HX_CURRENT_URL", "HTTP_HX_TARGET", "HTTP_AUTHORIZATION"),
    *("CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_SEC_PURPOSE", "HTTP_SEC_GPC", "HTTP_X_CSRFTOKEN"),
    *("SERVER_PORT", "HTTP_X_FORWARDED_PROTO", "HTTP_ACCEPT_ENCODING"),
]
COOKIES = [
    f"HTTP_COOKIE: {name}="
    for name in (
        *("sessionid", "messages", "csrftoken", "voter", "__Host-voter", "django_language"),
        *("market", "__Host-market"),
    )
]
