"""What editors may upload, and how it is handed out."""

# Who may have a document is asked each time, wherever it is stored: no address leads past that.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Nothing that a browser would run. Pictures without svg, which may hold scripts. Videos and their
# captions are known by their content.
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "doc", "docx", "odp", "ods", "odt", "pdf", "ppt", "pptx", "rtf", "txt", "xls"),
    *("xlsx", "zip", "mp4", "webm", "vtt"),
]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "kb.media.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 20_000_000
