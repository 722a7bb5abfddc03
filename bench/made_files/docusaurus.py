"""Files as Docusaurus has them: MDX with admonitions, tabs, components and diagrams."""

from bench.made_files.words import Writer


def head(w: Writer, title: str) -> str:
    lines = [
        f"id: page-{w.number}",
        f"sidebar_position: {w.number}",
        f"sidebar_label: {w.words(2)}",
    ]
    if w.dice.random() < 0.3:
        return "---\n" + "\n".join(lines) + f"\n---\n\n# {title}\n"
    return "---\n" + "\n".join([f"title: {title}", f"slug: /{w.number}", *lines]) + "\n---\n"


def admonition(w: Writer) -> str:
    kind = w.dice.choice(["note", "tip", "info", "warning", "danger", "caution"])
    title = w.dice.choice(["", f"[{w.words()}]", f" {w.words()}", f'{{title="{w.words()}"}}'])
    if w.dice.random() < 0.2:
        return f"::::{kind}{title}\n\n{w.text()}\n\n:::tip\n\n{w.text()}\n\n:::\n\n::::"
    return f":::{kind}{title}\n\n{w.text()}\n\n:::"


def tabs(w: Writer) -> str:
    return (
        "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n\n"
        '<Tabs groupId="os">\n'
        f'  <TabItem value="a" label="{w.words(1)}" default>\n\n    {w.text()}\n\n  </TabItem>\n'
        f'  <TabItem value="b" label="{w.words(1)}">\n\n    - {w.sentence()}\n\n  </TabItem>'
        "\n</Tabs>"
    )


def component(w: Writer) -> str:
    return w.dice.choice(
        [
            f'<Highlight color="#25c2a0">{w.words()}</Highlight> {w.sentence()}',
            "import TOCInline from '@theme/TOCInline';\n\n<TOCInline toc={toc} />",
            f"<BrowserWindow url='https://example.org'>\n\n{w.text()}\n\n</BrowserWindow>",
            f"<Card title={{'{w.words(2)}'}} style={{{{color: 'red'}}}}>{w.sentence()}</Card>",
            f'<img src={{require("./{w.picture}").default}} alt="{w.words()}" />',
            f"{{/* {w.sentence()} */}}\n\n{w.sentence()}",
            f"export const Version = () => {{\n  return <b>2.0</b>;\n}};\n\n{w.sentence()}",
            f"{w.sentence()} {{frontMatter.version}}",
            f"<>\n\n{w.sentence()}\n\n</>",
            f'{w.text()} <span className="badge" style={{{{color: "red"}}}}>x</span>',
        ]
    )


def titled_code(w: Writer) -> str:
    return (
        '```jsx title="src/app.js" showLineNumbers {1,3-4}\nexport default () => <Tabs>\n'
        "// highlight-next-line\n  [^1] :::note\n```"
    )


def named_heading(w: Writer) -> str:
    name = f"part-{w.number}-{w.dice.randrange(10_000)}"
    form = w.dice.choice([f"{{#{name}}}", f"{{/* #{name} */}}"])
    return f"### {w.words()} {form}\n\n{w.text()} [{w.words()}](#{name})"


def static_picture(w: Writer) -> str:
    return f"![{w.words()}](/img/{w.picture})"


def link(w: Writer) -> str:
    name = w.name()
    return w.dice.choice(
        [
            f"{w.sentence()} [{w.words()}](./{name}.mdx).",
            f"{w.sentence()} [{w.words()}]({name}.md#part).",
            f"{w.sentence()} https://example.org/{name}",
        ]
    )


def remark(w: Writer) -> str:
    return w.dice.choice(
        [
            f"{w.sentence()}[^{w.number}]\n\n[^{w.number}]: {w.sentence()}",
            f"- [ ] {w.sentence()}\n- [x] {w.sentence()}",
            f"~~{w.words(2)}~~ {w.sentence()}",
            f"{w.sentence()} $a^2 + b^2$ {w.sentence()}",
            "```mermaid\nsequenceDiagram\n  A->>B: 1\n```",
            f"<!-- truncate -->\n\n{w.sentence()}",
            f"<details>\n  <summary>{w.words()}</summary>\n\n  {w.text()}\n\n</details>",
        ]
    )


FEATURES = (
    *(admonition, admonition, admonition, tabs, component, component, titled_code),
    *(named_heading, static_picture, link, remark, remark),
)
