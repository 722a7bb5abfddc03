"""What the code never does, whatever it is for: read off its syntax."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("portal", "kb", "community", "search")
XML = {"xml", "lxml", "defusedxml", "xmltodict"}
# They refuse document types and entities before anything is made of what they read.
READ_XML = {
    *("kb/importing/archives.py", "kb/importing/word.py"),
    *("kb/translation/exchange/xliff.py", "kb/translation/exchange/xml.py"),
}
COMMANDS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}
FROM_TEXT = {"eval", "exec", "compile", "pickle", "marshal", "shelve", "dill"}
SCRIPTS = re.compile(r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(")


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Where, what is called, and how."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", ast.unparse(node.func), node


def imported() -> Iterator[tuple[str, str]]:
    for path, tree in trees():
        where = str(path.relative_to(ROOT))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((where, alias.name.partition(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield where, node.module.partition(".")[0]


def test_no_text_becomes_code() -> None:
    assert not [where for where, name, _call in calls() if name in FROM_TEXT]
    assert not [where for where, module in imported() if module in FROM_TEXT]
    assert not [where for where, name, _call in calls() if name == "yaml.load"]


def test_xml_is_read_where_document_types_and_entities_are_refused_and_nowhere_else() -> None:
    assert {where for where, module in imported() if module in XML} == READ_XML


def test_no_shell_is_asked() -> None:
    for where, name, call in calls():
        assert name not in COMMANDS, where
        assert not any(one.arg == "shell" for one in call.keywords), where


def test_statements_are_constants() -> None:
    """Values go along as parameters: no statement is put together where it is executed."""
    for where, name, call in calls():
        assert name.rpartition(".")[2] not in {"RawSQL", "extra"}, where
        if name.endswith((".execute", ".executemany", ".raw")) and "/migrations/" not in where:
            assert call.args, where
            assert isinstance(call.args[0], ast.Constant | ast.Name | ast.Attribute), where


def test_hashes_are_of_today() -> None:
    """SHA-1 and MD5 stand only where it is said that they protect nothing."""
    for where, name, call in calls():
        if name in {"hashlib.md5", "hashlib.sha1", "md5", "sha1"}:
            said = {one.arg: ast.unparse(one.value) for one in call.keywords}
            assert said.get("usedforsecurity") == "False", where
        assert name != "hashlib.new", where


def test_scripts_write_text_and_no_html() -> None:
    scripts = list((ROOT / "portal" / "static").rglob("*.js"))
    assert scripts
    written = {path.name: SCRIPTS.findall(path.read_text(encoding="utf-8")) for path in scripts}
    # It shows a part of a page that our own server has made, with all text in it encoded.
    assert {name for name, found in written.items() if found} == {"typed-suggestions.js"}
