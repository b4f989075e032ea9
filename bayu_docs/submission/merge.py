"""The electronic copy: form and bundle as one PDF."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bayu_docs.errors import OutputDisproved
from bayu_docs.materials import pdf_look
from bayu_docs.materials.files import write_whole
from bayu_docs.materials.pdf_merge import Part, merged


def merge(
    form: Path, bundle: Path, target: Path, form_title: str, bundle_title: str, moment: datetime
) -> None:
    """Write target: the form's pages, then the bundle's, both outlines nested under their titles.

    The page texts and inner links are read back from the finished file; OutputDisproved when one
    got lost. Same input, same bytes.
    """
    parts = (Part(form, form_title), Part(bundle, bundle_title))
    write_whole(target, merged(parts, f"{form_title}、{bundle_title}", moment))
    _prove(form, bundle, target)


def _prove(form: Path, bundle: Path, target: Path) -> None:
    if pdf_look.page_texts(target) != pdf_look.page_texts(form) + pdf_look.page_texts(bundle):
        raise OutputDisproved(f"合并后的 {target.name} 与原文件的页面内容不一致")
    shift = pdf_look.page_count(form)
    wanted = list(pdf_look.links(form))
    wanted += [
        pdf_look.Link(link.page + shift, link.box, link.target_page + shift)
        for link in pdf_look.links(bundle)
    ]
    if list(pdf_look.links(target)) != wanted:
        raise OutputDisproved(f"合并后的 {target.name} 丢失了页内链接")
