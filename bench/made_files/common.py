"""What all systems that read Markdown have, in the forms that people write it."""

from bench.made_files.words import Writer


def heading(w: Writer) -> str:
    words = w.words()
    if w.dice.random() < 0.15:
        return f"{words}\n{'-' * len(words)}"
    return f"{w.dice.choice(['##', '###', '####'])} {words}"


def paragraph(w: Writer) -> str:
    words = w.text().split(" ")
    place = w.dice.randrange(len(words))
    mark = w.dice.choice(["**{}**", "*{}*", "_{}_", "`{}`", "{}  \n", "{}\\\n", "{}"])
    words[place] = mark.format(words[place].strip("*_`"))
    return " ".join(words).replace("\n ", "\n").strip().rstrip("\\")


def bullets(w: Writer) -> str:
    mark = w.dice.choice(["-", "*", "+"])
    inner = w.dice.choice(["  ", "    ", "\t"])
    lines = [f"{mark} {w.sentence()}" for _ in range(w.dice.randint(2, 4))]
    lines.insert(1, f"{inner}{mark} {w.sentence()}")
    return "\n".join(lines)


def steps(w: Writer) -> str:
    lines = [f"{number}. {w.sentence()}" for number in range(1, w.dice.randint(3, 6))]
    if w.dice.random() < 0.3:
        lines[0] += f"\n\n   ![{w.words()}]({w.picture})"
    return "\n".join(lines)


def quote(w: Writer) -> str:
    return f"> {w.sentence()}\n> {w.sentence()}"


def code(w: Writer) -> str:
    fence = w.dice.choice(["```", "~~~", "````"])
    return (
        f"{fence}{w.dice.choice(['', 'bash', 'json', 'yaml'])}\nexample --set 21 < in.txt\n{fence}"
    )


def indented_code(w: Writer) -> str:
    return f"{w.sentence()}\n\n    example --status\n    {{{{ not.a.variable }}}}"


def picture(w: Writer) -> str:
    title = f' "{w.words()}"' if w.dice.random() < 0.4 else ""
    return f"![{w.words()}]({w.picture}{title})"


def link(w: Writer) -> str:
    name = w.name()
    return w.dice.choice(
        [
            f"{w.sentence()} [{w.words()}]({name}.md).",
            f"{w.sentence()} [{w.words()}](./{name}.md).",
            f"[{w.words()}][{w.number}]\n\n[{w.number}]: {name}.md",
            f"{w.sentence()} <https://example.org/{name}>.",
            f'{w.sentence()} [{w.words()}](https://example.org/a_b?c=1&d=2 "{w.words()}").',
            f"{w.sentence()} [{w.words()}](mailto:help@example.org).",
        ]
    )


def table(w: Writer) -> str:
    bar = "|" if w.dice.random() < 0.8 else ""
    rows = [f"{w.words(2)} | {w.words(2)}", ":--- | ---:"]
    rows += [f"{w.words(2)} | {w.dice.randint(1, 99)} °C" for _ in range(3)]
    return "\n".join(f"{bar} {row} {bar}".strip() for row in rows)


def rule(w: Writer) -> str:
    return w.dice.choice(["---", "***", "_ _ _"])


def entity(w: Writer) -> str:
    return f"{w.sentence()} &copy; &nbsp;&lt;b&gt; &#8594; 5 \\* 3, \\[x\\], C:\\\\Temp\\_1"


def comment(w: Writer) -> str:
    return f"<!-- {w.sentence()}\n\n{w.sentence()} -->"


def html(w: Writer) -> str:
    return w.dice.choice(
        [
            f"{w.sentence()}<br>{w.sentence()}",
            f"{w.sentence()} <kbd>Ctrl</kbd>+<kbd>R</kbd>, H<sub>2</sub>O, m<sup>2</sup>.",
            f"<details>\n<summary>{w.words()}</summary>\n\n{w.text()}\n\n</details>",
            f'<p align="center">\n  <img src="{w.picture}" alt="{w.words()}" width="200">\n</p>',
            f'<a name="a{w.number}"></a>\n\n## {w.words()}\n\n[{w.words()}](#a{w.number})',
        ]
    )


COMMON = (
    *(heading, paragraph, paragraph, paragraph, bullets, steps, steps, quote, code, picture),
    *(link, link, table, rule, entity, comment, html, indented_code),
)
