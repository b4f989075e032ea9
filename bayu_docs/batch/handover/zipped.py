"""The package of an applicant as it goes to the city: always one zip."""

from __future__ import annotations

from pathlib import Path

from bayu_docs.model.submission import BAG_SUFFIX
from bayu_docs.submission.bag import zip_bag
from bayu_docs.submission.out_check import bags_in

_DECLARATION = "bagit.txt"


def open_bag(path: Path) -> Path | None:
    """The bag that lies open in what was received; None where it came zipped, or is no bag."""
    if not path.is_dir() or len(bags_in(path)) == 1:
        return None
    bags = (each for each in (path, *sorted(path.iterdir())) if (each / _DECLARATION).is_file())
    return next(bags, None)


def zip_of(path: Path, into: Path) -> Path:
    """The zip as received; one made in `into` where the bag came open, always of the same bytes.

    path: a package that is known to be sound.
    """
    if path.is_file():
        return path
    bag = open_bag(path)
    if bag is None:
        return bags_in(path)[0]
    zipped = into / f"{bag.name}{BAG_SUFFIX}"
    zip_bag(bag, zipped)
    return zipped
