"""A request becomes a conversation: states, further messages, and files.

Of what was sent before, nobody has said how it went: it stays as received.
"""

import django.db.models.deletion
import portal.handover.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('handover', '0004_key_submissions'),
        ('kb', '0005_count_a_networks_share'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('name', models.CharField(max_length=120)),
                ('content_type', models.CharField(max_length=30)),
                ('size', models.PositiveIntegerField()),
                ('file', models.FileField(upload_to=portal.handover.models.draw_name)),
            ],
            options={
                'verbose_name': 'file of a request',
                'verbose_name_plural': 'files of requests',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('message', 'Message'), ('answered', 'Answered'), ('solved', 'Solved'), ('confirmed', 'Confirmed'), ('reopened', 'Reopened')], max_length=10)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True)),
                ('key', models.CharField(editable=False, max_length=64, null=True, unique=True)),
            ],
            options={
                'verbose_name': 'event of a request',
                'verbose_name_plural': 'events of requests',
            },
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='answered_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='answers',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='answered_within',
            field=models.DurationField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='ask_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='asked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='market',
            field=models.CharField(blank=True, db_default='', max_length=20),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='outcome',
            field=models.CharField(blank=True, choices=[('', 'Unknown'), ('yes', 'Yes'), ('no', 'No')], db_default='', default='', max_length=3),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='outcome_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='promised_by',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='rating',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='receipt_mail',
            field=models.CharField(blank=True, db_default='', max_length=255),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='solved_article',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kb.family'),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='solved_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='state',
            field=models.CharField(choices=[('received', 'Received'), ('answered', 'Answered'), ('solved', 'Solved')], db_default='received', default='received', max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='support_mail',
            field=models.CharField(blank=True, db_default='', max_length=255),
        ),
        migrations.AddField(
            model_name='contactrequest',
            name='word',
            field=models.CharField(blank=True, db_default='', max_length=60),
        ),
        migrations.AddIndex(
            model_name='contactrequest',
            index=models.Index(condition=models.Q(('ask_at__isnull', False), ('asked_at', None)), fields=['ask_at'], name='handover_request_ask'),
        ),
        migrations.AddConstraint(
            model_name='contactrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('solved_at', None), ('state', 'received')), models.Q(('answered_at__isnull', False), ('solved_at', None), ('state', 'answered')), models.Q(('solved_at__isnull', False), ('state', 'solved')), _connector='OR'), name='handover_state_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='contactrequest',
            constraint=models.CheckConstraint(condition=models.Q(('solved_article', None), ('state', 'solved'), _connector='OR'), name='handover_article_solved_it'),
        ),
        migrations.AddConstraint(
            model_name='contactrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answers', 0)), models.Q(('answered_at__isnull', False), ('answers__gt', 0)), _connector='OR'), name='handover_answers_have_a_time'),
        ),
        migrations.AddConstraint(
            model_name='contactrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_at', None)), models.Q(('outcome__in', ['yes', 'no']), ('outcome_at__isnull', False)), _connector='OR'), name='handover_outcome_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='contactrequest',
            constraint=models.CheckConstraint(condition=models.Q(('rating', None), models.Q(('rating__gte', 1), ('rating__lte', 5)), _connector='OR'), name='handover_rating_is_1_to_5'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='handover.contactrequest'),
        ),
        migrations.AddField(
            model_name='event',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='handover.contactrequest'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='event',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='handover.event'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key__isnull', False), ('kind', 'message')), models.Q(('key__isnull', True), ('kind__in', ['answered', 'solved', 'confirmed', 'reopened']), ('text', '')), _connector='OR'), name='handover_event_is_message_or_act'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('content_type__in', ['image/jpeg', 'image/png', 'application/pdf'])), name='handover_file_is_of_a_known_kind'),
        ),
    ]
