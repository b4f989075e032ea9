"""Pictures of a PDF known by their bytes, wherever they stand."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from bayu_docs.materials.pdf_images import image_digests


def image(pdf: pikepdf.Pdf, content: bytes, side: int = 300) -> pikepdf.Object:
    return pdf.make_indirect(
        Stream(
            pdf, content, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side,
            BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode,
        )
    )  # fmt: skip


def page(pdf: pikepdf.Pdf, **things: pikepdf.Object) -> None:
    pdf.add_blank_page()
    named = {f"/{name}": thing for name, thing in things.items()}
    pdf.pages[-1].obj.Resources = Dictionary(XObject=Dictionary(named))


def test_a_picture_is_known_by_its_bytes_and_its_first_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        shared = image(pdf, b"one")
        page(pdf, P=shared)
        page(pdf, P=shared, Q=image(pdf, b"two"))
        pdf.save(path)
    digests = [
        (hashlib.sha256(content).hexdigest(), at) for content, at in ((b"one", 1), (b"two", 2))
    ]
    assert list(image_digests(path)) == digests


def test_ornaments_do_not_count_and_forms_are_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        inner = Dictionary(XObject=Dictionary({"/P": image(pdf, b"deep")}))
        form = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, Resources=inner)
        page(pdf, F=pdf.make_indirect(form), S=image(pdf, b"small", 20))
        pdf.save(path)
    assert image_digests(path) == ((hashlib.sha256(b"deep").hexdigest(), 1),)


def test_a_form_that_holds_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        form = pdf.make_indirect(Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form))
        form.Resources = Dictionary(XObject=Dictionary({"/F": form}))
        page(pdf, F=form)
        pdf.save(path)
    assert image_digests(path) == ()


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_holds_no_picture(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert image_digests(path) == ()
