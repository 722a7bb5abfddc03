"""What the editor of rich text offers, by where it stands."""

FEATURES = [
    *("h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "code", "blockquote"),
    "link",
]
FEATURES_IN_BOX = [name for name in FEATURES if name not in ("h2", "h3", "h4", "hr")]
