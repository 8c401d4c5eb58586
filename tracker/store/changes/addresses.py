"""One story under several addresses: URLs in one spelling, texts by what they say."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tracker.domain import Article

TRACKING = ("utm_", "ns_", "at_", "fb_", "mc_")  # prefixes of parameters that say where a reader came from
CAMPAIGN = frozenset(
    {"1490", "ito", "fbclid", "gclid", "cmp", "ref", "ref_src", "smid", "ocid", "rss", "source", "mod", "partner", "via", "share"}
)
PRINT = frozenset({"print", "printable", "amp", "outputtype"})
PRINT_ENDINGS = ("/print", "/amp", ".amp")


def normal_url(url: str) -> str:
    """Give the spelling under which a page is recognised: no scheme, "www.", fragment, tracking parameter or print view; "" if no URL."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.hostname.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = parts.path.rstrip("/")
    for ending in PRINT_ENDINGS:
        path = path.removesuffix(ending)
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not _is_noise(pair[0].lower())))
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    return urlunsplit(("", host + port, path or "/", query, "")).removeprefix("//")


def address_of(article: Article) -> str:
    """Give the normalised address of an article; its key may be its URL. "" if it has none."""
    return normal_url(article.url) or normal_url(article.key)


def fingerprint(article: Article) -> str:
    """Give the SHA-256 of the words: white space and the case of letters are no difference."""
    words = " ".join(article.full_text.split()).casefold()
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _is_noise(name: str) -> bool:
    return name.startswith(TRACKING) or name in CAMPAIGN or name in PRINT
