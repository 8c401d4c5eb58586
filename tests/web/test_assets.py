"""Browser files: pinned, checked, with a way out where npm is absent."""

import base64
import hashlib
import io
import tarfile

import brotli
import pytest

from tracker.web import assets
from tracker.web.assets import Asset, AssetError, check, install, listed


def tarball(content=b"let a = 1;" * 100):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo("package/a.js")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def asset(packed, **changes):
    fields = {
        "package": "a",
        "version": "1.0.0",
        "sha512": base64.b64encode(hashlib.sha512(packed).digest()).decode(),
        "file": "package/a.js",
        "name": "a.js",
    }
    return Asset(**(fields | changes))


@pytest.fixture
def npm(monkeypatch):
    """An npm that packs what the test gives it."""
    made = {}

    def run(command, cwd, **_options):
        (assets.Path(cwd) / "a-1.0.0.tgz").write_bytes(made["packed"])

    monkeypatch.setattr(assets.shutil, "which", lambda _name: "/usr/bin/npm")
    monkeypatch.setattr(assets.subprocess, "run", run)
    return made


def test_each_listed_asset_is_pinned():
    for one in listed():
        assert one.version.count(".") == 2
        assert len(base64.b64decode(one.sha512)) == 64
    assert {one.name for one in listed() if one.fallback} == {"plotly.min.js"}


def test_a_pinned_file_is_stored_with_its_compressed_twins(tmp_path, monkeypatch, npm):
    npm["packed"] = tarball()
    monkeypatch.setattr(assets, "listed", lambda: (asset(npm["packed"]),))
    (line,) = install(tmp_path)
    assert "hash checked" in line
    content = (tmp_path / "a.js").read_bytes()
    assert brotli.decompress((tmp_path / "a.js.br").read_bytes()) == content
    (again,) = install(tmp_path)
    assert "is there" in again


def test_a_hint_stands_before_the_script_and_a_new_hint_is_taken_over(tmp_path, monkeypatch, npm):
    npm["packed"] = tarball()
    wanted = [asset(npm["packed"])]
    monkeypatch.setattr(assets, "listed", lambda: wanted)
    list(install(tmp_path))
    plain = (tmp_path / "a.js").read_text()
    wanted[0] = asset(npm["packed"], hint="//# hint")
    assert "hash checked" in next(install(tmp_path))
    assert (tmp_path / "a.js").read_text() == f"//# hint\n{plain}"
    assert brotli.decompress((tmp_path / "a.js.br").read_bytes()).startswith(b"//# hint")
    assert "is there" in next(install(tmp_path))


def test_another_tarball_is_refused_and_nothing_stored(tmp_path, monkeypatch, npm):
    npm["packed"] = tarball(b"let evil = 1;")
    monkeypatch.setattr(assets, "listed", lambda: (asset(tarball()),))
    with pytest.raises(AssetError, match="SHA-512"):
        list(install(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_check_names_what_it_found():
    with pytest.raises(AssetError, match=r"a 1\.0\.0: SHA-512 is .* the list pins wrong"):
        check(b"x", asset(b"x", sha512="wrong"))


def test_without_npm_the_python_package_serves(tmp_path, monkeypatch):
    monkeypatch.setattr(assets.shutil, "which", lambda _name: None)
    lines = list(install(tmp_path))
    assert any(line.startswith("plotly.min.js: from the Python package") for line in lines)
    assert any("left out" in line for line in lines)
    assert (tmp_path / "plotly.min.js").stat().st_size > 1_000_000
