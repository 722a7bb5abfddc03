"""Files as Jekyll has them: kramdown, Liquid, and heads in YAML."""

from bench.made_files.words import Writer


def head(w: Writer, title: str) -> str:
    return (
        f"---\nlayout: default\ntitle: {title}\nparent: {w.words(2)}\nnav_order: {w.number}\n"
        f"permalink: /docs/{w.number}/\nhas_children: false\n---\n"
    )


def contents(w: Writer) -> str:
    return f"{w.sentence()}\n\n* TOC\n{{:toc}}"


def attributes(w: Writer) -> str:
    return w.dice.choice(
        [
            f"{w.text()}\n{{: .note }}",
            f"{w.text()}\n{{: .warning-title }}",
            f"## {w.words()}\n{{: .no_toc #part-{w.number} }}",
            f"**{w.words(2)}**{{: .label .label-green }} {w.sentence()}",
            f'[{w.words()}](https://example.org/){{: .btn target="_blank" }}',
            f"> {w.sentence()}\n{{: #quoted .big}}",
        ]
    )


def liquid(w: Writer) -> str:
    return w.dice.choice(
        [
            f'{{% include note.html content="{w.words()}" %}}',
            f"{w.sentence()} {{{{ site.product.name }}}}.",
            f"{{% if site.beta %}}\n{w.sentence()}\n{{% endif %}}",
            "{% highlight ruby %}\nputs 1\n{% endhighlight %}",
            f"{{% comment %}}\n{w.sentence()}\n{{% endcomment %}}",
            f"{{% raw %}}{{{{ page.title }}}}{{% endraw %}} {w.sentence()}",
            "{% for one in site.pages %}\n* {{ one.title }}\n{% endfor %}",
        ]
    )


def link(w: Writer) -> str:
    name = w.name()
    return w.dice.choice(
        [
            f"{w.sentence()} [{w.words()}]({{% link jekyll/{name}.md %}}).",
            f"{w.sentence()} [{w.words()}]({{{{ site.baseurl }}}}/docs/{name}/).",
            f"{w.sentence()} [{w.words()}]({{{{ '/docs/{name}.html' | relative_url }}}}).",
            f"{w.sentence()} [{w.words()}]({{{{ site.baseurl }}}}{{% link jekyll/{name}.md %}}).",
        ]
    )


def kramdown(w: Writer) -> str:
    return w.dice.choice(
        [
            f"{w.sentence()}[^n{w.number}]\n\n[^n{w.number}]: {w.sentence()}",
            f"{w.words(1)}\n: {w.sentence()}\n\n{w.words(1)}\n: {w.sentence()}",
            f"HTML {w.sentence()}\n\n*[HTML]: Hyper Text Markup Language",
            "$$\nx = y^2\n$$",
            f"{{::comment}}\n{w.sentence()}\n{{:/comment}}",
            f"{w.sentence()} $$a = b$$ {w.sentence()}",
            f"{w.sentence()} {{::nomarkdown}}<b>x</b>{{:/}} {w.words()}",
            f"* {w.sentence()}\n\n^\n\n* {w.sentence()}",
            f"| {w.words(1)} | {w.words(1)} |\n|---\n| {w.words(1)} | 2 |",
        ]
    )


FEATURES = (contents, attributes, attributes, liquid, liquid, link, link, kramdown, kramdown)
