"""Old office files (.doc, .wps, .et): turned into .docx or .xlsx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from corpus.records import Document, Notice
from errors import ReadError

TARGETS = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".odt": ".docx", ".et": ".xlsx", ".ods": ".xlsx"}
"""What each kind of file is turned into."""
_SECONDS = 50
"""LibreOffice is stopped after this time: a conversion is the larger part of the time that one file may take."""
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:/Program Files/LibreOffice/program/soffice.exe")


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of an old office file, with a notice that it was converted.

    Raises ReadError where LibreOffice is not installed (saying how to convert by hand), fails, or takes too long.
    """
    target = TARGETS[PurePath(name).suffix.lower()]
    program = soffice()
    if program is None:
        raise ReadError(
            name, f"是旧格式，本机没有 LibreOffice，不能转换；请用 Word、Excel 或 WPS 另存为 {target} 再试。"
        )
    converted = _convert(program, name, data, target)
    if target == ".docx":
        from corpus.readers import docx as reader
    else:
        from corpus.readers import xlsx as reader  # type: ignore[no-redef]
    document: Document = reader.read(name, converted)
    notice = Notice(code="converted", text=f"旧格式文件由 LibreOffice 转换为 {target} 后读取，版面可能略有出入。")
    return document.model_copy(update={"notices": (notice, *document.notices)})


def soffice() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _convert(program: str, name: str, data: bytes, target: str) -> bytes:
    """The file in its new format. The profile is private, so that an open LibreOffice is neither used nor disturbed."""
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"file{PurePath(name).suffix.lower()}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", target[1:], "--outdir", folder]
        try:
            subprocess.run(
                [program, profile, *options, str(source)], capture_output=True, timeout=_SECONDS, check=False
            )
            return source.with_suffix(target).read_bytes()
        except subprocess.TimeoutExpired as error:
            raise ReadError(
                name, f"转换超过 {_SECONDS} 秒，已停止；请用 Office 或 WPS 另存为 {target} 再试。"
            ) from error
        except OSError as error:
            raise ReadError(
                name, f"LibreOffice 转换不了，可能已损坏或加密；请用 Office 或 WPS 另存为 {target} 再试。"
            ) from error
