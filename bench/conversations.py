"""Very many threads at once, written past the forum: a question each, and five answers."""

from django.db import connection

from community.forum.models import Category
from portal.accounts.models import User

_THREADS = """
INSERT INTO community_thread
    (category_id, author_id, locale, title, created_at, active_at, answer_count, state, hidden)
SELECT %(category)s, %(author)s, %(locale)s, 'Valve ' || n, now() - n * interval '1 minute',
    now() - n * interval '1 minute', %(answers)s, 'open', false
FROM generate_series(1, %(many)s) AS n
"""
_POSTS = """
INSERT INTO community_post
    (thread_id, kind, author_id, by_staff, locale, body, body_html, policy, state, revision,
     created_at, vote_count)
SELECT thread.id, CASE WHEN n = 0 THEN 'question' ELSE 'answer' END, %(author)s, false,
    thread.locale, 'Turn it.', '<p>Turn it.</p>', %(policy)s, 'visible', 1,
    thread.created_at + n * interval '1 second', 0
FROM community_thread AS thread, generate_series(0, %(answers)s) AS n
WHERE NOT EXISTS (SELECT 1 FROM community_post WHERE thread_id = thread.id)
"""


def fill(
    category: Category, author: User, code: str, *, many: int, answers: int, policy: int
) -> None:
    """So many threads with so many answers each, in one category and language."""
    asked: dict[str, int | str] = {
        "category": category.pk,
        "author": author.pk,
        "locale": code,
        "many": many,
        "answers": answers,
        "policy": policy,
    }
    with connection.cursor() as cursor:
        cursor.execute(_THREADS, asked)
        cursor.execute(_POSTS, asked)
        cursor.execute("ANALYZE")
