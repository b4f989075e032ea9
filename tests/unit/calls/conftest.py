"""A call taken apart: the shipped data as a plain value, and a way to load it once changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.errors import CallFaulty
from bayu_docs.materials import assets

SHIPPED = assets.SCHEMAS / "calls" / "bayu-2022.json"
INVENTED = Path(__file__).parents[2] / "fakes" / "calls" / "invented-2031.json"


@pytest.fixture
def data() -> Any:
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[[Any], str]:
    """Give changed call data, get the message by which loading refuses it."""
    shutil.copy(SHIPPED.with_suffix(".txt"), tmp_path)

    def refuse(changed: Any) -> str:
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
        with pytest.raises(CallFaulty) as caught:
            load_call(str(path))
        assert caught.value.advice
        return caught.value.message

    return refuse


@pytest.fixture
def invented_path() -> str:
    return str(INVENTED)
