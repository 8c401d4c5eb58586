"""Static files under one versioned path, compressed, and cached by the browser for ever.

``/static/<version>/css/app.css``: the version is a digest of everything that can be served, so relative imports between modules carry
it along. ``bootstrap/`` is Bootstrap-Flask's own folder, ``vendor/`` is what ``tracker.web.assets`` fetched.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import brotli
import flask_bootstrap
from flask import Blueprint, Flask, Response, abort, current_app, request
from werkzeug.security import safe_join

from tracker.config import ROOT
from tracker.web.assets import FOLDER

ROOTS = {"bootstrap": Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5", "vendor": FOLDER}
OWN = ROOT / "static"
TEXT = (".js", ".css", ".json", ".svg", ".map")
FOREVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    """Serve static files and let ``url_for("static", filename=...)`` name the current version."""
    app.config["STATIC_VERSION"] = version()
    app.add_url_rule("/static/<version>/<path:filename>", endpoint="static", view_func=serve)
    app.add_url_rule("/favicon.ico", endpoint="favicon", view_func=favicon)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, str]) -> None:
        if endpoint == "static":
            values.setdefault("version", app.config["STATIC_VERSION"])


def version() -> str:
    """Digest the names and contents of all that is served."""
    digest = hashlib.sha256()
    for root in (OWN, FOLDER):
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    digest.update(metadata.version("bootstrap-flask").encode())
    return digest.hexdigest()[:12]


def serve(version: str, filename: str) -> Response:
    """Send one file; an old version still answers, and is then not kept."""
    path = _find(filename)
    if path is None:
        abort(404)
    response = _compressed_response(path)
    response.headers["Cache-Control"] = FOREVER if version == current_app.config["STATIC_VERSION"] else "no-cache"
    return response


def favicon() -> Response:
    """Send the icon to clients that ask at the customary place."""
    return serve(current_app.config["STATIC_VERSION"], "icon.svg")


def _find(filename: str) -> Path | None:
    first, _, rest = filename.partition("/")
    root, name = (ROOTS[first], rest) if first in ROOTS else (OWN, filename)
    joined = safe_join(str(root), name)
    return Path(joined) if joined and Path(joined).is_file() else None


def _compressed_response(path: Path) -> Response:
    encoding = _encoding(path)
    body = _body(path, encoding, path.stat().st_mtime_ns)
    response = Response(body, mimetype=mimetypes.guess_type(path.name)[0] or "application/octet-stream")
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def _encoding(path: Path) -> str:
    if path.suffix not in TEXT:
        return ""
    return request.accept_encodings.best_match(["br", "gzip"], default="") or ""


@lru_cache(maxsize=256)
def _body(path: Path, encoding: str, _changed: int) -> bytes:
    ready = path.with_name(f"{path.name}.{encoding}") if encoding == "br" else path.with_name(f"{path.name}.gz")
    if encoding and ready.is_file():
        return ready.read_bytes()
    content = path.read_bytes()
    if encoding == "br":
        return bytes(brotli.compress(content, quality=9))
    return gzip.compress(content, compresslevel=9, mtime=0) if encoding else content
