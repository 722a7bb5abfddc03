"""Files as Word saves them (ECMA-376): parts in an archive, paragraphs with styles."""

import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from bench.made_files.words import Writer

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_STYLES = {
    "Title": "Title",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "ListParagraph": "List Paragraph",
    "Quote": "Quote",
    "Code": "HTML Preformatted",
    "Warning": "Warning",
    "Fancy": "Company Fancy",
}


def run(text: str, *marks: str) -> str:
    """Words in some styles: b, i, strike."""
    styles = "".join(f"<w:{mark}/>" for mark in marks)
    return f'<w:r><w:rPr>{styles}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(runs: str, style: str = "", numbering: str = "") -> str:
    """A paragraph of a style; `numbering` is 1 for bullets, 2 for numbers."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering:
        said += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    return f"<w:p><w:pPr>{said}</w:pPr>{runs}</w:p>"


def table(rows: list[list[str]]) -> str:
    """A table with its first row as header."""
    said = ""
    for number, row in enumerate(rows):
        cells = "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row)
        said += f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if not number else ''}{cells}</w:tr>"
    return f"<w:tbl>{said}</w:tbl>"


def picture(alt: str) -> str:
    """The one picture of a file."""
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return paragraph(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="Picture 1" descr="{escape(alt)}"/>'
        f'<a:graphic xmlns:a="{main}/main">'
        f'<a:graphicData uri="{main}/picture"><pic:pic xmlns:pic="{main}/picture"><pic:blipFill>'
        f'<a:blip r:embed="rPic"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def link(text: str) -> str:
    """Words that lead to the one address of a file."""
    return f'<w:hyperlink r:id="rLink">{run(text)}</w:hyperlink>'


def parts(
    body: str, *, title: str = "", png: bytes = b"", notes: str = ""
) -> dict[str, bytes | str]:
    """The parts of a file with this body."""
    relations = [
        f'<Relationship Id="rStyles" Type="{_R}/styles" Target="styles.xml"/>',
        f'<Relationship Id="rNumbers" Type="{_R}/numbering" Target="numbering.xml"/>',
        f'<Relationship Id="rNotes" Type="{_R}/footnotes" Target="footnotes.xml"/>',
        f'<Relationship Id="rPic" Type="{_R}/image" Target="media/image1.png"/>',
        f'<Relationship Id="rLink" Type="{_R}/hyperlink" Target="https://example.org/a?b=1"'
        ' TargetMode="External"/>',
    ]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in _STYLES.items()
    )
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0">'
        f'<w:numFmt w:val="{kind}"/></w:lvl>'
        "</w:abstractNum>"
        for key, kind in (("1", "bullet"), ("2", "decimal"))
    )
    numbers = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in ("1", "2")
    )
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_REL}"><Relationship Id="r1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}'
        "<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_REL}">'
        f"{''.join(relations)}</Relationships>",
        "word/styles.xml": f'{_HEAD}<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "word/numbering.xml": f'{_HEAD}<w:numbering xmlns:w="{_W}">{levels}{numbers}'
        "</w:numbering>",
        "word/footnotes.xml": f'{_HEAD}<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>',
        "word/media/image1.png": png,
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/'
        'package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>",
    }


def save(path: Path, content: dict[str, bytes | str]) -> None:
    """Write the parts as one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def document(w: Writer, title: str, png: bytes) -> dict[str, bytes | str]:
    """A whole file."""
    style = w.dice.choice(["Title", "Heading1"])
    blocks = [paragraph(run(title), style)]
    notes = ""
    for _ in range(w.dice.randint(4, 10)):
        blocks.append(w.dice.choice(_BLOCKS)(w))
    if w.dice.random() < 0.3:
        reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        blocks.append(paragraph(run(w.sentence()) + reference))
        notes = f'<w:footnote w:id="2">{paragraph(run(w.sentence()))}</w:footnote>'
    return parts("".join(blocks), title=title, png=png, notes=notes)


def _lists(w: Writer) -> str:
    kind = w.dice.choice(["1", "2"])
    return "".join(paragraph(run(w.sentence()), "ListParagraph", kind) for _ in range(3))


_BLOCKS: tuple[Callable[[Writer], str], ...] = (
    lambda w: paragraph(run(w.text())),
    lambda w: paragraph(run(w.sentence() + " ") + run(w.words(2), "b") + run(" " + w.sentence())),
    lambda w: paragraph(run(w.words(2), "i") + run(" " + w.sentence()) + run(" x", "strike")),
    lambda w: paragraph(run(w.words()), "Heading2"),
    _lists,
    _lists,
    lambda w: table([[w.words(1), w.words(1)], [w.words(2), w.sentence()], [w.words(1), "5"]]),
    lambda w: paragraph(run(w.sentence() + " ") + link(w.words())),
    lambda w: picture(w.words()),
    lambda w: paragraph(run(w.sentence()), "Quote"),
    lambda w: paragraph(run("example --status"), "Code") + paragraph(run("  a = 1"), "Code"),
    lambda w: paragraph(run(w.text()), "Warning"),
    lambda w: paragraph(run(w.text()), "Fancy"),
    lambda w: paragraph(run("[^1] **no** {{x}} # y ~~z~~")),
    lambda w: paragraph(
        f"<w:ins>{run(w.sentence())}</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    ),
)
