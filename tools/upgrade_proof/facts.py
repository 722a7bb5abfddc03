"""What is in the database, by its meaning: the same words whatever the models are."""

from collections import Counter, defaultdict
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection
from upgrade_proof import schema
from upgrade_proof.people import EDITOR, MODERATOR, address


def posts() -> dict[str, Any]:
    """Every question and answer, hidden ones, too, with who voted for it."""
    voters: dict[str, list[str]] = defaultdict(list)
    for post, voter in schema.votes():
        voters[schema.name_of(post)].append(_who(voter))
    return {
        schema.name_of(post): {
            "author": _who(post.author),
            "locale": post.locale,
            "body": post.body,
            "html": post.body_html,
            "at": post.created_at,
            "accepted_at": getattr(post, "accepted_at", None),
            "hidden": schema.is_hidden(post),
            "vote_count": getattr(post, "vote_count", 0),
            "voters": sorted(voters[schema.name_of(post)]),
        }
        for post in schema.posts()
    }


def threads() -> dict[str, Any]:
    """Every thread as lists show it; when it was first answered is a figure of the report."""
    fields = ("title", "locale", "state", "hidden", "answer_count", "created_at", "active_at")
    return {
        str(thread.pk): _fields(thread, *fields)
        | {"author": _who(thread.author), "category": thread.category.slug}
        for thread in schema.THREAD.objects.select_related("author", "category")
    }


def categories() -> dict[str, Any]:
    fields = ("slug", "names", "descriptions", "languages", "position")
    return {
        str(category.pk): _fields(category, *fields)
        for category in schema.model("community.Category").objects.all()
    }


def reports() -> list[Any]:
    """Open and closed ones, on questions and on answers."""
    rows = [
        {
            "post": schema.name_of(schema.reported(row)),
            "by": _who(row.reporter),
            "closed_by": _who(row.closed_by),
        }
        | _fields(row, "reason", "comment", "created_at", "closed_at", "outcome")
        for row in schema.model("community.Report").objects.all()
    ]
    return sorted(rows, key=lambda row: (row["created_at"], row["post"], row["by"]))


def moderation() -> list[Any]:
    """Who did what to which post, and why."""
    rows = [
        {"post": schema.name_of(schema.reported(row)), "by": _who(row.moderator)}
        | _fields(row, "verb", "reason", "before", "after", "at")
        for row in schema.model("community.ModerationAction").objects.all()
    ]
    return sorted(rows, key=lambda row: (row["at"], row["post"], row["verb"]))


def drafts() -> dict[str, Any]:
    """Members' and guests' drafts, by the token that finds them."""
    fields = ("thread_id", "category", "locale", "title", "body", "updated_at")
    return {
        str(draft.pk): _fields(draft, *fields)
        | {"owner": _who(draft.owner), "key": getattr(draft, schema.DRAFT_KEY)}
        for draft in schema.model("community.Draft").objects.all()
    }


def attempts() -> dict[str, Any]:
    """Attempts of both kinds, each with the kinds of its steps."""
    steps: dict[str, list[str]] = defaultdict(list)
    key = schema.STEP_ATTEMPT
    for attempt, kind in schema.STEP.objects.exclude(**{key: None}).values_list(key, "kind"):
        steps[str(attempt)].append(kind)
    found = {row["id"]: row | {"steps": sorted(steps[row["id"]])} for row in schema.attempts()}
    lost = {name: sorted(kinds) for name, kinds in steps.items() if name not in found}
    return found | {"steps of no attempt": lost}


def attempts_by_outcome() -> dict[str, int]:
    """How many attempts of each kind ended how, and saw or opened a suggestion."""
    return dict(
        Counter(
            f"{row['kind']}, {row['outcome'] or 'open'}"
            f"{', saw' if row['saw'] else ''}{', opened' if row['opened_at'] else ''}"
            for row in schema.attempts()
        )
    )


def steps_by_day() -> dict[str, int]:
    rows = schema.STEP.objects.values_list("day", "kind", "reader_locale")
    totals = schema.model("journal.DailyTotal").objects.values_list(
        "day", "kind", "locale", "count"
    )
    return Counter(f"{day} {kind} {code}" for day, kind, code in rows) | {
        f"{day} {kind} {code} in totals": number for day, kind, code, number in totals
    }


def visits_by_day() -> dict[str, int]:
    return dict(
        Counter(
            str(day) for day in schema.model("journal.Visit").objects.values_list("day", flat=True)
        )
    )


def requests() -> dict[str, Any]:
    """Every contact request as it was sent."""
    return {
        request.reference: _fields(
            request, "created_at", "locale", "user_id", "email", "topic",
            "message", "product", "browser", "trail",
        )
        for request in schema.model("handover.ContactRequest").objects.all()
    }  # fmt: skip


def mails() -> dict[str, Any]:
    """Every mail and how far it is; what an upgrade adds to a mail is not its matter."""
    return {
        mail.message_id: _fields(
            mail, "kind", "locale", "to", "reply_to", "subject", "text", "headers",
            "attempts", "due_at", "finished_at",
        )
        for mail in schema.model("mail.OutboundMail").objects.all()
    }  # fmt: skip


def article_votes() -> list[Any]:
    """By account, by token, and nobody's any more."""
    rows = [
        {"family": vote.family.slug}
        | _fields(vote, "voter", "helpful", "reason", "comment", "reader_locale", "text_locale")
        | _fields(vote, "at", "revision_id")
        for vote in schema.model("kb.Vote").objects.select_related("family")
    ]
    return sorted(rows, key=lambda row: (row["family"], row["voter"]))


def articles() -> dict[str, Any]:
    """Every article, topic and FAQ entry of every language, as it is live."""
    return {
        f"{page.locale.language_code} {page.family.slug}": {
            "title": page.title, "live": page.live, "revision": page.live_revision_id,
            # As it is stored: the markup around it may change from state to state.
            "body": list(page.body.raw_data),
        }
        for page in schema.model("kb.HelpPage").objects.select_related("locale", "family")
    }  # fmt: skip


def accounts() -> dict[str, Any]:
    """Accounts with what signs them in."""
    confirmed = set(EmailAddress.objects.filter(verified=True).values_list("email", flat=True))
    fields = ("display_name", "locale", "time_zone", "password", "is_staff", "is_superuser")
    return {
        user.email: {"confirmed": user.email in confirmed}
        | _fields(user, *fields, "is_active", "date_joined")
        # What nobody chose was UTC once, and is no zone of one's own now.
        | {"time_zone": user.time_zone or "UTC"}
        for user in schema.model("accounts.User").objects.all()
    }


def rights() -> dict[str, Any]:
    """Nobody loses a right that they have used: who moderated moderates, who edited edits."""
    moderator = schema.model("accounts.User").objects.get(email=address(MODERATOR))
    editor = schema.model("accounts.User").objects.get(email=address(EDITOR))
    return {
        "who moderated moderates": moderator.has_perm("community.moderate"),
        "who edited edits": editor.has_perm("wagtailadmin.access_admin"),
        "an editor's way to the pages": editor.groups.filter(
            page_permissions__isnull=False
        ).exists(),
    }


def rows() -> dict[str, int]:
    """How many rows each table has."""
    quote = connection.ops.quote_name
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if "_fts_" in table:
                continue  # SQLite's own, behind the search of Wagtail's admin
            cursor.execute(f"SELECT COUNT(*) FROM {quote(table)}")  # noqa: S608 - the database's own names
            found[table] = cursor.fetchone()[0]
    return found


def _who(user: Any) -> str:
    return user.email if user else "nobody"


def _fields(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
