"""What strangers' PDFs become at the gate; every file is made here, in memory."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, String

from bayu_docs.materials import pdf_gate_scan
from bayu_docs.materials.pdf_gate import GatedPdf, GateLimits, pass_gate

BOX_MM = (190.0, 275.0)


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n"
        b"<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, root, len(out))
    )


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def one_page(page: bytes, *more: bytes) -> bytes:
    """Catalog, pages and one page with those entries; further objects begin at 4."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R%s>>" % page,
        *more,
    )


def gate(tmp_path: Path, *contents: bytes, limits: GateLimits | None = None) -> list[GatedPdf]:
    jobs = []
    for number, content in enumerate(contents):
        source = tmp_path / f"in{number}.pdf"
        source.write_bytes(content)
        jobs.append((source, tmp_path / f"out{number}.pdf"))
    return pass_gate(jobs, BOX_MM, limits)


def colours(path: Path, *spots: tuple[float, float]) -> list[str]:
    """What is seen at these spots (fractions from the upper left corner) of the first page."""
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    names = {(255, 255, 255): "white", (255, 0, 0): "red", (0, 0, 255): "blue"}
    width, height = picture.size
    return [
        names.get(picture.getpixel((int(width * x), int(height * y))), "other") for x, y in spots
    ]


def built(change: Callable[[pikepdf.Pdf, pikepdf.Page], None], size: tuple[int, int]) -> bytes:
    """A page of that size, its upper left quarter red and its lower left blue, then changed."""
    width, height = size
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[0]
        page.obj.Contents = pdf.make_stream(
            f"1 0 0 rg 0 {height / 2} {width / 2} {height / 2} re f "
            f"0 0 1 rg 0 0 {width / 2} {height / 2} re f".encode()
        )
        change(pdf, page)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, LOWER_RIGHT = (0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)
CORNERS = (UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, LOWER_RIGHT)


def test_a_plain_page_keeps_its_size_and_look(tmp_path: Path) -> None:
    [gated] = gate(tmp_path, built(lambda pdf, page: None, (200, 400)))
    assert gated == GatedPdf(sizes=((200.0, 400.0),))
    assert colours(tmp_path / "out0.pdf", *CORNERS) == ["red", "white", "blue", "white"]


@pytest.mark.parametrize(
    ("degrees", "corners"),
    [
        (90, ["blue", "red", "white", "white"]),
        (180, ["white", "blue", "white", "red"]),
        (270, ["white", "white", "red", "blue"]),
    ],
)
def test_rotation_is_settled(tmp_path: Path, degrees: int, corners: list[str]) -> None:
    def turn(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Rotate = degrees

    [gated] = gate(tmp_path, built(turn, (200, 400)))
    assert gated.sizes == (((200.0, 400.0),) if degrees == 180 else ((400.0, 200.0),))
    assert colours(tmp_path / "out0.pdf", *CORNERS) == corners


def test_user_unit_enlarges_the_page(tmp_path: Path) -> None:
    def double(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.UserUnit = 2

    [gated] = gate(tmp_path, built(double, (200, 400)))
    assert gated.sizes == ((400.0, 800.0),)
    assert colours(tmp_path / "out0.pdf", *CORNERS) == ["red", "white", "blue", "white"]


def test_only_what_lies_in_both_boxes_is_seen(tmp_path: Path) -> None:
    def crop(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.CropBox = Array([-50, 200, 100, 900])  # the red quarter and beyond the sheet

    [gated] = gate(tmp_path, built(crop, (200, 400)))
    assert gated.sizes == ((100.0, 200.0),)
    assert colours(tmp_path / "out0.pdf", *CORNERS) == ["red"] * 4


def test_scripts_attachments_and_outside_actions_have_no_way_in(tmp_path: Path) -> None:
    def arm(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.attachments["a.txt"] = b"hidden"
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        page.obj.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)]
        )
        page.obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("http://example.invalid")))

    [gated] = gate(tmp_path, built(arm, (200, 400)))
    assert not gated.refusal
    assert {"script", "attachment", "launch"} <= set(gated.removed)
    with pikepdf.open(tmp_path / "out0.pdf") as pdf:
        assert pdf_gate_scan.active_kinds(pdf) == []
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
    assert colours(tmp_path / "out0.pdf", *CORNERS) == ["red", "white", "blue", "white"]


def test_activity_hidden_in_resources_is_drawn_instead(tmp_path: Path) -> None:
    def hide(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        page.obj.Resources = Dictionary(Properties=Dictionary(X=pdf.make_indirect(script)))

    [gated] = gate(tmp_path, built(hide, (200, 400)))
    assert dict(gated.rasterised) == {1: "active"}
    with pikepdf.open(tmp_path / "out0.pdf") as pdf:
        assert pdf_gate_scan.active_kinds(pdf) == []
    assert gated.sizes == ((200.0, 400.0),)


def form_pdf(value: str, appearance: bool, needed: bool) -> bytes:
    """A text field with a value; its appearance, if any, is a red box."""

    def fill(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = pdf.make_stream(b"")
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String(value),
            Rect=Array([0, 0, 200, 400]),
            DA=String("/Helv 150 Tf 0 g"),
            F=4,
        )
        if appearance:
            look = pdf.make_stream(b"1 0 0 rg 0 0 200 400 re f")
            look.BBox, look.Type, look.Subtype = Array([0, 0, 200, 400]), Name.XObject, Name.Form
            widget.AP = Dictionary(N=look)
        widget = pdf.make_indirect(widget)
        page.obj.Annots = Array([widget])
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([widget]),
            DR=Dictionary(Font=Dictionary(Helv=font)),
            DA=String("/Helv 150 Tf 0 g"),
            NeedAppearances=needed,
        )

    return built(fill, (200, 400))


def test_a_filled_field_stays_seen(tmp_path: Path) -> None:
    [gated] = gate(tmp_path, form_pdf("填好", appearance=True, needed=False))
    assert not gated.rasterised
    assert colours(tmp_path / "out0.pdf", (0.5, 0.5)) == ["red"]


@pytest.mark.parametrize("value", ["MMM", "填好"])
def test_a_field_without_appearance_is_made_seen(tmp_path: Path, value: str) -> None:
    [gated] = gate(tmp_path, form_pdf(value, appearance=False, needed=True))
    assert (gated.refusal, dict(gated.rasterised)) == ("", {1: "form"})
    document = pypdfium2.PdfDocument(tmp_path / "out0.pdf")
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    assert picture.getextrema()[0] < 100


def test_a_program_for_a_form_is_refused(tmp_path: Path) -> None:
    def program(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))

    assert gate(tmp_path, built(program, (200, 400)))[0].refusal == "xfa"


def test_a_page_with_a_foreign_font_is_drawn(tmp_path: Path) -> None:
    def write(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(b"BT /F1 150 Tf 10 150 Td (MM) Tj ET")

    [gated] = gate(tmp_path, built(write, (595, 842)))
    assert dict(gated.rasterised) == {1: "font"}
    with pikepdf.open(tmp_path / "out0.pdf") as pdf:
        picture = pdf.pages[0].obj.Resources.XObject.P
        assert (picture.Width, picture.ColorSpace) == (1497, Name.DeviceGray)  # 190 mm at 200 dpi


def test_hidden_layers_stay_hidden(tmp_path: Path) -> None:
    def layer(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        page.obj.Resources = Dictionary(Properties=Dictionary(L=group))
        page.obj.Contents = pdf.make_stream(b"/OC /L BDC 1 0 0 rg 0 0 200 400 re f EMC")

    [gated] = gate(tmp_path, built(layer, (200, 400)))
    assert dict(gated.rasterised) == {1: "layer"}
    assert colours(tmp_path / "out0.pdf", (0.5, 0.5)) == ["white"]


def test_a_signature_is_told(tmp_path: Path) -> None:
    def sign(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x"))
        signature = Dictionary(FT=Name.Sig, T=String("s"), V=value)
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(signature)]), SigFlags=3)

    [gated] = gate(tmp_path, built(sign, (200, 400)))
    assert gated.signed and not gated.refusal


def locked(tmp_path: Path, user: str) -> bytes:
    path = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 400))
        pdf.save(path, encryption=Encryption(user=user, owner="owner"))
    return path.read_bytes()


def test_a_password_is_never_guessed_but_permissions_do_not_stop(tmp_path: Path) -> None:
    closed, opened = gate(tmp_path, locked(tmp_path, "secret"), locked(tmp_path, ""))
    assert closed.refusal == "encrypted"
    assert opened.locked and not opened.refusal


def media_box_bomb() -> bytes:
    return one_page(b"/MediaBox[0 0 200000 200000]/Contents 4 0 R", stream(b"", b"0 0 9 9 re f"))


def double_flate_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    inner = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    content = stream(b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(inner, 9))
    return one_page(b"/MediaBox[0 0 595 842]/Contents 4 0 R", content)


def recursive_form() -> bytes:
    return one_page(
        b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>",
        stream(b"", b"/F Do"),
        stream(
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>", b"/F Do"
        ),
    )


def page_tree_bomb() -> bytes:
    """Six levels of ten shared kids: a million pages in a kilobyte."""
    levels = [
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"%d 0 R " % (level + 3) * 10, 10 ** (6 - level))
        for level in range(6)
    ]
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def test_hostile_files_are_refused_one_by_one_and_quickly(tmp_path: Path) -> None:
    good = built(lambda pdf, page: None, (200, 400))
    hostile = {
        "media_box": media_box_bomb(),
        "double_flate": double_flate_bomb(100),
        "recursive": recursive_form(),
        "page_tree": page_tree_bomb(),
        "truncated": b"%PDF-1.7\n" + good[: len(good) // 4],
        "no_pages": raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
        "garbage": b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "not_pdf": b"hello",
    }
    begun = time.monotonic()
    *answers, last = gate(tmp_path, *hostile.values(), good)
    assert time.monotonic() - begun < 20
    refusals = dict(zip(hostile, (answer.refusal for answer in answers), strict=True))
    assert refusals == {
        "media_box": "page_size",
        "double_flate": "too_costly",
        "recursive": "too_costly",
        "page_tree": "unreadable",
        "truncated": "unreadable",
        "no_pages": "no_pages",
        "garbage": "unreadable",
        "not_pdf": "not_pdf",
    }
    assert last == GatedPdf(sizes=((200.0, 400.0),))
    assert sorted(path.name for path in tmp_path.glob("out*")) == [f"out{len(hostile)}.pdf"]


def stamped(**entries: object) -> bytes:
    """A white page with a stamp over all of it whose look is a red field."""

    def stamp(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = pdf.make_stream(b"")
        look = pdf.make_stream(b"1 0 0 rg 0 0 200 400 re f")
        look.BBox, look.Type, look.Subtype = Array([0, 0, 200, 400]), Name.XObject, Name.Form
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([0, 0, 200, 400]),
            AP=Dictionary(N=look),
        )
        for key, value in entries.items():
            annotation[f"/{key}"] = value
        page.obj.Annots = Array([pdf.make_indirect(annotation)])

    return built(stamp, (200, 400))


def test_a_stamp_stays_seen_and_stays_drawn_by_its_own_lines(tmp_path: Path) -> None:
    [gated] = gate(tmp_path, stamped())
    assert gated == GatedPdf(sizes=((200.0, 400.0),))
    assert colours(tmp_path / "out0.pdf", (0.5, 0.5)) == ["red"]


@pytest.mark.parametrize("flags", [2, 32])
def test_what_was_hidden_from_readers_stays_hidden(tmp_path: Path, flags: int) -> None:
    [gated] = gate(tmp_path, stamped(F=flags))
    assert not gated.rasterised
    assert colours(tmp_path / "out0.pdf", (0.5, 0.5)) == ["white"]


def test_a_page_that_a_copy_would_change_is_drawn(tmp_path: Path) -> None:
    """A note's icon is the reader's own; there is nothing that could be copied."""
    [gated] = gate(tmp_path, stamped(AP=Dictionary(), Subtype=Name.Text))
    assert dict(gated.rasterised) == {1: "look"}


def test_a_stamp_without_a_look_is_told(tmp_path: Path) -> None:
    [gated] = gate(tmp_path, stamped(AP=Dictionary()))
    assert (gated.refusal, gated.unseen) == ("", (1,))


def test_a_repaired_file_says_so_and_a_cut_one_is_refused(tmp_path: Path) -> None:
    whole = built(lambda pdf, page: None, (200, 400))
    table = whole.rfind(b"xref\n0")
    repaired, cut = gate(tmp_path, whole[:table] + b"%%EOF", whole[:table])
    assert repaired.repaired and not repaired.refusal
    assert cut.refusal == "truncated"
    assert colours(tmp_path / "out0.pdf", *CORNERS) == ["red", "white", "blue", "white"]


def test_forms_that_only_list_each_other_are_no_endless_drawing(tmp_path: Path) -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 200 400]/Resources 5 0 R"
    content = one_page(
        b"/MediaBox[0 0 200 400]/Contents 4 0 R/Resources 5 0 R",
        stream(b"", b"/A Do /B Do"),
        b"<</XObject<</A 6 0 R/B 7 0 R>>>>",
        stream(form, b"1 0 0 rg 0 200 100 200 re f"),
        stream(form, b"0 0 1 rg 0 0 100 200 re f"),
    )
    assert gate(tmp_path, content) == [GatedPdf(sizes=((200.0, 400.0),))]
    assert colours(tmp_path / "out0.pdf", *CORNERS) == ["red", "white", "blue", "white"]


def tiled_without_number() -> bytes:
    """A pattern of a trillion tiles, which only the processor's limit ends."""
    return one_page(
        b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Pattern<</P 5 0 R>>>>",
        stream(b"", b"/Pattern cs /P scn 0 0 595 842 re f"),
        stream(
            b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .0001/YStep .0001"
            b"/Resources<<>>",
            b"1 0 0 rg 0 0 1 1 re f",
        ),
    )


def test_time_is_bounded_and_the_next_file_is_served(tmp_path: Path) -> None:
    good = built(lambda pdf, page: None, (200, 400))
    limits = GateLimits(cpu_seconds=1)
    bomb, after = gate(tmp_path, tiled_without_number(), good, limits=limits)
    assert (bomb.refusal, after.refusal) == ("crashed", "")


def test_only_files_longer_than_a_bundle_get_more_time() -> None:
    limits = GateLimits(cpu_seconds=7, pages_in_time=20, cpu_seconds_per_page_more=0.5)
    assert [limits.cpu_seconds_for(pages) for pages in (1, 20, 22)] == [7, 7, 8]


def test_limits_of_pages_and_bytes_hold(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page(page_size=(200, 400))
        pdf.save(tmp_path / "four.pdf")
    four = (tmp_path / "four.pdf").read_bytes()
    [many] = gate(tmp_path, four, limits=GateLimits(pages=3))
    assert (many.refusal, many.detail) == ("too_many_pages", "4")
    [large] = gate(tmp_path, four, limits=GateLimits(file_bytes=100))
    assert large.refusal == "too_large"


def test_a_silent_child_is_a_timeout(tmp_path: Path) -> None:
    [gated] = gate(
        tmp_path, built(lambda pdf, page: None, (200, 400)), limits=GateLimits(wall_seconds=0)
    )
    assert gated.refusal == "timeout"


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    content = built(lambda pdf, page: None, (200, 400))
    gate(tmp_path, content, content)
    assert (tmp_path / "out0.pdf").read_bytes() == (tmp_path / "out1.pdf").read_bytes()
