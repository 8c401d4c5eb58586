"""Addresses as identities: one spelling for one page, and nothing but http and https."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import clean_url

PRINT_PARAMETERS = {"print", "printable", "output", "amp", "outputtype", "share", "smid", "ref", "cmp", "ocid", "at_medium", "at_campaign"}
CONTROL = frozenset("\n\r\0")


def safe_link(url: str) -> str:
    """Give the address back where it is http or https and clean, else an empty string (``javascript:`` and the like)."""
    parts = urlsplit(url.strip()) if url and not set(url) & CONTROL else None
    return url.strip() if parts and parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def canonical(url: str) -> str:
    """Spell an address the one way that names the page.

    courlan takes out tracking parameters and folds case and default port; the fragment and what only chooses a print or shared view go too.
    """
    if not url:
        return ""
    cleaned = clean_url(url) or url
    parts = urlsplit(cleaned)
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name and name.lower() not in PRINT_PARAMETERS
    ]
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", urlencode(kept), ""))
