"""What the templates of articles need: stored rich text as HTML, keys, countries."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.rich_text import RichText

from kb import links, new_article, usage
from kb.models import HelpPage, SnippetPage
from kb.reading import drawn, structured
from kb.reading.snippets import ShownSnippet
from kb.snippets.using import pages_that_show
from portal import actors, cldr, locales, markets
from portal.crawlers.structured import element

register = template.Library()


@register.simple_tag(takes_context=True)
def article_html(
    context: Context, value: RichText | str, *, is_heading: bool = False
) -> SafeString:
    """A rich text with its links in the reader's language, and outside headings its terms."""
    source = value.source if isinstance(value, RichText) else str(value)
    html = links.render(source, context.get("page_slugs"), context.get("heading_ids"))
    marks = None if is_heading else context.get("term_marks")
    return marks.mark(html) if marks else html


@register.simple_tag(takes_context=True)
def drawn_text(context: Context) -> SafeString:
    """The text of the page, as it was drawn before for readers of the same."""
    return drawn.text(context)


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """What the page says of itself to search engines."""
    told = structured.told(context["reading"], context["front_url"], context.get("crumbs") or [])
    return element(*told)


register.filter("first_picture", structured.picture)


@register.simple_tag(takes_context=True)
def shown_language(context: Context, kind: str, file: Any) -> str:
    """The language of a picture's or video's words where it is not the text's; else ""."""
    return str((context.get("foreign") or {}).get((kind, file.pk), ""))


@register.simple_tag(takes_context=True)
def write_article_url(context: Context) -> str:
    """Where this reader writes an article in the page's language; "" for those who write none."""
    request = context.get("request")
    if request is None or not actors.of(request).could("tools.enter"):
        return ""
    write = new_article.offered(request.user, locales.in_force())
    return write("") if write else ""


@register.simple_tag(takes_context=True)
def has_articles(context: Context) -> bool:
    """Whether there is anything to read for this reader, in any language."""
    found: bool = HelpPage.objects.visible_to(actors.of(context["request"])).exists()
    return found


@register.simple_tag
def linking_pages(page: Page) -> list[Page]:
    """The texts that lead to a page's article; none where it is no article's."""
    return list(usage.linking_pages(page))


@register.simple_tag(takes_context=True)
def snippet(context: Context, slug: str) -> ShownSnippet | None:
    """What a page shows of a snippet; None where it has none for this reader."""
    shown: dict[str, ShownSnippet] = context.get("snippets") or {}
    return shown.get(slug)


@register.simple_tag
def showing_pages(page: Page) -> list[HelpPage]:
    """The texts that show a snippet; none of what is none."""
    return list(pages_that_show(page.family)) if isinstance(page, SnippetPage) else []


@register.filter
def single_keys(value: str) -> list[str]:
    """`Ctrl+Shift+R` as its keys; a plus that is itself a key stays one."""
    keys = [key.strip() for key in value.replace("++", "+\0").split("+")]
    return ["+" if key == "\0" else key for key in keys if key]


register.filter("market_names", cldr.countries)


@register.filter
def market_name(code: Any) -> str:
    """The country's name in the reader's language."""
    return markets.name(str(code), locales.in_force())
