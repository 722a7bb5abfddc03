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
        ('kb', '0014_who_looks_after'),
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
        migrations.AlterField(
            model_name='helppage',
            name='body',
            field=wagtail.fields.StreamField([('text', 0), ('steps', 2), ('note', 4), ('warning', 4), ('image', 8), ('table', 13), ('code', 16), ('keys', 18), ('applies_to', 22), ('snippet', 23)], blank=True, block_lookup={0: ('kb.blocks.TextBlock', (), {'features': ['h2', 'h3', 'h4', 'bold', 'italic', 'ol', 'ul', 'hr', 'code', 'blockquote', 'link']}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'code', 'blockquote', 'link'], 'label': 'Step'}), 2: ('kb.blocks.StepsBlock', (1,), {}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'code', 'blockquote', 'link'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('text', 3)]], {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Image'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the picture shows, for people who cannot see it.', 'label': 'Alternative text', 'max_length': 500, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 500, 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Text', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Headings of the rows', 'required': False}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Text, centred', 'required': False}), 12: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Numbers', 'required': False}), 13: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('start', 9), ('head', 10), ('center', 11), ('end', 12)]], {}), 14: ('wagtail.blocks.TextBlock', (), {'label': 'Code', 'rows': 4}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Language of the code', 'max_length': 30, 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('text', 14), ('language', 15)]], {}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'For example Ctrl+R', 'label': 'Keys', 'max_length': 100}), 18: ('wagtail.blocks.StructBlock', [[('text', 17)]], {}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Product', 'max_length': 100, 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Version', 'max_length': 50, 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'A country’s two-letter code, for example NO', 'label': 'Market', 'max_length': 2, 'required': False, 'validators': [portal.markets.validate_market]}), 22: ('wagtail.blocks.StructBlock', [[('product', 19), ('version', 20), ('market', 21)]], {}), 23: ('kb.blocks.snippet.SnippetBlock', (), {})}, verbose_name='text'),
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
