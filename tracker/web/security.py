"""What every answer carries to keep mined text harmless: a strict content security policy, and CSRF tokens on every form."""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import Flask, Response
from flask_wtf.csrf import CSRFProtect

from tracker.config import ROOT, Config

# Plotly adds an empty style element and fills it through the CSSOM: the hash is that of the empty string.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": f"'self' {EMPTY_STYLE}",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
KEY_FILE = ROOT / "var" / "secret-key"

csrf = CSRFProtect()


def init_app(app: Flask, config: Config) -> None:
    """Sign forms and set the headers; a view that set one of them itself keeps its own."""
    app.secret_key = config.secret_key or kept_key(KEY_FILE)
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    csrf.init_app(app)
    app.after_request(add_headers)


def policy(**changes: str) -> str:
    """Write the policy; ``frame_ancestors="https://example.org"`` changes one directive (the embed page does)."""
    rules = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def add_headers(response: Response) -> Response:
    """Add what is missing."""
    response.headers.setdefault("Content-Security-Policy", policy())
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def kept_key(path: Path) -> str:
    """Read the key that signs forms, made at the first start and readable by its owner alone."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
