"""Texts that are written once and shown in many, and which texts show them."""

import django.db.models.deletion
import kb.models.addresses
import kb.models.translating
import portal.markets
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kb", "0018_votes_of_versions"),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SnippetIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'snippets',
            },
            bases=(kb.models.translating.InTheTree, kb.models.addresses.OwnAddress, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='SnippetPage',
            fields=[
                ('helppage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='kb.helppage')),
            ],
            options={
                'verbose_name': 'snippet',
                'verbose_name_plural': 'snippets',
            },
            bases=('kb.helppage',),
        ),
        migrations.CreateModel(
            name='SnippetUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(db_index=True, max_length=100, verbose_name='id')),
            ],
            options={
                'verbose_name': 'use of a snippet',
                'verbose_name_plural': 'uses of snippets',
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='family',
            name='kb_family_kind_is_known',
        ),
        migrations.AlterField(
            model_name='family',
            name='kind',
            field=models.CharField(choices=[('howto', 'How-to'), ('troubleshooting', 'Troubleshooting'), ('faq', 'Question and answer'), ('topic', 'Topic'), ('snippet', 'Snippet')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='family',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['howto', 'troubleshooting', 'faq', 'topic', 'snippet'])), name='kb_family_kind_is_known'),
        ),
        migrations.AddField(
            model_name='snippetuse',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snippet_uses', to='kb.helppage'),
        ),
        migrations.AddConstraint(
            model_name='snippetuse',
            constraint=models.UniqueConstraint(fields=('page', 'slug'), name='kb_snippet_use_once'),
        ),
    ]
