"""Pictures that show words are counted by language; a text may hold videos."""

import portal.locales
import portal.markets
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kb', '0014_who_looks_after'),
    ]

    operations = [
        migrations.AddField(
            model_name='translationstate',
            name='pictures_to_do',
            field=models.PositiveIntegerField(default=0, verbose_name='pictures to do'),
        ),
        migrations.AlterField(
            model_name='helppage',
            name='body',
            field=wagtail.fields.StreamField([('text', 0), ('steps', 2), ('note', 4), ('warning', 4), ('image', 9), ('video', 18), ('table', 23), ('code', 26), ('keys', 28), ('applies_to', 32)], blank=True, block_lookup={0: ('kb.blocks.TextBlock', (), {'features': ['h2', 'h3', 'h4', 'bold', 'italic', 'ol', 'ul', 'hr', 'code', 'blockquote', 'link']}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'code', 'blockquote', 'link'], 'label': 'Step'}), 2: ('kb.blocks.StepsBlock', (1,), {}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'code', 'blockquote', 'link'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('text', 3)]], {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Image'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the picture shows, for people who cannot see it.', 'label': 'Alternative text', 'max_length': 500, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 500, 'required': False}), 8: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'For example a picture of a screen. Translators are asked for their version, and readers are told while it is missing.', 'label': 'It shows words: each language needs a version of its own', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7), ('shows_words', 8)]], {}), 10: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'An MP4 or WebM file', 'label': 'Video'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 255}), 12: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Without words, if you can.', 'label': 'Picture before it plays', 'required': False}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': portal.locales.choices, 'label': 'Language'}), 14: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (.vtt)', 'label': 'Captions'}), 15: ('wagtail.blocks.StructBlock', [[('language', 13), ('file', 14)]], {}), 16: ('kb.blocks.video.CaptionsListBlock', (15,), {'default': [], 'label': 'Captions'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'code', 'blockquote', 'link'], 'help_text': 'What is said and shown, for people who cannot hear, see or play it.', 'label': 'The video in words'}), 18: ('wagtail.blocks.StructBlock', [[('file', 10), ('title', 11), ('poster', 12), ('captions', 16), ('words', 17)]], {}), 19: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Text', 'required': False}), 20: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Headings of the rows', 'required': False}), 21: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Text, centred', 'required': False}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'code', 'link'], 'label': 'Numbers', 'required': False}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('start', 19), ('head', 20), ('center', 21), ('end', 22)]], {}), 24: ('wagtail.blocks.TextBlock', (), {'label': 'Code', 'rows': 4}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Language of the code', 'max_length': 30, 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('text', 24), ('language', 25)]], {}), 27: ('wagtail.blocks.CharBlock', (), {'help_text': 'For example Ctrl+R', 'label': 'Keys', 'max_length': 100}), 28: ('wagtail.blocks.StructBlock', [[('text', 27)]], {}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Product', 'max_length': 100, 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Version', 'max_length': 50, 'required': False}), 31: ('wagtail.blocks.CharBlock', (), {'help_text': 'A country’s two-letter code, for example NO', 'label': 'Market', 'max_length': 2, 'required': False, 'validators': [portal.markets.validate_market]}), 32: ('wagtail.blocks.StructBlock', [[('product', 29), ('version', 30), ('market', 31)]], {})}, verbose_name='text'),
        ),
    ]
