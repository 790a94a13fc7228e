"""Pictures of pages with ruled tables and Chinese text, for tests of the reader of scans."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

SIDE = (1654, 2339)
"""A4 at 200 dpi."""
_SIZE = 29
"""Pixels of a letter of about 10 points."""
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)
"""What begins as a picture does."""
Row = Sequence[str | None]
"""Texts of a row; None is covered by the cell above. ``\\n`` begins a new line."""


def font(size: int = _SIZE) -> Any:
    """A Chinese font of this machine; the test skips where there is none."""
    from PIL import ImageFont

    if shutil.which("fc-match") is None:
        pytest.skip("needs fontconfig to find a Chinese font")
    command = ["fc-match", "-f", "%{file}", "Noto Sans CJK SC:lang=zh-cn"]
    file = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, check=False).stdout
    if not file or Path(file).name not in listed:
        pytest.skip("needs a Chinese font, which this machine does not have")
    return ImageFont.truetype(file, size)


def page(lines: Sequence[str], rows: Sequence[Row], *, widths: Sequence[int] = (190, 220, 220, 270, 190, 290)) -> Any:
    """A page: ``lines`` above a table of ``rows``."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", SIDE, 255)
    draw = ImageDraw.Draw(picture)
    for k, line in enumerate(lines):
        draw.text((140, 90 + 60 * k), line, fill=20, font=font())
    top = 110 + 60 * len(lines)
    heights = [22 + 40 * max((text or "").count("\n") + 1 for text in row) for row in rows]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is None:
                continue
            below = 1
            while r + below < len(rows) and rows[r + below][c] is None:
                below += 1
            left, upper = 130 + sum(widths[:c]), top + sum(heights[:r])
            right, lower = left + widths[c], upper + sum(heights[r : r + below])
            draw.rectangle((left, upper, right, lower), outline=30, width=2)
            draw.multiline_text((left + 14, upper + 10), text, fill=20, font=font(), spacing=8)
    return picture


def scanned(picture: Any, angle: float = 0.0, dpi: int = 200) -> Any:
    """``picture`` as a scanner gives it: turned, grey, a little blurred and with dust."""
    import numpy as np
    from PIL import Image, ImageFilter

    turned = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    turned = turned.resize((SIDE[0] * dpi // 200, SIDE[1] * dpi // 200)).filter(ImageFilter.GaussianBlur(0.6))
    noise = np.random.default_rng(3).normal(0, 6, (turned.height, turned.width))
    return Image.fromarray(np.clip(np.asarray(turned) * 0.93 + 8 + noise, 0, 255).astype(np.uint8))


def png(picture: Any) -> bytes:
    """The bytes of a PNG."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def pdf(pictures: Sequence[Any], dpi: int = 200) -> bytes:
    """The bytes of a PDF that shows one picture a page and has no text."""
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=list(pictures[1:]), resolution=dpi)
    return out.getvalue()
