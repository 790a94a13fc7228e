"""Guard of the zip-based formats: says what is wrong with a .docx or .xlsx before any library opens it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from errors import ReadError

MAX_UNPACKED = 300 * 1024 * 1024
"""Bytes: an archive that unpacks to more is refused, as it may be made to exhaust the machine."""
_HEAD = 2048
"""Bytes of a part in which a declaration must stand."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files (.doc, .xls) and encrypted new ones begin."""


def check_archive(name: str, data: bytes, member: str, what: str) -> None:
    """Raise ReadError unless ``data`` is a sound archive with ``member`` inside, of bearable size. ``what``: its name."""
    if not data:
        raise ReadError(name, "文件是空的；请检查后重新上传。")
    if data.startswith(OLE):
        raise ReadError(name, "文件已加密或是旧版 Office 格式；请解除密码，或用 Office 另存为 .docx/.xlsx 后再试。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            declares = member in archive.namelist() and _declares_type(archive, member)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise ReadError(name, f"不是有效的{what}，可能已损坏或改过扩展名；请重新导出后再试。") from error
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise ReadError(name, "解压后超过 300 MB，为安全起见不读取；请删去图片等大件后再试。")
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError(name, "文件已加密；请解除密码后再试。")
    if member not in {info.filename for info in infos}:
        raise ReadError(name, f"不是有效的{what}，可能改过扩展名；请确认文件格式。")
    if declares:
        raise ReadError(
            name, f"内部带有 XML 实体声明，不是 Office 存出的{what}，为安全起见不读取；请用 Office 重新另存。"
        )


def _declares_type(archive: zipfile.ZipFile, member: str) -> bool:
    """Whether a part of the same folder declares a document type: no office program does, entity bombs must."""
    folder = member.partition("/")[0] + "/"
    for info in archive.infolist():
        if info.filename.startswith(folder) and info.filename.endswith(".xml") and not info.flag_bits & 1:
            with archive.open(info) as part:
                if b"<!DOCTYPE" in part.read(_HEAD).replace(b"\0", b"").upper():
                    return True
    return False
