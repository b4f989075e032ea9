"""How long one letter takes from fields to .docx, against docxtpl and docxtemplater.

    python tests/benchmarks/letter_speed.py [--letters N] [--runs N]

All fill the same recommendation letter with the same fields. Ours includes the proof that every
printed value and every fixed text is in the file. docxtpl's way is its documentation's: open,
render, save. docxtemplater (npm) runs by its own: load, render, generate; without npm it is left
out. Before timing, each part of our .docx is compared with docxtpl's.

Promised: at least 40 times docxtpl's speed, at least 10 times docxtemplater's.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import letters
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from bayu_docs.materials import word
from bayu_docs.rendering import proof

HERE = Path(__file__).resolve().parent


def ours(fields: dict[str, Any]) -> bytes:
    """Our way, with its proof."""
    made = word.load(letters.template()).render(fields)
    proof.prove_docx(made, "letter")
    return made.docx


def theirs(fields: dict[str, Any]) -> bytes:
    """docxtpl's documented way."""
    template = DocxTemplate(letters.template())
    template.render(fields, autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


def plain(value: Any) -> Any:
    """Fields for docxtpl: ready-made paragraphs as markup it passes through."""
    if isinstance(value, word.Fragment):
        return Markup(value.xml)
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return "" if value is None else value


def canonical(part: bytes) -> bytes:
    """The part's XML in one written form: neither order of attributes nor breaks count."""
    text = re.sub(rb'<w:br/></w:t><w:t xml:space="preserve">', b"<w:br/>", part)
    root = etree.fromstring(text, etree.XMLParser(remove_blank_text=True))
    return bytes(etree.tostring(root, method="c14n"))


def texts(part: bytes) -> list[tuple[str, str]]:
    """Every element that a reader sees or that lays out, with its text."""
    root = etree.fromstring(part)
    return [
        (etree.QName(node).localname, node.text or "")
        for node in root.iter()
        if isinstance(node.tag, str)
        and etree.QName(node).localname in ("t", "p", "tbl", "tr", "tc", "pStyle", "sectPr")
    ]


def compare(fields: dict[str, Any]) -> int:
    """Assert that each part says the same; gives how many parts were compared."""
    with (
        zipfile.ZipFile(io.BytesIO(ours(fields))) as mine,
        zipfile.ZipFile(io.BytesIO(theirs(plain(fields)))) as other,
    ):
        names = [name for name in mine.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
        for name in names:
            assert texts(mine.read(name)) == texts(other.read(name)), name
    return len(names)


def seconds_each(work: Callable[[dict[str, Any]], bytes], given: list[dict[str, Any]]) -> float:
    start = time.perf_counter()
    for fields in given:
        work(fields)
    return (time.perf_counter() - start) / len(given)


def docxtemplater(given: list[dict[str, Any]], folder: Path) -> float | None:
    """Seconds a letter by docxtemplater, or None when npm cannot bring it."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return None
    if not (folder / "node_modules" / "docxtemplater").is_dir():
        bring = ["npm", "install", "--no-audit", "--no-fund", "docxtemplater", "pizzip"]
        if subprocess.run(bring, cwd=folder, capture_output=True, check=False).returncode:
            return None
    (folder / "letter.docx").write_bytes(translated(letters.template().read_bytes()))
    (folder / "fields.json").write_text(json.dumps([as_json(each) for each in given]))
    shutil.copy(HERE / "docxtemplater_peer.js", folder / "peer.js")
    done = subprocess.run(
        ["node", "peer.js"], cwd=folder, capture_output=True, text=True, check=True
    )
    made = json.loads(done.stdout)
    assert all(letters.data(1)["stations"][0]["station_name"] in each for each in made["said"])
    return float(made["seconds"]) / len(given)


def as_json(value: Any) -> Any:
    """Fields as JSON; ready-made paragraphs as their XML."""
    if isinstance(value, word.Fragment):
        return value.xml
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    return [as_json(inner) for inner in value] if isinstance(value, list) else value


def translated(docx: bytes) -> bytes:
    """The template with its tags in docxtemplater's words."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            raw = old.read(name)
            if re.fullmatch(r"word/(document|header\d)\.xml", name):
                raw = tags(rows(raw.decode("utf-8"))).encode("utf-8")
            new.writestr(name, raw)
    return stream.getvalue()


_ROW = re.compile(r"<w:tr>(?:(?!</w:tr>).)*?({%tr (?:(?!%}).)*%})(?:(?!</w:tr>).)*?</w:tr>", re.S)


def rows(xml: str) -> str:
    """Rows that hold only a statement put as tags into the rows beside them."""
    while match := _ROW.search(xml):
        tag = match[1].replace("{%tr ", "{% ")
        before, after = xml[: match.start()], xml[match.end() :]
        if tag.startswith("{% end"):
            at = before.rindex("</w:t>")
            before = before[:at] + tag + before[at:]
        else:
            at = re.search(r"<w:t(?: [^>]*)?>", after)
            assert at is not None
            after = after[: at.end()] + tag + after[at.end() :]
        xml = before + after
    return xml


def tags(xml: str) -> str:
    """Jinja's tags as docxtemplater's; conditions and values are evaluated by its parser hook."""
    opened: list[list[str]] = []  # of each statement its conditions so far, one inside the other

    def turned(match: re.Match[str]) -> str:
        text = match[0]
        if text.startswith("{{p"):
            return "{@" + text[3:-2].strip() + "}"
        if text.startswith("{{"):
            return "{" + text[2:-2].strip() + "}"
        words = text.strip("{%}").strip().removeprefix("p ").removeprefix("tr ").strip()
        if words.startswith("for "):
            name, listed = re.fullmatch(r"for (\w+) in (.*)", words).groups()  # type: ignore[union-attr]
            opened.append([""])
            return f"{{#{listed} as {name}}}"
        if words.startswith("if "):
            opened.append([words[3:]])
            return f"{{#{words[3:]}}}"
        if words.startswith("elif "):
            before = opened[-1][-1]
            opened[-1].append(words[5:])
            return f"{{/}}{{^{before}}}{{#{words[5:]}}}"
        if words == "else":
            return f"{{/}}{{^{opened[-1][-1]}}}"
        return "{/}" * len(opened.pop())

    return re.sub(r"{%.*?%}|{{.*?}}", turned, xml)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    wish = parser.parse_args()
    given = letters.fields(range(1, wish.letters + 1))
    few = [plain(fields) for fields in given[:20]]
    print(f"{compare(given[0])} parts of the .docx say the same as docxtpl's")
    seconds_each(ours, given[:5])
    pairs = [(seconds_each(ours, given), seconds_each(theirs, few)) for _ in range(wish.runs)]
    mine = statistics.median(pair[0] for pair in pairs)
    ratio = statistics.median(other / own for own, other in pairs)
    print(f"ours {mine * 1e3:.3f} ms a letter; docxtpl {ratio:.1f} times as long (promised 40)")
    with tempfile.TemporaryDirectory() as folder:
        node = docxtemplater(given, Path(folder))
    if node is None:
        print("docxtemplater: left out, npm or its package is not there")
    else:
        print(f"docxtemplater {node * 1e3:.2f} ms: {node / mine:.1f} times as long (promised 10)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
