"""Files as Hugo has them: Goldmark with its extensions, shortcodes, three kinds of heads."""

import json

from bench.made_files.words import Writer


def head(w: Writer, title: str) -> str:
    """In YAML, TOML or JSON."""
    form = w.dice.random()
    if form < 0.6:
        return (
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n"
            f"date: 2025-03-0{w.number % 9 + 1}\n"
            f"weight: {w.number}\ndraft: false\ntags: [{w.words(1)}, {w.words(1)}]\n"
            f"description: {w.sentence()}\nmenu:\n  main:\n    parent: docs\n---\n"
        )
    if form < 0.85:
        return (
            f"+++\ntitle = {json.dumps(title, ensure_ascii=False)}\nweight = {w.number}\n"
            f'date = 2025-03-01T10:00:00Z\n[params]\nauthor = "docs"\n+++\n'
        )
    values = {"title": title, "weight": w.number, "tags": [w.words(1)], "draft": False}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def shortcode(w: Writer) -> str:
    return w.dice.choice(
        [
            f'{{{{< figure src="{w.picture}" title="{w.words()}" >}}}}',
            '{{< youtube id="abcdefghijk" >}}',
            f"{{{{% notice warning %}}}}\n{w.text()}\n{{{{% /notice %}}}}",
            f'{{{{< tabs >}}}}\n{{{{< tab name="{w.words(1)}" >}}}}\n{w.text()}\n'
            "{{< /tab >}}\n{{< /tabs >}}",
            f"{w.sentence()} {{{{< param version >}}}}.",
            '{{< details summary="x" >}}\n' + w.text() + "\n{{< /details >}}",
        ]
    )


def reference(w: Writer) -> str:
    sign = w.dice.choice([("<", ">"), ("%", "%")])
    kind = w.dice.choice(["ref", "relref"])
    return f'{w.sentence()} [{w.words()}]({{{{{sign[0]} {kind} "{w.name()}.md" {sign[1]}}}}}).'


def footnote(w: Writer) -> str:
    note = f"[^{w.number}]: {w.sentence()}\n"
    if w.dice.random() < 0.3:
        note += f"    {w.sentence()}\n\n    {w.sentence()}\n"
    return f"{w.sentence()}[^{w.number}] {w.sentence()}\n\n{note}"


def definitions(w: Writer) -> str:
    return f"{w.words(1)}\n: {w.sentence()}\n\n{w.words(1)}\n: {w.sentence()}\n: {w.sentence()}"


def named_heading(w: Writer) -> str:
    name = f"part-{w.number}-{w.dice.randrange(10_000)}"
    return f"## {w.words()} {{#{name}}}\n\n{w.text()} [{w.words()}](#{name})"


def tasks(w: Writer) -> str:
    return f"- [ ] {w.sentence()}\n- [x] {w.sentence()}"


def extras(w: Writer) -> str:
    words = w.words(2)
    return w.dice.choice(
        [
            f"~~{words}~~ {w.sentence()}",
            f"H~2~O {w.sentence()}",
            f"10^2^ {w.sentence()}",
            f"=={words}== {w.sentence()}",
            f"++{words}++ {w.sentence()}",
            f":tada: {w.sentence()} :heavy_check_mark:",
            f"{w.sentence()} https://example.org/{w.number}.",
            f"{w.sentence()} www.example.org/help, {w.sentence()}",
            f'{w.sentence()}\n{{.lead #first style="color:red"}}',
            f"{w.sentence()} \\(a^2\\) $$x = y$$",
            "$$\nx = \\frac{1}{2}\n$$",
        ]
    )


def alert(w: Writer) -> str:
    kind = w.dice.choice(["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
    return f"> [!{kind}]\n> {w.text()}"


def more(w: Writer) -> str:
    return f"{w.sentence()}\n\n<!--more-->"


def drawing(w: Writer) -> str:
    return w.dice.choice(["```mermaid\ngraph TD; A-->B;\n```", "```goat\n  .---.\n  |   |\n```"])


FEATURES = (
    *(shortcode, shortcode, reference, footnote, definitions, named_heading, tasks, extras),
    *(extras, alert, more, drawing),
)
