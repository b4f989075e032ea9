"""Over a hundred hostile or odd files, each with what must become of it; all made here.

Most show the same card, so that one comparison serves all of them: 200 × 400 points, quarters red
(upper left), green, blue (lower left) and white, and a white field in the middle on which odd
files write something dark. Run as a program, it writes the files into the folder named.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Encryption, Permissions
from PIL import Image

CARD = "RGBWW"  # upper left, upper right, lower left, lower right, middle
MARKED = "RGBWD"  # the same with something dark in the middle
BLANK = "WWWWW"

_WIDTH, _HEIGHT = 200, 400
_CONTENT = (
    b"1 0 0 rg 0 200 100 200 re f 0 1 0 rg 100 200 100 200 re f "
    b"0 0 1 rg 0 0 100 200 re f 1 1 1 rg 50 100 100 200 re f "
)
_MIDDLE = b"0 0 0 rg 60 120 80 160 re f "
_RECT = b"/Rect[60 120 140 280]"
_PAGE = b"/MediaBox[0 0 200 400]/Contents 4 0 R"


class Hostile(NamedTuple):
    """One file. code: its refusal (without `evidence.`), or empty when it must be shown.

    look: the colours of its first page (see CARD), empty when only its being shown counts;
    ratio: width by height of the shown page; told: the other codes said of it; pages: how many.
    """

    family: str
    name: str
    content: bytes
    code: str = ""
    look: str = CARD
    ratio: float = 0.5
    told: tuple[str, ...] = ()
    pages: int = 1


@cache
def files(family: str) -> list[Hostile]:
    """The files of one family."""
    return list(_FAMILIES[family]())


def families() -> list[str]:
    """The names of the families."""
    return list(_FAMILIES)


# --- making PDFs by hand ------------------------------------------------------------------------


def raw(*objects: bytes, trailer: bytes = b"", size: int | None = None) -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    entries = b"<</Size %d/Root 1 0 R%s>>" % (size or len(objects) + 1, trailer)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, entries, len(out))
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def page(
    entries: bytes = _PAGE,
    content: bytes = _CONTENT,
    *more: bytes,
    catalog: bytes = b"",
    parent: bytes = b"",
) -> bytes:
    """One page with those entries; object 4 is its content, further objects begin at 5."""
    return raw(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1%s>>" % parent,
        b"<</Type/Page/Parent 2 0 R%s>>" % entries,
        stream(content),
        *more,
    )


def form(data: bytes, entries: bytes = b"") -> bytes:
    """A form XObject that covers the card."""
    return stream(data, b"/Type/XObject/Subtype/Form/BBox[0 0 200 400]" + entries)


def annotated(annotation: bytes, *more: bytes, catalog: bytes = b"") -> bytes:
    """The card with one annotation, object 5; further objects begin at 6."""
    body = b"<</Type/Annot%s>>" % annotation
    return page(_PAGE + b"/Annots[5 0 R]", _CONTENT, body, *more, catalog=catalog)


def filled(field: bytes, *more: bytes, needed: bool = True) -> bytes:
    """The card with one form field, object 5."""
    helvetica = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    dingbats = b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"
    acroform = b"/AcroForm<</Fields[5 0 R]/DA(/Helv 80 Tf 0 g)/DR<</Font<</Helv %s/ZaDb %s>>>>%s>>"
    return annotated(
        b"/Subtype/Widget/F 4/T(x)" + _RECT + field,
        *more,
        catalog=acroform % (helvetica, dingbats, b"/NeedAppearances true" if needed else b""),
    )


def _saved(change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, **save: Any) -> bytes:
    """The card opened by a library, changed and saved."""
    with pikepdf.open(io.BytesIO(page())) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer, static_id=not save.get("encryption"), **save)
    return buffer.getvalue()


# --- frames -------------------------------------------------------------------------------------


def _frames() -> Iterator[Hostile]:
    def at(name: str, entries: bytes, *, parent: bytes = b"", **expected: Any) -> Hostile:
        content = expected.pop("content", _CONTENT)
        document = page(entries + b"/Contents 4 0 R", content, parent=parent)
        return Hostile("frames", f"{name}.pdf", document, **expected)

    box = b"/MediaBox[0 0 200 400]"
    moved = b"1 0 0 1 %d %d cm "
    turned = {90: "BRWGW", 180: "WBGRW", 270: "GWRBW"}
    yield at("plain", box)
    yield at("negative", b"/MediaBox[-100 -200 100 200]", content=moved % (-100, -200) + _CONTENT)
    yield at("far away", b"/MediaBox[9000 9000 9200 9400]", content=moved % (9000, 9000) + _CONTENT)
    yield at("corners swapped", b"/MediaBox[200 400 0 0]")
    yield at("real numbers", b"/MediaBox[0.0 .0 200.000 400.]")
    yield at("crop beyond", box + b"/CropBox[-50 -50 900 900]")
    yield at("crop inside", box + b"/CropBox[0 300 100 400]", look="RRRRR", ratio=1.0)
    yield at("crop elsewhere", box + b"/CropBox[900 900 999 999]")
    yield at("crop in the middle of more", b"/MediaBox[-99 -99 999 999]/CropBox[0 0 200 400]")
    yield at("inherited", b"", parent=box + b"/Rotate 180", look=turned[180])
    yield at("no size at all", b"", look="WWBWW", ratio=612 / 792)
    yield at("no area", b"/MediaBox[0 0 0 0]", look="WWBWW", ratio=612 / 792)
    yield at("size in words", b"/MediaBox[(a)(b)(c)(d)]", look="WWBWW", ratio=612 / 792)
    for degrees in (90, 180, 270, -90, 450, -270, 3600, 36090):
        quarter = degrees % 360
        look, ratio = turned.get(quarter, CARD), 2.0 if quarter % 180 else 0.5
        yield at(f"turned {degrees}", box + b"/Rotate %d" % degrees, look=look, ratio=ratio)
    yield at("turned 45", box + b"/Rotate 45")
    yield at("turned by a word", box + b"/Rotate(x)")
    for unit in (b"2", b"10", b"0", b"-1", b"(x)"):
        yield at(f"unit {unit.decode()}", box + b"/UserUnit " + unit)
    yield at("unit 75", box + b"/UserUnit 75", code="page_size")
    yield at("huge", b"/MediaBox[0 0 200000 200000]", code="page_size")
    yield at("tiny", b"/MediaBox[0 0 1 1]", code="page_size")


# --- structure ----------------------------------------------------------------------------------


def _structure() -> Iterator[Hostile]:
    def of(name: str, content: bytes, **expected: Any) -> Hostile:
        return Hostile("structure", f"{name}.pdf", content, **expected)

    good = page()
    update = (
        b"5 0 obj\n<<>>\nendobj\nxref\n5 1\n%010d 00000 n \ntrailer\n"
        b"<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    )
    updated = good + update % (len(good), good.rfind(b"xref\n0"), len(good) + 20)
    repaired = ("repaired",)
    yield of("junk before", b"junk\n" * 20 + good, look="")
    yield of("a little junk behind", good + b"\0" * 500)
    yield of("much junk behind", good + b"\0" * 5000, told=repaired)
    yield of("saved again", updated)
    yield of("object streams", _saved(object_stream_mode=pikepdf.ObjectStreamMode.generate))
    yield of("linear", _saved(linearize=True))
    yield of("no table", good[: good.rfind(b"xref\n0")] + b"%%EOF", told=repaired)
    yield of("wrong table", good.replace(b"0000000", b"0000009"), told=repaired)
    yield of(
        "wrong start", good[: good.rfind(b"startxref")] + b"startxref\n7\n%%EOF", told=repaired
    )
    yield of("wrong length", good.replace(b"/Length ", b"/Length 9"))
    yield of("GIF called pdf", b"GIF89a" + bytes(40), code="unreadable")
    yield of("header only", b"%PDF-1.7\n", code="unreadable")
    yield of("zeros", b"%PDF-1.7\n" + bytes(9000), code="unreadable")
    yield of("noise", b"%PDF-1.7\n" + random.Random(4).randbytes(9000), code="unreadable")
    yield of("empty", b"", code="unreadable")
    yield of("first quarter", good[: len(good) // 4], code="unreadable")
    yield of("without its end", good[: good.rfind(b"xref\n0")], code="truncated")
    yield of("linear cut", _saved(linearize=True)[:-300], code="unreadable")
    yield of("update cut", updated[: len(good) + 20], code="truncated")
    none = raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    yield of("no pages", none, code="no_pages")
    yield of("no catalog", raw(b"<<>>", b"<<>>"), code="unreadable")
    yield of("201 pages", _many(201), code="too_many_file_pages")
    yield of("100 pages", _many(100), pages=100, look=BLANK)
    yield of("counts differ", _disagreeing(), code="page_counts_differ")
    for revision, name in ((2, "rc4-40"), (3, "rc4-128"), (4, "aes-128"), (6, "aes-256")):
        modern = revision >= 4
        for user, code in (("secret", "encrypted"), ("", "")):
            lock = Encryption(user=user, owner="o", R=revision, aes=modern, metadata=modern)
            told = () if code else ("locked",)
            title = f"{name} {'for the user' if user else 'of the owner'}"
            yield of(title, _saved(encryption=lock), code=code, told=told)
    rules = Permissions(extract=False, print_highres=False, print_lowres=False)
    no_print = Encryption(user="", owner="o", allow=rules)
    yield of("no printing", _saved(encryption=no_print), told=("locked",))
    certificate = (
        b"/Encrypt<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/Length 128>>/ID[(a)(b)]"
    )
    yield of("for a certificate", raw(*_bare(), trailer=certificate), code="encrypted")


def _bare() -> tuple[bytes, ...]:
    return (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R%s>>" % _PAGE,
        stream(_CONTENT),
    )


def _many(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 400]>>"
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return raw(b"<</Type/Catalog/Pages 2 0 R>>", pages, *[leaf] * count)


def _disagreeing() -> bytes:
    """A tree whose /Count promises fewer pages than it has."""
    three = _many(3)
    return three.replace(b"/Count 3", b"/Count 2")


# --- contents -----------------------------------------------------------------------------------


def _contents() -> Iterator[Hostile]:
    def of(name: str, content: bytes, **expected: Any) -> Hostile:
        return Hostile("contents", f"{name}.pdf", content, **expected)

    def packed(name: str, filters: bytes, data: bytes) -> Hostile:
        body = stream(data, b"/Filter" + filters)
        return of(name, raw(*_bare()[:3], body))

    two = b"/MediaBox[0 0 200 400]/Contents[5 0 R 6 0 R]"
    yield of("cut between operators", page(two, b"", stream(_CONTENT[:40]), stream(_CONTENT[40:])))
    yield of("no content", page(b"/MediaBox[0 0 200 400]"), look=BLANK)
    yield of("open q", page(_PAGE, b"q q q " + _CONTENT))
    yield of("too many Q", page(_PAGE, b"Q Q " + _CONTENT + b"Q Q Q"))
    yield of("unknown operators", page(_PAGE, b"1 2 3 frob " + _CONTENT))
    yield of("cmyk", page(_PAGE, _CONTENT + b"0 0 0 1 k 60 120 80 160 re f"), look=MARKED)
    yield packed("hex", b"/ASCIIHexDecode", _CONTENT.hex().encode() + b">")
    yield packed("run lengths", b"/RunLengthDecode", _run_lengths(_CONTENT))
    yield packed("two filters", b"[/ASCIIHexDecode/FlateDecode]", _hexed(zlib.compress(_CONTENT)))
    damaged = bytearray(zlib.compress(_CONTENT * 200))
    damaged[len(damaged) // 2 :] = b"\xff" * (len(damaged) - len(damaged) // 2)
    flate = stream(bytes(damaged), b"/Filter/FlateDecode")
    yield of("damaged flate", raw(*_bare()[:3], flate), told=("repaired",))
    foreign = stream(_CONTENT, b"/Filter/Unheard")
    drawn = ("page_rasterised",)
    yield of("unheard-of filter", raw(*_bare()[:3], foreign), told=drawn)
    shared = b"/Resources 5 0 R"
    lists_itself = (b"<</XObject<</F 6 0 R>>>>", form(_MIDDLE, shared))
    yield of(
        "form that lists itself",
        page(_PAGE + shared, _CONTENT + b"/F Do", *lists_itself),
        look=MARKED,
    )
    group = b"/Group<</S/Transparency/CS/DeviceRGB/I true>>"
    states = b"/Resources<</ExtGState<</G<</BM/Multiply>>/H<</ca .5>>>>>>"
    yield of("multiplied", page(_PAGE + group + states, b"/G gs " + _CONTENT))
    yield of(
        "difference", page(_PAGE + group + _blend(b"Difference"), b"/G gs " + _MIDDLE), look=""
    )
    foreign = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    text = b"0 0 0 rg BT /F 180 Tf 35 150 Td (M) Tj ET"
    yield of(
        "foreign font", page(_PAGE + foreign, _CONTENT + text), look="", told=("font_not_embedded",)
    )
    song = (
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding"
        b"/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>>>>>"
    )
    chinese = b"0 0 0 rg BT /F 80 Tf 60 160 Td <56FD> Tj ET"
    yield of(
        "foreign Chinese font",
        page(_PAGE + song, _CONTENT + chinese),
        look="",
        told=("font_not_embedded",),
    )
    layer = b"<</Type/OCG/Name(x)>>"
    on_layer = _CONTENT + b"/OC /L BDC " + _MIDDLE + b"EMC"
    use = _PAGE + b"/Resources<</Properties<</L 5 0 R>>>>"
    off = b"/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>"
    rasterised = ("page_rasterised",)
    yield of("hidden layer", page(use, on_layer, layer, catalog=off), told=rasterised)
    base = b"/OCProperties<</OCGs[5 0 R]/D<</BaseState/OFF>>>>"
    yield of("all layers off", page(use, on_layer, layer, catalog=base), look="", told=rasterised)
    shown = b"/OCProperties<</OCGs[5 0 R]/D<</ON[5 0 R]>>>>"
    yield of("layer shown", page(use, on_layer, layer, catalog=shown), look=MARKED)


def _blend(mode: bytes) -> bytes:
    return b"/Resources<</ExtGState<</G<</BM/%s>>>>>>" % mode


def _hexed(data: bytes) -> bytes:
    return data.hex().encode() + b">"


def _run_lengths(data: bytes) -> bytes:
    parts = [data[start : start + 128] for start in range(0, len(data), 128)]
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


# --- activity -----------------------------------------------------------------------------------


def _activity() -> Iterator[Hostile]:
    removed = ("active_content_removed",)

    def of(name: str, content: bytes, **expected: Any) -> Hostile:
        return Hostile("activity", f"{name}.pdf", content, **({"told": removed} | expected))

    def link(name: str, action: bytes, **expected: Any) -> Hostile:
        return of(name, annotated(b"/Subtype/Link" + _RECT + b"/A" + action), **expected)

    script = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    yield of("script on opening", page(catalog=b"/OpenAction" + script))
    yield of("script by name", page(catalog=b"/Names<</JavaScript<</Names[(x)%s]>>>>" % script))
    yield of("script in a stream", page(_PAGE + b"/AA<</O<</S/JavaScript/JS 4 0 R>>>>"))
    yield of("script on the page", page(_PAGE + b"/AA<</O%s/C%s>>" % (script, script)))
    yield of("script on closing", page(catalog=b"/AA<</WC%s>>" % script))
    yield of("script in a bookmark", page(catalog=b"/Outlines<</First<</Title(x)/A%s>>>>" % script))
    yield of("script in a field", filled(b"/FT/Tx/AA<</K%s>>" % script, needed=False))
    yield of(
        "script in resources",
        page(_PAGE + b"/Resources<</Properties<</X 5 0 R>>>>", _CONTENT, script),
        told=(*removed, "page_rasterised"),
    )
    yield link("script behind a jump", b"<</S/GoTo/D[3 0 R/Fit]/Next%s>>" % script)
    yield link("script in a chain", b"<</S/URI/URI(http://a.invalid)/Next[%s]>>" % script)
    yield link("launch", b"<</S/Launch/F(calc.exe)/Win<</F(calc.exe)>>>>")
    yield link("web link", b"<</S/URI/URI(http://a.invalid)>>", told=())
    yield link("other file", b"<</S/GoToR/F(\\\\\\\\a.invalid\\\\x.pdf)/D[0/Fit]>>")
    yield link("embedded jump", b"<</S/GoToE/T<</R/C/N(x)>>>>")
    yield link("sends the form", b"<</S/SubmitForm/F(http://a.invalid)>>")
    yield link("reads data", b"<</S/ImportData/F(x.fdf)>>")
    yield link("rendition", b"<</S/Rendition/OP 0/JS(app.alert\\(1\\))>>")
    attached = (b"<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>", stream(b"MZ"))
    names = b"/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>"
    yield of("attachment", page(_PAGE, _CONTENT, *attached, catalog=names))
    yield of("portfolio", page(_PAGE, _CONTENT, *attached, catalog=names + b"/Collection<<>>"))
    yield of("attachment beside", page(_PAGE + b"/AF[5 0 R]", _CONTENT, *attached))
    spec = b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>"
    yield of(
        "attachment on the page",
        annotated(b"/Subtype/FileAttachment/FS 6 0 R" + _RECT, spec, stream(b"MZ")),
    )
    media = b"/Subtype/RichMedia/RichMediaContent<<>>" + _RECT
    yield of("rich media", annotated(media))
    yield of("film", annotated(b"/Subtype/Movie/A<</S/Movie>>" + _RECT))
    outside = stream(b"", b"/F(http://a.invalid/x)/FFilter/FlateDecode")
    yield of("content elsewhere", raw(*_bare()[:3], outside), look="")
    xfa = b"/AcroForm<</Fields[]/XFA 4 0 R>>"
    yield of("xfa", page(catalog=xfa), code="xfa", told=())
    yield of(
        "metadata",
        page(_PAGE + b"/Metadata 5 0 R/PieceInfo<<>>", _CONTENT, stream(b"<x/>")),
        told=(),
    )


# --- annotations --------------------------------------------------------------------------------


def _annotations() -> Iterator[Hostile]:
    def of(name: str, content: bytes, **expected: Any) -> Hostile:
        return Hostile("annotations", f"{name}.pdf", content, **({"look": MARKED} | expected))

    look = form(_MIDDLE)  # a form of the whole card is scaled into the rectangle: dark still
    dark = stream(b"0 0 0 rg 0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    own = b"/AP<</N 6 0 R>>" + _RECT
    drawn = ("page_rasterised",)
    quad = b"/QuadPoints[60 280 140 280 60 120 140 120]/C[0 0 0]"
    for kind in (b"Stamp", b"Highlight", b"FreeText", b"Square", b"Ink", b"Line"):
        content = annotated(b"/F 4/Subtype/" + kind + own, dark)
        yield of(f"{kind.decode()} with a look", content)
    yield of("form larger than its place", annotated(b"/F 4/Subtype/Stamp" + own, look))
    yield of("bare highlight", annotated(b"/Subtype/Highlight" + _RECT + quad), told=drawn)
    yield of("bare square", annotated(b"/Subtype/Square/IC[0 0 0]" + _RECT), told=drawn)
    words = b"/Subtype/FreeText/DA(/Helv 150 Tf 0 g)/Contents(MM)" + _RECT
    yield of("bare text", annotated(words), look="", told=drawn)
    yield of("bare stamp", annotated(b"/Subtype/Stamp/Name/Approved" + _RECT), look=CARD,
             told=("annotation_lost",))  # fmt: skip
    yield of("bare line", annotated(b"/Subtype/Line/L[60 120 140 280]" + _RECT), look=CARD,
             told=("annotation_lost",))  # fmt: skip
    yield of("hidden", annotated(b"/F 2/Subtype/Stamp" + own, dark), look=CARD)
    yield of("not for the screen", annotated(b"/F 36/Subtype/Stamp" + own, dark), look=CARD)
    yield of("pop-up", annotated(b"/Subtype/Popup/Open true" + own, dark), look=CARD)
    yield of("no rectangle", annotated(b"/Subtype/Stamp/AP<</N 6 0 R>>", dark), look=CARD)
    yield of("no dictionary", page(_PAGE + b"/Annots[null 7 (x)]"), look=CARD)
    text = b"/FT/Tx/V(MMMM)"
    yield of("field with a look", filled(text + b"/AP<</N 6 0 R>>", dark, needed=False))
    yield of("field without", filled(text), look="", told=drawn)
    yield of("field with an old look", filled(text + b"/AP<</N 6 0 R>>", dark), look="", told=drawn)
    yield of("Chinese field", filled(b"/FT/Tx/V<FEFF586B597D>"), look="", told=drawn)
    choice = b"/FT/Ch/Ff 131072/V(MMMM)/Opt[(MMMM)(b)]"
    yield of("choice without a look", filled(choice), look="", told=drawn)
    states = b"/FT/Btn/AP<</N<</Yes 6 0 R/Off 7 0 R>>>>"
    blank = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    yield of("ticked", filled(states + b"/V/Yes/AS/Yes", dark, blank, needed=False))
    yield of("not ticked", filled(states + b"/V/Off/AS/Off", dark, blank, needed=False), look=CARD)
    yield of("ticked by its value", filled(states + b"/V/Yes", dark, blank, needed=False), look="")
    tick = b"/FT/Btn/V/Yes/AS/Yes/MK<</CA(n)>>/DA(/ZaDb 0 Tf 0 g)"
    yield of("ticked without a look", filled(tick), told=drawn)
    signature = b"/V<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>/ByteRange[0 1 2 3]>>"
    seal = b"/FT/Sig" + signature
    yield of("signed with a seal", filled(seal + b"/AP<</N 6 0 R>>", dark, needed=False),
             told=("signed",))  # fmt: skip
    invisible = b"/AcroForm<</SigFlags 3/Fields[5 0 R]>>"
    yield of(
        "signed unseen",
        page(_PAGE, _CONTENT, b"<</T(s)/FT/Sig%s>>" % signature, catalog=invisible),
        look=CARD,
        told=("signed",),
    )
    certified = page(_PAGE, _CONTENT, b"<</Type/Sig>>", catalog=b"/Perms<</DocMDP 5 0 R>>")
    yield of("certified", certified, look=CARD, told=("signed",))
    waiting = filled(b"/FT/Sig", needed=False)
    yield of("waits for a signature", waiting, look=CARD)


# --- bombs --------------------------------------------------------------------------------------


def _bombs() -> Iterator[Hostile]:
    def of(name: str, content: bytes, code: str = "too_costly", **expected: Any) -> Hostile:
        return Hostile("bombs", f"{name}.pdf", content, code, **expected)

    blank = spaces(980)
    yield of("flate", raw(*_bare()[:3], stream(blank, b"/Filter/FlateDecode")))
    twice = stream(zlib.compress(blank, 9), b"/Filter[/FlateDecode/FlateDecode]")
    yield of("flate in flate", raw(*_bare()[:3], twice))
    draws = _PAGE + b"/Resources<</XObject<</F 5 0 R>>>>"
    itself = form(b"/F Do", b"/Resources<</XObject<</F 5 0 R>>>>")
    yield of("form that draws itself", page(draws, b"/F Do", itself))
    inherits = form(b"/F Do")
    yield of("form that draws itself by the page", page(draws, b"/F Do", inherits))
    there = form(b"/F Do", b"/Resources<</XObject<</F 6 0 R>>>>")
    back = form(b"/F Do", b"/Resources<</XObject<</F 5 0 R>>>>")
    yield of("forms that draw each other", page(draws, b"/F Do", there, back))
    yield of("a million forms", _laughs(b"/F Do "))
    yield of("a million forms in disguise", _laughs(b"/#46%x\nDo "))
    yield of("forty forms deep", _laughs(b"/F Do ", levels=40, times=1))
    yield of("a million pages", _page_tree(), code="unreadable")
    yield of("page tree in a ring", raw(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"
    ), code="unreadable")  # fmt: skip
    tiles = stream(
        b"1 0 0 rg 0 0 1 1 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]"
        b"/XStep .0001/YStep .0001/Resources<<>>",
    )
    tiled = b"/Pattern cs /P scn 0 0 200 400 re f"
    yield of(
        "tiles without number", page(_PAGE + b"/Resources<</Pattern<</P 5 0 R>>>>", tiled, tiles)
    )
    nested = b"[" * 100_000 + b"]" * 100_000
    yield of("brackets", page(_PAGE + b"/X" + nested), code="no_pages")
    ring = raw(*_bare())
    start = ring.rfind(b"xref\n0")
    yield of(
        "table in a ring",
        ring.replace(b"/Root", b"/Prev %d/Root" % start),
        code="",
        look="",
        told=("repaired",),
    )
    glyph = stream(b"0 0 d0 BT /F 9 Tf (a) Tj ET 0 0 9 9 re f")
    letters = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    writes = b"BT /F 9 Tf 9 9 Td (a) Tj ET"
    fonts = _PAGE + b"/Resources<</Font<</F 5 0 R>>>>"
    endless = {"code": "", "look": ""}
    yield of("letter that writes itself", page(fonts, writes, letters, glyph), **endless)
    tile = stream(
        tiled,
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 99 99]/XStep 99/YStep 99"
        b"/Resources<</Pattern<</P 5 0 R>>>>",
    )
    patterns = _PAGE + b"/Resources<</Pattern<</P 5 0 R>>>>"
    yield of("tile that tiles itself", page(patterns, tiled, tile))
    group = b"/Group<</S/Transparency/CS/DeviceGray>>"
    states = b"/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>>>"
    mask = form(b"/G gs 0 0 99 99 re f", group + states)
    yield of(
        "mask that masks itself", page(_PAGE + states, b"/G gs 0 0 99 99 re f", mask), **endless
    )
    deep = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(2000)]
    leaf = b"<</Type/Page/MediaBox[0 0 200 400]>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    yield of("page tree of 2000 floors", raw(catalog, *deep, leaf), code="unreadable")
    huge = stream(
        zlib.compress(bytes(10_000_000)),
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Filter/FlateDecode",
    )
    picture = _PAGE + b"/Resources<</XObject<</I 5 0 R>>>>"
    yield of("picture of 3.6 gigapixels", page(picture, b"/I Do", huge), code="", look="")


def spaces(megabytes: int) -> bytes:
    """So many megabytes of spaces, deflated: one packed megabyte, repeated."""
    megabyte = b" " * 1_000_000
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    packed = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)
    sum_of_all = 1
    for _ in range(megabytes):
        sum_of_all = zlib.adler32(megabyte, sum_of_all)
    return head + packed * megabytes + b"\x03\x00" + struct.pack(">I", sum_of_all)


def _laughs(draw: bytes, levels: int = 6, times: int = 10) -> bytes:
    """Forms that draw one another, `times` times on each of the levels."""
    inner = [
        form(draw * times, b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level))
        for level in range(levels)
    ]
    resources = b"/Resources<</XObject<</F 5 0 R>>>>"
    return page(_PAGE + resources, draw * times, *inner, form(b"0 0 9 9 re f"))


def _page_tree() -> bytes:
    """Six levels of ten shared kids: a million pages in a kilobyte."""
    levels = [
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"%d 0 R " % (level + 3) * 10, 10 ** (6 - level))
        for level in range(6)
    ]
    return raw(b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>")


# --- pictures -----------------------------------------------------------------------------------

_TURNED_BACK = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # EXIF orientation -> PIL transposition


def card_picture() -> Image.Image:
    """The card as an RGB picture, 1200 × 2400."""
    picture = Image.new("RGB", (1200, 2400), "white")
    for colour, corner in (
        ((255, 0, 0), (0, 0)),
        ((0, 255, 0), (600, 0)),
        ((0, 0, 255), (0, 1200)),
    ):
        picture.paste(colour, (*corner, corner[0] + 600, corner[1] + 1200))
    picture.paste((255, 255, 255), (300, 600, 900, 1800))
    return picture


def _pictures() -> Iterator[Hostile]:
    def of(name: str, content: bytes, **expected: Any) -> Hostile:
        return Hostile("pictures", name, content, **expected)

    def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
        buffer = io.BytesIO()
        picture.save(buffer, kind, **options)
        return buffer.getvalue()

    card = card_picture()
    for orientation in range(9):
        turned = card
        if orientation in _TURNED_BACK:
            turned = card.transpose(Image.Transpose(_TURNED_BACK[orientation]))
        exif = Image.Exif()
        exif[0x0112] = orientation
        yield of(f"orientation {orientation}.jpg", saved(turned, "JPEG", exif=exif))
    yield of("GIF called.jpg", saved(card.convert("P"), "GIF"))
    yield of("BMP called.png", saved(card, "BMP"))
    yield of("webp.webp", saved(card, "WEBP", quality=90))
    yield of("cmyk.jpg", saved(card.convert("CMYK"), "JPEG"))
    yield of("palette.png", saved(card.convert("P"), "PNG"))
    yield of("transparent.png", saved(_with_hole(card), "PNG"))
    yield of(
        "gray of 16 bits.png", saved(Image.new("I;16", (1200, 2400), 65535), "PNG"), look=BLANK
    )
    frames = [card] * 3
    yield of(
        "three pages.tif", saved(card, "TIFF", save_all=True, append_images=frames[1:]), pages=3
    )
    jpeg, png = saved(card, "JPEG"), saved(card, "PNG")
    yield of("half.jpg", jpeg[: len(jpeg) // 2], code="unreadable")
    yield of("half.png", png[: len(png) // 2], code="unreadable")
    yield of("bomb.png", _png_of(30_000, 30_000), code="too_large")
    yield of("nothing.jpg", b"", code="unreadable")
    yield of("postscript.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n", code="unsupported")
    yield of("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", code="unsupported")


def _with_hole(card: Image.Image) -> Image.Image:
    """Its white field made transparent."""
    picture = card.convert("RGBA")
    picture.paste((0, 0, 0, 0), (300, 600, 900, 1800))
    return picture


def _png_of(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


# --- Office -------------------------------------------------------------------------------------


def _office() -> Iterator[Hostile]:
    def of(name: str, content: bytes, code: str) -> Hostile:
        return Hostile("office", name, content, code, look="", pages=0)

    sound = _word({})
    yield of("sound.docx", sound, "pages_unknown")
    yield of("cut.docx", sound[: len(sound) // 2], "unreadable")
    yield of("bomb.docx", _word({"word/media/a.bin": bytes(60_000_000)}), "too_large")
    yield of("macro.docx", _word({"word/vbaProject.bin": b"x"}), "macro")
    entity = b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    yield of("entity.docx", _word({"word/more.xml": entity}), "unsupported")
    yield of("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "unsupported")


def _word(parts: dict[str, bytes]) -> bytes:
    kinds = b"http://schemas.openxmlformats.org/package/2006/content-types"
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = b"http://schemas.openxmlformats.org/package/2006/relationships"
    words = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    own = {
        "[Content_Types].xml": b'<Types xmlns="%s"><Default Extension="xml" ContentType='
        b'"application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats'
        b'-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="%s"/>'
        b"</Types>" % (kinds, main),
        "_rels/.rels": b'<Relationships xmlns="%s"><Relationship Id="a" Type="%s" '
        b'Target="word/document.xml"/></Relationships>' % (package, relation),
        "word/document.xml": b'<w:document xmlns:w="%s"><w:body><w:p/></w:body></w:document>'
        % words,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (own | parts).items():
            archive.writestr(name, content)
    return buffer.getvalue()


_FAMILIES: dict[str, Callable[[], Iterator[Hostile]]] = {
    "frames": _frames,
    "structure": _structure,
    "contents": _contents,
    "activity": _activity,
    "annotations": _annotations,
    "bombs": _bombs,
    "pictures": _pictures,
    "office": _office,
}


def main(folder: Path) -> None:
    """Write every file, to be looked at."""
    for family in families():
        (folder / family).mkdir(parents=True, exist_ok=True)
        for each in files(family):
            (folder / family / each.name).write_bytes(each.content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
