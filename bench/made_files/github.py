"""Files as repositories on GitHub have them: no head, and what GitHub adds to Markdown."""

from bench.made_files.words import Writer


def head(w: Writer, title: str) -> str:
    if w.dice.random() < 0.2:
        return f"{title}\n{'=' * len(title)}\n"
    return f"# {title}\n"


def badges(w: Writer) -> str:
    return "[![Build](https://example.org/badge.svg)](https://example.org/ci) ![x](https://example.org/v.svg)"


def alert(w: Writer) -> str:
    kind = w.dice.choice(["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
    return f"> [!{kind}]\n> {w.text()}\n>\n> - {w.sentence()}"


def tasks(w: Writer) -> str:
    return f"- [x] {w.sentence()}\n- [ ] {w.sentence()}\n  - [ ] {w.sentence()}"


def footnote(w: Writer) -> str:
    return (
        f"{w.sentence()}[^{w.number}] {w.sentence()}[^my-note].\n\n[^{w.number}]: {w.sentence()}\n"
        f"[^my-note]: {w.sentence()}\n{w.sentence()}"
    )


def inline(w: Writer) -> str:
    return w.dice.choice(
        [
            f"~~{w.words(2)}~~ {w.sentence()}",
            f"{w.sentence()} https://example.org/a_b/{w.number}?q=1.",
            f"{w.sentence()} help@example.org",
            f":rocket: {w.sentence()} :+1:",
            f"{w.sentence()} $\\sqrt{{3x-1}}+(1+x)^2$ {w.sentence()}",
            "$$\n\\left( x \\right)\n$$",
            f"{w.sentence()} $`a+b`$ {w.sentence()}",
            f"- {w.sentence()}\n- www.example.org/{w.number}",
        ]
    )


def section_link(w: Writer) -> str:
    words = w.words(2)
    return f"## {words}\n\n{w.text()} [{w.words()}](#{words.lower().replace(' ', '-')})"


def drawing(w: Writer) -> str:
    return w.dice.choice(
        [
            "```mermaid\ngraph LR\n  A --> B\n```",
            '```geojson\n{"type": "Point", "coordinates": [1, 2]}\n```',
            "```math\nx = y\n```",
        ]
    )


def markup(w: Writer) -> str:
    return w.dice.choice(
        [
            f'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{w.picture}">\n'
            f'  <img alt="{w.words()}" src="{w.picture}">\n</picture>',
            f"<details>\n<summary>{w.words()}</summary>\n\n```bash\nexample\n```\n\n</details>",
            f"<table><tr><td>{w.words()}</td><td>{w.words()}</td></tr></table>",
            f"{w.sentence()} <ins>{w.words(1)}</ins> <samp>ok</samp> <q>{w.words(2)}</q>",
            f"<!-- {w.sentence()} -->",
        ]
    )


def wiki(w: Writer) -> str:
    return f"{w.sentence()} [[{w.words(2)}]] [[{w.words(2)}|{w.name()}]]"


FEATURES = (badges, alert, tasks, footnote, inline, inline, section_link, drawing, markup, wiki)
