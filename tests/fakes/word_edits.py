"""A filled Word form as people and programs change it: by hand in Word or WPS, done to the XML.

form = Form(path)
form.retype("/applicant/name", "新名称")
form.save()
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MAIN = "word/document.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RSID = ("00A77B3E", "00CC12F4", "00341D09")


def w(name: str) -> str:
    """A WordprocessingML name as lxml spells it."""
    return f"{{{W}}}{name}"


class Form:
    """A .docx being edited; nothing is written before save()."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.root: Any = etree.fromstring(self.members[MAIN])

    def save(self) -> Path:
        """Write it back in place."""
        xml = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in (self.members | {MAIN: xml}).items():
                archive.writestr(name, raw)
        return self.path

    def controls(self, tag: str) -> list[Any]:
        """All controls with that tag, in order."""
        tags = self.root.iter(w("tag"))
        return [each.getparent().getparent() for each in tags if each.get(w("val")) == tag]

    def control(self, tag: str, at: int = 0) -> Any:
        """The control with that tag; at: 0 for the first."""
        return self.controls(tag)[at]

    def retype(self, tag: str, text: str, at: int = 0) -> None:
        """Type over what a control holds, as Word leaves it: one run, no prompt; \\n breaks."""
        control = self.control(tag, at)
        prompt = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
        if prompt is not None:
            prompt.getparent().remove(prompt)
        content = control.find(w("sdtContent"))
        for run in list(content):
            content.remove(run)
        content.append(_run(text))

    def retype_everywhere(self, tag: str, text: str) -> None:
        """Type over every control of a tag: the same field on the cover and in a table."""
        for at in range(len(self.controls(tag))):
            self.retype(tag, text, at)

    def set_tick(self, tag: str, drawn: str, state: bool) -> None:
        """Draw something in a box; state: what the control itself records."""
        control = self.control(tag)
        next(control.iter(w("t"))).text = drawn
        next(control.iter(f"{{{W14}}}checked")).set(f"{{{W14}}}val", str(int(state)))

    def unwrap(self, tag: str, at: int = 0) -> None:
        """删除内容控件: the control goes, its text stays."""
        control = self.control(tag, at)
        for node in list(control.find(w("sdtContent"))):
            control.addprevious(node)
        control.getparent().remove(control)

    def remove(self, tag: str, at: int = 0) -> None:
        """The control goes, and its text with it."""
        control = self.control(tag, at)
        control.getparent().remove(control)

    def type_after(self, tag: str, text: str, at: int = 0) -> None:
        """Type right behind a control."""
        self.control(tag, at).addnext(_run(text))

    def type_before(self, tag: str, text: str, at: int = 0) -> None:
        """Type right before a control."""
        self.control(tag, at).addprevious(_run(text))

    def row(self, tag: str, at: int = 0) -> Any:
        """The table row a control stands in."""
        return next(self.control(tag, at).iterancestors(w("tr")))

    def copy_row(self, tag: str, at: int = 0) -> None:
        """Copy a row and paste it below: tags and even ids twice."""
        row = self.row(tag, at)
        row.addnext(copy.deepcopy(row))

    def add_item(self, tag: str, at: int = 0) -> None:
        """Word's +: a copy of the section's item, with ids of its own."""
        item = _item(self.row(tag, at))
        made = copy.deepcopy(item)
        for number, identifier in enumerate(made.iter(w("id"))):
            identifier.set(w("val"), str(-900000 - number))
        item.addnext(made)

    def delete_row(self, tag: str, at: int = 0) -> None:
        """Delete a whole row of a list."""
        item = _item(self.row(tag, at))
        item.getparent().remove(item)

    def insert_row(self, tag: str, texts: dict[int, str], at: int = 0) -> None:
        """插入行: a row below with empty cells, and texts typed into some (0-based column)."""
        row = copy.deepcopy(self.row(tag, at))
        for number, cell in enumerate(row.findall(w("tc"))):
            for node in list(cell):
                if node.tag != w("tcPr"):
                    cell.remove(node)
            paragraph = etree.SubElement(cell, w("p"))
            if number in texts:
                paragraph.append(_run(texts[number]))
        self.row(tag, at).addnext(row)

    def delete_table(self, tag: str) -> None:
        """Delete the table a control stands in."""
        table = next(self.control(tag).iterancestors(w("tbl")))
        table.getparent().remove(table)

    def clear_cell(self, tag: str, text: str = "", at: int = 0) -> None:
        """Select a whole cell and type over it: controls go, too."""
        cell = next(self.control(tag, at).iterancestors(w("tc")))
        paragraphs = cell.findall(w("p"))
        for paragraph in paragraphs[1:]:
            cell.remove(paragraph)
        for node in list(paragraphs[0]):
            if node.tag != w("pPr"):
                paragraphs[0].remove(node)
        if text:
            paragraphs[0].append(_run(text))

    def replace_tracked(self, tag: str, text: str, at: int = 0) -> None:
        """Type over a value with 修订 switched on."""
        content = self.control(tag, at).find(w("sdtContent"))
        mark = {w("id"): "9", w("author"): "甲", w("date"): "2022-03-01T00:00:00Z"}
        gone = etree.Element(w("del"), mark)
        for run in list(content):
            for old in run.iter(w("t")):
                old.tag = w("delText")
            gone.append(run)
        added = etree.Element(w("ins"), mark)
        added.append(_run(text))
        content.extend([gone, added])

    def delete_row_tracked(self, tag: str, at: int = 0) -> None:
        """Delete a row with 修订 switched on: it is still there, marked."""
        properties = self.row(tag, at).find(w("trPr"))
        etree.SubElement(properties, w("del"), {w("id"): "8", w("author"): "甲"})

    def hide(self, tag: str, text: str) -> None:
        """Put a hidden text into a control."""
        run = _run(text)
        properties = etree.Element(w("rPr"))
        etree.SubElement(properties, w("vanish"))
        run.insert(0, properties)
        self.control(tag).find(w("sdtContent")).append(run)

    def insert_symbol(self, tag: str) -> None:
        """插入符号: a letter of Wingdings at the end of a value."""
        run = etree.SubElement(self.control(tag).find(w("sdtContent")), w("r"))
        etree.SubElement(run, w("sym"), {w("font"): "Wingdings", w("char"): "F04A"})

    def split_runs(self) -> None:
        """Every text in two runs, as spelling marks and input methods leave it."""
        for text in list(self.root.iter(w("t"))):
            words, run = text.text or "", text.getparent()
            if len(words) < 2 or run.tag != w("r") or len(run.findall(w("t"))) > 1:
                continue
            second = copy.deepcopy(run)
            for half, part in ((run, words[:1]), (second, words[1:])):
                half.find(w("t")).text = part
                half.find(w("t")).set(_SPACE, "preserve")
            for node in list(second):
                if node.tag not in (w("rPr"), w("t")):
                    second.remove(node)
            run.addnext(second)

    def sprinkle(self) -> None:
        """rsids, spelling marks, bookmarks, smart tags and page-break marks all over the place."""
        for number, paragraph in enumerate(self.root.iter(w("p"))):
            paragraph.set(w("rsidR"), _RSID[number % 3])
            paragraph.set(f"{{{W14}}}paraId", f"{number:08X}")
        for number, run in enumerate(list(self.root.iter(w("r")))):
            run.set(w("rsidRPr"), _RSID[number % 3])
            run.addprevious(etree.Element(w("proofErr"), {w("type"): "spellStart"}))
            run.addnext(etree.Element(w("proofErr"), {w("type"): "spellEnd"}))
            if number % 5 == 0:
                name = {w("id"): str(number), w("name"): f"_b{number}"}
                run.addprevious(etree.Element(w("bookmarkStart"), name))
                run.addnext(etree.Element(w("bookmarkEnd"), {w("id"): str(number)}))
            if number % 7 == 0:
                smart = etree.Element(w("smartTag"), {w("element"): "place", w("uri"): "urn:x"})
                run.addprevious(smart)
                smart.append(run)
            at = 1 if run.find(w("rPr")) is not None else 0
            run.insert(at, etree.Element(w("lastRenderedPageBreak")))

    def saved_by(self, program: str) -> None:
        """Document properties as a program writes them."""
        self.members["docProps/app.xml"] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://'
            'schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>'
            f"{program}</Application></Properties>"
        ).encode()

    def saved_by_wps(self) -> None:
        """As WPS Office leaves a form: names declared in another order, more of them, its own
        custom XML part in front, w15 colours in the controls."""
        names = {
            "wpsCustomData": "http://www.wps.cn/officeDocument/2013/wpsCustomData",
            "w15": W15,
            "w14": W14,
            "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
            "w": W,
        }
        root = etree.Element(self.root.tag, self.root.attrib, nsmap=names)
        root[:] = list(self.root)
        self.root = root
        for properties in self.root.iter(w("sdtPr")):
            etree.SubElement(properties, f"{{{W15}}}color", {w("val"): "000000"})
        for content in list(self.root.iter(w("sdtContent"))):
            content.addprevious(etree.Element(w("sdtEndPr")))
        self.renumber_data()
        self.members["customXml/item1.xml"] = (
            b'<s:customData xmlns="http://www.wps.cn/officeDocument/2013/wpsCustomData" '
            b'xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>'
        )
        self.saved_by("WPS Office_12.1.0_F1E327BC")

    def renumber_data(self) -> None:
        """The custom XML part under another number, as programs do that have parts of their own."""
        for name in [each for each in self.members if each.startswith("customXml/")]:
            raw = self.members.pop(name)
            target = re.sub(r"(item|itemProps)1\.xml", r"\g<1>2.xml", name)
            self.members[target] = raw.replace(b"itemProps1.xml", b"itemProps2.xml")
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            raw = self.members[name]
            raw = raw.replace(b"customXml/itemProps1.xml", b"customXml/itemProps2.xml")
            self.members[name] = raw.replace(b"customXml/item1.xml", b"customXml/item2.xml")

    def drop_data(self) -> None:
        """The custom XML part taken out, as some web editors do."""
        for name in [each for each in self.members if each.startswith("customXml/")]:
            del self.members[name]
        for name, mark in (
            ("[Content_Types].xml", rb"<Override [^>]*customXml[^>]*/>"),
            ("word/_rels/document.xml.rels", rb"<Relationship [^>]*rIdBayuData[^>]*/>"),
        ):
            self.members[name] = re.sub(mark, b"", self.members[name])

    def drop_tags(self) -> None:
        """Every control without its tag."""
        for tag in list(self.root.iter(w("tag"))):
            tag.getparent().remove(tag)

    def texts(self) -> Iterator[str]:
        """Every text of the body."""
        yield from (node.text or "" for node in self.root.iter(w("t")))


def _item(row: Any) -> Any:
    """The item of a repeating section a row stands in, else the row itself."""
    content = row.getparent()
    if content.tag == w("sdtContent"):
        control = content.getparent()
        if control.find(f"{w('sdtPr')}/{{{W15}}}repeatingSectionItem") is not None:
            return control
    return row


def _run(text: str) -> Any:
    run = etree.Element(w("r"))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        part = etree.SubElement(run, w("t"))
        part.text = line
        part.set(_SPACE, "preserve")
    return run
