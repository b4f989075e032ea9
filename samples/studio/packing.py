"""Packages by the hundred: the road of `build`, with many applications for one start of the engine.

Of what `build` leaves only the bag is made: the merged PDF and the e-mail draft stay with the
applicant.
A package is packed here whether or not its application meets the conditions: a desk must also see
what a careful applicant's own check would have held back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.intake.source import read
from bayu_docs.materials import fonts
from bayu_docs.model.call import Call
from bayu_docs.office.family import Family
from bayu_docs.office.session import OfficeSession
from bayu_docs.pipeline import papers, proofs
from bayu_docs.pipeline.binding import bag_up, bind_papers
from bayu_docs.pipeline.case import FORM, Case, first_papers
from bayu_docs.pipeline.judging import judge_draft

_GROUP = 20  # applications for one start of the engine


@dataclass(frozen=True)
class Wish:
    """An application to be packed: its data, and its evidence files by their names in the data."""

    data: Mapping[str, Any]
    files: Mapping[str, bytes]


def packed(wishes: Sequence[Wish], work: Path, moment: datetime) -> list[Path]:
    """The package of each wish, as a zip below `work`."""
    made: list[Path] = []
    calls = {name: load_call(name) for name in {str(wish.data["call"]) for wish in wishes}}
    with OfficeSession(Family.WRITER, fonts.resolve(), work / "engine") as office:
        for start in range(0, len(wishes), _GROUP):
            group = wishes[start : start + _GROUP]
            rooms = [work / f"{start + number:04}" for number in range(len(group))]
            cases = [
                _case(wish, calls, room, moment) for wish, room in zip(group, rooms, strict=True)
            ]
            filled = [
                papers.fill(first_papers(case), room, moment)
                for case, room in zip(cases, rooms, strict=True)
            ]
            sources = [source for each in filled for source in each.sources]
            last = start + _GROUP >= len(wishes)
            done = office.convert(sources, work / f"pdf-{start:04}", last=last)
            for number, (case, each, room) in enumerate(zip(cases, filled, rooms, strict=True)):
                size = len(each.sources)
                printed = papers.prove(each, done[number * size : (number + 1) * size], moment)
                out = room / "out"
                out.mkdir()
                bind_papers(case, printed, out, moment)
                made.append(bag_up(case, printed[FORM], out, moment))
    return made


def _case(wish: Wish, calls: Mapping[str, Call], room: Path, moment: datetime) -> Case:
    source = room / "source"
    (source / "evidence").mkdir(parents=True)
    for name, content in wish.files.items():
        (source / name).write_bytes(content)
    text = json.dumps(wish.data, ensure_ascii=False, indent=2)
    (source / "application.json").write_text(text, encoding="utf-8")
    call = calls[str(wish.data["call"])]
    judged = judge_draft(read(source), call, None, moment.date())
    if judged.application is None or judged.verdict is None:
        told = "；".join(found.message for found in judged.findings)
        raise ValueError(f"not admitted: {told}")
    gathered = proofs.gather(judged.application, call, room, None)
    return Case(judged.application, call, None, judged.verdict, gathered, draft=False)
