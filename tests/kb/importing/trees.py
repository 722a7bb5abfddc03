"""Directories of files for tests."""

from pathlib import Path

ARTICLE = """---
title: {title}
type: {kind}
topics:{topics}
summary: {summary}
---

{body}
"""


def write(
    directory: Path,
    locale: str,
    slug: str,
    *,
    title: str = "",
    kind: str = "howto",
    topics: tuple[str, ...] = (),
    summary: str = "",
    body: str = "Some text.",
    extra: str = "",
) -> Path:
    """Write one file."""
    path = directory / locale / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = "".join(f"\n- {topic}" for topic in topics) or " []"
    text = ARTICLE.format(
        title=title or f"{slug} in {locale}",
        kind=kind,
        topics=listed,
        summary=summary or f"About {slug} in {locale}.",
        body=body,
    )
    path.write_text(text.replace("summary:", f"{extra}summary:", 1), encoding="utf-8")
    return path


BODY = {
    "en": """First open the **menu**. Press `Enter`, or read [the other](article:volume).

## Steps

1. Open *Sound*.

   There may be more.
2. Choose:
   - one
   - two

```python
x = 1
```

:::note
Mind the [volume](article:volume).
:::

:::steps
1. Press **On**.
2. Wait.
:::

:::keys
Ctrl+R
:::

:::applies-to
product: Hub
version: 2.10
market: NO
:::
""",
    "el": """Πρώτα ανοίξτε το **μενού**. Πατήστε `Enter` ή διαβάστε [το άλλο](article:volume).

## Βήματα

1. Ανοίξτε τον *Ήχο*.

   Μπορεί να υπάρχουν κι άλλα.
2. Επιλέξτε:
   - ένα
   - δύο

```python
x = 1
```

:::note
Προσέξτε την [ένταση](article:volume).
:::

:::steps
1. Πατήστε **Ναι**.
2. Περιμένετε.
:::

:::keys
Ctrl+R
:::

:::applies-to
product: Hub
version: 2.10
market: NO
:::
""",
}


def small(directory: Path) -> Path:
    """A topic, an article in two languages that fit each other, and one that does not fit."""
    write(directory, "en", "sound", kind="topic")
    write(directory, "el", "sound", kind="topic", title="Ήχος")
    for locale, body in BODY.items():
        write(
            directory,
            locale,
            "no-sound",
            kind="troubleshooting",
            topics=("sound",),
            body=body,
            extra="markets: [NO, SE]\nproducts: [Solvei Hub]\nkeywords: [a, b c]\n",
        )
    write(directory, "en", "volume", topics=("sound",), body="One.\n\nTwo.")
    write(directory, "el", "volume", topics=("sound",), body="Ένα.")
    return directory
