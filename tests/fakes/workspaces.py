"""Workspaces for tests: an application beside generated proofs, all invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw


def workspace(folder: Path, data: dict[str, Any]) -> Path:
    """Write application.json and a small picture for each evidence item that names one."""
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    for number, item in enumerate(data["evidence"]):
        item["file"] = f"evidence/{item['id']}.png"
        picture = Image.new("RGB", (900, 1200), (250, 250, 245 - number))
        ImageDraw.Draw(picture).rectangle((60, 60, 840, 1140), outline=(60, 60, 60), width=6)
        picture.save(folder / item["file"])
    text = json.dumps(data, ensure_ascii=False, indent=2)
    (folder / "application.json").write_text(text, encoding="utf-8", errors="surrogatepass")
    return folder


def texts(node: Any, pointer: str = "") -> list[str]:
    """Pointers of every text in the data."""
    if isinstance(node, str):
        return [pointer]
    if not isinstance(node, dict | list):
        return []
    children = node.items() if isinstance(node, dict) else enumerate(node)
    return [found for key, child in children for found in texts(child, f"{pointer}/{key}")]


def put(data: Any, pointer: str, value: Any) -> None:
    """Set the value at a JSON pointer in place."""
    *path, last = pointer.split("/")[1:]
    for part in path:
        data = data[int(part)] if isinstance(data, list) else data[part]
    data[int(last) if isinstance(data, list) else last] = value


def get(data: Any, pointer: str) -> Any:
    """The value at a JSON pointer."""
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data
