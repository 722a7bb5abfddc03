"""Starts of requests and of questions become attempts, with the ids they had."""

from django.db import migrations

# Each is one statement, whatever the number of rows; both databases read it alike.
_COLUMNS = (
    'id, kind, reader_locale, visit_id, topic, market, product, started_at, saw_suggestions, '
    'opened_at, outcome, outcome_at'
)
_OUTCOME_AT = "CASE WHEN outcome = '' THEN NULL ELSE COALESCE(outcome_at, started_at) END"
CONTACTS = f"""
INSERT INTO deflection_attempt ({_COLUMNS})
SELECT id, 'contact', reader_locale, visit_id, topic, '', '', started_at, saw_suggestions,
       opened_suggestion_at, outcome, {_OUTCOME_AT}
FROM handover_contactstart
"""
QUESTIONS = f"""
INSERT INTO deflection_attempt ({_COLUMNS})
SELECT id, 'question', reader_locale, NULL, '', '', '', started_at, saw_suggestions,
       NULL, CASE WHEN outcome = 'asked' THEN 'sent' ELSE outcome END, {_OUTCOME_AT}
FROM community_askstart
"""
# The way back, for what the old tables can hold.
CONTACTS_BACK = """
INSERT INTO handover_contactstart (id, reader_locale, visit_id, topic, started_at, saw_suggestions,
                                   opened_suggestion_at, outcome, outcome_at)
SELECT id, reader_locale, visit_id, topic, started_at, saw_suggestions, opened_at, outcome, outcome_at
FROM deflection_attempt WHERE kind = 'contact' AND withdrawn_at IS NULL
"""
QUESTIONS_BACK = """
INSERT INTO community_askstart (id, reader_locale, started_at, saw_suggestions, outcome, outcome_at)
SELECT id, reader_locale, started_at, saw_suggestions,
       CASE WHEN outcome = 'sent' THEN 'asked' ELSE outcome END, outcome_at
FROM deflection_attempt WHERE kind = 'question' AND withdrawn_at IS NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('deflection', '0001_initial'),
        ('handover', '0001_initial'),
        ('community', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(CONTACTS, CONTACTS_BACK),
        migrations.RunSQL(QUESTIONS, QUESTIONS_BACK),
    ]
