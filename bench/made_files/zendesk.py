"""Pages as a dump of Zendesk Guide has them: its editor's classes, callouts, tables, videos."""

from html import escape

from bench.made_files.words import Writer


def page(w: Writer, title: str, blocks: list[str]) -> str:
    """A whole page with its head, in the language's direction."""
    direction = "rtl" if w.locale == "ar" else "ltr"
    heading = f"<h1>{escape(title)}</h1>\n" if w.dice.random() < 0.5 else ""
    inside = "\n".join(blocks)
    if w.dice.random() < 0.5:
        inside = (
            f'<nav class="breadcrumbs"><a href="https://example.org/hc">Help</a></nav>\n'
            f'<main role="main">\n<article class="article">\n{heading}<div class="article-body">'
            f"{inside}</div>\n</article>\n</main>\n<footer>© Example</footer>\n"
        )
    else:
        inside = heading + inside
    name = " – Help Center" if heading else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{w.locale}" dir="{direction}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(title)}{name}</title>\n'
        f'<meta name="description" content="{escape(w.sentence())}">\n'
        "<style>body { color: black }</style>\n<script>var hc = {};</script>\n</head>\n"
        f"<body>\n{inside}</body>\n</html>\n"
    )


def paragraph(w: Writer) -> str:
    words = escape(w.words(2))
    inner = w.dice.choice(
        [
            f"<strong>{words}</strong>",
            f'<span class="wysiwyg-color-red">{words}</span>',
            f'<span style="font-weight: 600">{words}</span>',
            f"<em>{words}</em>&nbsp;",
            f"<code>{words}</code><br>",
            f'<span class="wysiwyg-font-size-large">{words}</span>',
            f"<kbd>Ctrl</kbd> {words} <del>old</del>",
        ]
    )
    space = w.dice.choice(["", ' class="wysiwyg-text-align-center"', ' class="wysiwyg-indent1"'])
    return f"<p{space}>{escape(w.sentence())} {inner} {escape(w.sentence())}</p>"


def heading(w: Writer) -> str:
    name = f"h_01{w.number:04}{w.dice.randrange(100_000)}"
    level = w.dice.choice([2, 3])
    contents = f'<ul>\n<li><a href="#{name}">{escape(w.words())}</a></li>\n</ul>\n'
    return (contents if w.dice.random() < 0.4 else "") + (
        f'<h{level} id="{name}">{escape(w.words())}</h{level}>\n<p>{escape(w.text())}</p>'
    )


def steps(w: Writer) -> str:
    picture = f'<p><img src="{w.picture}" alt="{escape(w.words())}" width="600"></p>'
    return (
        f"<ol>\n<li>{escape(w.sentence())}</li>\n<li>\n<p>{escape(w.sentence())}</p>\n{picture}</li>\n"
        f"<li>{escape(w.sentence())}\n<ul>\n<li>{escape(w.sentence())}</li>\n</ul>\n</li>\n</ol>"
    )


def callout(w: Writer) -> str:
    kind = w.dice.choice(["note", "warning", "tip", "important"])
    return w.dice.choice(
        [
            f'<div class="callout callout-{kind}"><p>{escape(w.text())}</p></div>',
            f'<p class="{kind}"><strong>{escape(w.words(1))}:</strong> {escape(w.text())}</p>',
            f"<blockquote>{escape(w.text())}</blockquote>",
            f'<div class="alert alert-danger" role="alert">{escape(w.text())}</div>',
        ]
    )


def table(w: Writer) -> str:
    header = "th" if w.dice.random() < 0.5 else "td"
    first = "".join(f"<{header}><p>{escape(w.words(2))}</p></{header}>" for _ in range(2))
    rows = "".join(
        f"<tr>\n<td>{escape(w.words(2))}</td>\n<td>{escape(w.sentence())}</td>\n</tr>\n"
        for _ in range(3)
    )
    merged = f'<tr><td colspan="2">{escape(w.sentence())}</td></tr>\n'
    return (
        f'<figure class="wysiwyg-table"><table style="border-collapse: collapse" border="1">\n'
        f"<tbody>\n<tr>{first}</tr>\n{rows}{merged}</tbody>\n</table></figure>"
    )


def video(w: Writer) -> str:
    return (
        '<p><iframe title="Video" src="//www.youtube-nocookie.com/embed/abc" width="560"'
        ' height="315" frameborder="0" allowfullscreen=""></iframe></p>'
    )


def picture(w: Writer) -> str:
    return w.dice.choice(
        [
            f'<figure class="wysiwyg-image"><img src="{w.picture}" alt="{escape(w.words())}">'
            f"<figcaption>{escape(w.words())}</figcaption></figure>",
            '<p><img src="https://example.org/hc/article_attachments/36/a.png" alt="a.png"></p>',
            f'<p><img src="{w.picture}" alt=""></p>',
        ]
    )


def link(w: Writer) -> str:
    return w.dice.choice(
        [
            f'<p>{escape(w.sentence())} <a href="{w.name()}.html" target="_blank">'
            f"{escape(w.words())}</a></p>",
            f'<p><a href="https://example.org/hc/en-us/articles/36000{w.number}-x">{escape(w.words())}</a></p>',
            '<p><a href="mailto:help@example.org">help@example.org</a> '
            '<a href="tel:+4512345678">12</a></p>',
        ]
    )


def code(w: Writer) -> str:
    return '<pre class="language-json"><code>{\n  "a": "&lt;b&gt;"\n}</code></pre>'


def odd(w: Writer) -> str:
    return w.dice.choice(
        [
            f"<p>{escape(w.sentence())} {{{{dc.company_name}}}}</p>",
            f"<!-- {escape(w.sentence())} -->",
            f"<div>{escape(w.text())}<br><br>{escape(w.text())}</div>",
            f"<p>{escape(w.sentence())}<p>{escape(w.sentence())}",
            f"<details><summary>{escape(w.words())}</summary><p>{escape(w.text())}</p></details>",
            f"<dl><dt>{escape(w.words(1))}</dt><dd>{escape(w.sentence())}</dd></dl>",
            "<hr>",
            "<p>&nbsp;</p>",
            f"<p>**{escape(w.words(2))}** _x_ [y](z) :::note ~~5~~</p>",
            f'<h4 class="accordion" onclick="toggle()">{escape(w.words())}</h4>',
        ]
    )


FEATURES = (
    *(paragraph, paragraph, paragraph, heading, heading, steps, callout, callout, table),
    *(video, picture, picture, link, link, code, odd, odd),
)
