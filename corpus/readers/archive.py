"""Guard of packed formats: says what is wrong with a .docx, .xlsx or .xls before any library opens it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
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


def has_endless_chain(data: bytes) -> bool:
    """Whether the sectors of an old office file (OLE) follow each other in a circle, so that reading would never end."""
    try:
        size = 1 << struct.unpack_from("<H", data, 30)[0]
        (count,) = struct.unpack_from("<I", data, 44)
        listed = struct.unpack_from("<109i", data, 76)
        if not 64 <= size <= 4096 or count > len(data) // size + 1:
            return True
        table = [link for sector in listed if sector >= 0 for link in _links(data, size, sector)]
        if _is_circular(table):
            return True
        small: list[int] = []
        (sector,) = struct.unpack_from("<i", data, 60)
        while 0 <= sector < len(table):
            small += _links(data, size, sector)
            sector = table[sector]
    except struct.error:
        return False  # cut off: what reads it says so
    return _is_circular(small)


def _links(data: bytes, size: int, sector: int) -> tuple[int, ...]:
    return struct.unpack_from(f"<{size // 4}i", data, (sector + 1) * size)


def _is_circular(links: Sequence[int]) -> bool:
    """Whether following ``links`` (index → next index, negative at an end) ever comes back to where it was."""
    seen = [0] * len(links)
    for walk, start in enumerate(range(len(links)), 1):
        at = start
        while 0 <= at < len(links) and not seen[at]:
            seen[at] = walk
            at = links[at]
        if 0 <= at < len(links) and seen[at] == walk:
            return True
    return False
