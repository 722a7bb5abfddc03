"""Steps about one fix of a text."""

from django.db import migrations, models

KINDS = [
    ("read", "read an article"),
    ("read_thread", "read a thread"),
    ("search", "searched"),
    ("click", "opened a search result"),
    ("vote", "said whether it helped"),
    ("contact_opened", "opened the contact form"),
    ("contact_started", "began a request"),
    ("suggested", "saw suggestions"),
    ("suggestion_opened", "opened a suggestion"),
    ("solved", "said “this solved it”"),
    ("contact_sent", "sent a request"),
    ("way_taken", "called, chatted or took another way"),
    ("ask_started", "began a question"),
    ("ask_suggested", "saw suggestions for a question"),
    ("ask_solved", "said “this answers it”"),
    ("asked", "asked the community"),
    ("fix_shown", "was shown the next fix"),
    ("fix_worked", "said that a fix worked"),
    ("fix_failed", "said that a fix did not work"),
    ("fix_cannot", "could not try a fix"),
]


class Migration(migrations.Migration):
    dependencies = [("journal", "0006_count_ways_taken")]

    operations = [
        *(
            migrations.AlterField(model, "kind", models.CharField(choices=KINDS, max_length=20))
            for model in ("beyondshare", "dailytotal", "step")
        ),
        migrations.AddField(
            "step",
            "part",
            models.CharField(blank=True, db_default="", default="", max_length=36),
        ),
    ]
