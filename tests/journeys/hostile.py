"""Values that somebody tries, raw requests that carry them, and what an answer must not do."""

import json
import re
import traceback
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_to_bytes

from django.test import Client

from portal.text import clean_text

MARKUP = [
    "<script>zq()</script>\"><img src=x onerror=zq()>' autofocus onfocus='zq()",
    "</textarea></title></script><svg/onload=zq()>--><!--<b>zq &lt;script&gt;zq()&#60;/p&#62;",
    "[x](javascript:zq()) ![x](data:text/html,zq) <javascript:zq()>",
    "{{ 7191*7 }}{% debug %}${7191*7}%(zq)s{0.__class__}",
]
CONTROLS = [
    "a\x00b\x01\x08\x0b\x0c\x1b[31m\x7f\x85\u2028zq",
    "zq\r\nBcc: a@b.example\r\n\r\nSet-Cookie: zq=1",
    "\u202ezq\u2066\u202d\u2069\u2069\u200f\ufeff\ufffe\ufdd0\U0001ffff",
    "e" + "\u0301" * 2_000 + "\U0001f98a\u200d" * 50,
    "\ud800zq",
]
OTHERS = ["\x00", "-1", str(10**20), "²", "=1+1", "", " ", "../../etc/passwd", "xx"]
LONG = ["Ωz " * 33_000]
SEARCHES = [
    *(
        '"',
        '"unclosed',
        "AND OR NOT",
        "+ - && || !",
        "title:zq^99~2",
        "/.*/",
        "[* TO *]",
        "*",
        "?",
    ),
    *("zq*", "(" * 500, "\\", "' OR 1=1 --", "%_", "zq:", '{"match_all":{}}', "<->", "!!zq & |"),
    " ".join(f"term{n}" for n in range(1_000)),
    '"' + " ".join(f"t{n}" for n in range(100)) + '"',
]
TEXTS = [*MARKUP, *CONTROLS, *OTHERS]
# As they stand in an address: percent-encoded bytes, most of them no UTF-8.
RAW = [
    *("a%00b", "%FF%FE", "%ED%A0%80", "%E2%80%AEzq", "%zz", "%0d%0aX-Zq:1", "%2e%2e%2fetc"),
    *("%3Cscript%3Ezq()%3C%2Fscript%3E", "%CE%B2%7B%7B7191*7%7D%7D", "-1", "0", str(10**20)),
    *("9" * 5_000, "zq"),
]
HEADER_VALUES = [
    *("", "zq", "null", "\xff\xfe\x85", "<script>zq()</script>", "a" * 9_000, "http://[zq", "-1"),
    *("testserver@evil.example:99999", "el;q=nan,ar;q=1e400,;q=,", 'W/"zq, *', "127.0.0.1, " * 99),
]


def bodies(names: list[str]) -> dict[str, tuple[str | bytes, str]]:
    """Bodies that no browser sends, or only a broken one; each with its kind."""
    urlencoded = "application/x-www-form-urlencoded"
    return {
        "empty": (b"", urlencoded),
        "no UTF-8": ("&".join(f"{name}=%FF%FE%ED%A0%80zq" for name in names), urlencoded),
        "raw bytes": (b"&".join(name.encode() + b"=\xff\xfe" for name in names), urlencoded),
        "NUL": ("&".join(f"{name}=%00" for name in [*names, "%00"]), urlencoded),
        "twice": ("&".join(f"{name}=zq&{name}=%00" for name in names), urlencoded),
        "2,500 fields": ("&".join(f"f{n}=1" for n in range(2_500)), urlencoded),
        "2,500 of one": ("&".join(f"{names[0]}=1" for _ in range(2_500)), urlencoded),
        "3 MB": (f"{names[0]}=" + "z" * 3_000_000, urlencoded),
        "odd charset": (f"{names[0]}=zq", f"{urlencoded}; charset=utf-7"),
        "no charset": (f"{names[0]}=zq", f"{urlencoded}; charset=zq"),
        "JSON": ('{"a":"\\ud800"}', "application/json"),
        "broken parts": (b"--zq\r\nContent-Dis", "multipart/form-data; boundary=zq"),
        "no boundary": (b"--zq", "multipart/form-data"),
        "odd boundary": (b"--zq", "multipart/form-data; boundary=\xff"),
        "a file": (
            f'--zq\r\nContent-Disposition: form-data; name="{names[0]}"; filename="../x"\r\n\r\n'
            "\x00zq\r\n--zq--\r\n",
            "multipart/form-data; boundary=zq",
        ),
        "odd transfer": (
            f'--zq\r\nContent-Disposition: form-data; name="{names[0]}"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n!!\r\n--zq--\r\n",
            "multipart/form-data; boundary=zq",
        ),
        "no kind": (b"zq", "\xff/;;="),
    }


def raw(client: Client, path: str, query: str = "", **environ: Any) -> Any:
    """GET with the very bytes that a server would hand over; `%FF` in the path is that byte."""
    environ = {
        "PATH_INFO": unquote_to_bytes(path.encode()).decode("latin-1"),
        "QUERY_STRING": query.encode().decode("latin-1"),
    } | environ
    return client.generic(environ.pop("REQUEST_METHOD", "GET"), "/", **environ)


_DATA = {"application/json", "application/ld+json"}


class _Markup(HTMLParser):
    """Collects what no page of ours has: anything inline that acts, or was typed by somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.texts: list[str] = []
        self._element = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        # What a script of ours or a search engine reads, as a passkey's form has, is no script.
        self._element = "data" if values.get("type") in _DATA else tag
        tag = self._element
        if tag == "style" or (tag == "script" and "src" not in values):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            acts = name in {"href", "src", "action", "formaction"} and address.startswith(
                ("javascript:", "vbscript:", "data:")
            )
            if name.startswith("on") or name in {"style", "srcdoc", "autofocus"} or acts:
                self.found.append(f"<{tag} {name}={value!r:.80}>")

    def handle_data(self, data: str) -> None:
        if self._element == "script" and data.strip():
            self.found.append(f"<script>{data:.80}")

    def handle_endtag(self, tag: str) -> None:
        self._element = ""


def inline(html: str) -> list[str]:
    """Scripts, styles and handlers within a page."""
    parser = _Markup()
    parser.feed(html)
    parser.close()
    return parser.found


def breakdowns(answer: Any) -> list[str]:
    """What is wrong with an answer of anybody's: it broke, or says something as we would."""
    found = []
    if answer.status_code >= 500:
        found.append(f"{answer.status_code}: {_place(answer)}")
    if "X-Zq" in answer.headers or "zq" in getattr(answer, "cookies", {}):
        found.append("a header was smuggled in")
    if not getattr(answer, "streaming", False) and "html" in answer.headers.get(
        "Content-Type", ""
    ):
        found += [one for one in inline(answer.content.decode()) if "zq()" in one]
    return found


def _place(answer: Any) -> str:
    """What broke, and where: the last place that is not Django's."""
    error = (getattr(answer, "exc_info", None) or (None, None, None))[1]
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((one for one in reversed(frames) if "/django/" not in one.filename), frames[-1])
    place = last.filename.partition("/site-packages/")[2] or last.filename
    return f"{place} {last.name}: {type(error).__name__} {error!s:.60}"


def faults(answer: Any, language: str = "el") -> list[str]:
    """What is wrong with an answer of ours, whatever was asked."""
    found = breakdowns(answer)
    status, kind = answer.status_code, answer.headers.get("Content-Type", "")
    if getattr(answer, "streaming", False):
        return found
    text = answer.content.decode()
    if kind.startswith("application/json"):
        json.loads(text)
    elif kind.startswith("text/html"):
        found += inline(text) if "zq" in text else []
        if "50337" in text:
            found.append("a template was evaluated")
        if status >= 400 and text and f'<html lang="{language}' not in text:
            found.append(f"{status} without its language: {text[:80]!r}")
    if status >= 400 and not text.strip() and "count" not in answer.request["PATH_INFO"]:
        found.append(f"{status} without a word")
    return found


def shows(answer: Any, typed: str) -> bool:
    """Whether what was typed stands in the page, as it was or cleaned."""
    page = _one_line(answer.content.decode())
    arrived = typed.encode(errors="surrogatepass").decode(errors="replace")
    return any(_one_line(escape(text)) in page for text in (arrived, clean_text(arrived)))


def _one_line(text: str) -> str:
    """As browsers understand it; both sides of a comparison must go through it."""
    return re.sub(r"\s+", " ", unescape(text)).strip()


def told(wrong: dict[str, list[str]]) -> str:
    """The faults, each with the first places where it was found."""
    places: dict[str, list[str]] = {}
    for place, found in wrong.items():
        for fault in found:
            places.setdefault(fault, []).append(place)
    return "\n".join(
        f"{fault}: {len(where)} times, first {where[:3]}" for fault, where in places.items()
    )
