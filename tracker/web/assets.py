"""Fetches the browser files that are not in git: pinned, hash checked, stored under ``var/assets`` (``python -m tracker assets``)."""

from __future__ import annotations

import base64
import gzip
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import brotli

from tracker.config import ROOT

FOLDER = ROOT / "var" / "assets"
LIST = Path(__file__).with_name("assets.toml")
COMPRESSED = (".js", ".json", ".css")


class AssetError(RuntimeError):
    """A download that is not what the list pins."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file out of an npm package; ``sha512`` is npm's own integrity value of the tarball. ``hint`` is a comment put before a script."""

    package: str
    version: str
    sha512: str
    file: str
    name: str
    fallback: str = ""
    hint: str = ""

    @property
    def stamp(self) -> str:
        """What is written beside the stored file, to know it again."""
        return f"{self.package}@{self.version}{self.hint and f' {self.hint}'}"


def listed() -> tuple[Asset, ...]:
    """Give every asset of the list."""
    return tuple(Asset(**entry) for entry in tomllib.loads(LIST.read_text())["asset"])


def install(folder: Path = FOLDER) -> Iterator[str]:
    """Bring every asset into ``folder`` and yield a line about each; files of the pinned version are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    for asset in listed():
        if _present(asset, folder):
            yield f"{asset.name}: {asset.package} {asset.version} is there"
        elif npm:
            yield _install(asset, folder, npm)
        else:
            yield _fall_back(asset, folder)


def _present(asset: Asset, folder: Path) -> bool:
    stamp = folder / f"{asset.name}.version"
    return (folder / asset.name).is_file() and stamp.is_file() and stamp.read_text() == asset.stamp


def _install(asset: Asset, folder: Path, npm: str) -> str:
    try:
        content = _from_npm(asset, npm)
    except subprocess.CalledProcessError as error:
        return f"{_fall_back(asset, folder)} (npm: {error.stderr.strip().splitlines()[-1] if error.stderr.strip() else error})"
    hinted = f"{asset.hint}\n".encode() + content if asset.hint else content
    _store(asset, folder, hinted, asset.stamp)
    return f"{asset.name}: {asset.package} {asset.version} from npm, {len(content):,} bytes, hash checked"


def _from_npm(asset: Asset, npm: str) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        command = [npm, "pack", "--silent", f"{asset.package}@{asset.version}"]
        subprocess.run(command, cwd=place, check=True, capture_output=True, text=True)  # noqa: S603 - a fixed command, no shell
        tarball = next(Path(place).glob("*.tgz"))
        check(tarball.read_bytes(), asset)
        with tarfile.open(tarball) as archive:
            member = archive.extractfile(asset.file)
            assert member is not None, f"{asset.file} is a folder"
            return member.read()


def check(tarball: bytes, asset: Asset) -> None:
    """Raise AssetError unless the tarball is the pinned one."""
    found = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if found != asset.sha512:
        raise AssetError(f"{asset.package} {asset.version}: SHA-512 is {found}, the list pins {asset.sha512}; nothing was stored")


def _fall_back(asset: Asset, folder: Path) -> str:
    if not asset.fallback:
        return f"{asset.name}: left out, npm is not available (the page uses what the system has)"
    package, _, path = asset.fallback.partition("/")
    content = files(package).joinpath(path).read_bytes()
    _store(asset, folder, content, f"{package} (Python package)")
    return f"{asset.name}: from the Python package {package}, {len(content):,} bytes"


def _store(asset: Asset, folder: Path, content: bytes, version: str) -> None:
    target = folder / asset.name
    target.write_bytes(content)
    if target.suffix in COMPRESSED:
        target.with_name(f"{asset.name}.br").write_bytes(brotli.compress(content, quality=11))
        target.with_name(f"{asset.name}.gz").write_bytes(gzip.compress(content, compresslevel=9, mtime=0))
    target.with_name(f"{asset.name}.version").write_text(version)
