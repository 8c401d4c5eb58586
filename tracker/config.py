"""Environment -> frozen Config. An unknown or bad value stops start-up and names the variable and the remedy."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "TRACKER_"
ROOT = Path(__file__).resolve().parent.parent


class ConfigError(ValueError):
    """A setting that cannot be used; the message starts with the variable's name."""


def _text(value: str) -> str:
    return value


def _flag(value: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    if value.lower() not in known:
        raise ValueError("use 1 or 0")
    return known[value.lower()]


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise ValueError("use a port number from 1 to 65535")
    return int(value)


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ValueError("use a whole number above 0")
    return int(value)


def _number(value: str) -> int:
    if not value.isdecimal() or int(value) > 64:
        raise ValueError("use a whole number from 0 to 64")
    return int(value)


def _names(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.replace(",", " ").split() if part)


def _database(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("use sqlite:///path/to/file.sqlite3 or postgresql://user:password@host/name")
    return value


def _setting(default: Any, read: Callable[[str], Any], says: str, name: str = "") -> Any:
    return field(default=default, metadata={"read": read, "says": says, "name": name})


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, its default, and the environment variable that sets it (``TRACKER_`` + the name, but ``PORT``)."""

    database_url: str = _setting(f"sqlite:///{ROOT / 'var' / 'tracker.sqlite3'}", _database, "where events are stored")
    host: str = _setting("127.0.0.1", _text, "address that the server binds to")
    port: int = _setting(5000, _port, "port that the server binds to", name="PORT")
    allow_remote: bool = _setting(default=False, read=_flag, says="1 lets the server bind to an address other than loopback")
    secret_key: str = _setting("", _text, "signs forms; made once and kept under var/ when empty")
    processes: int = _setting(0, _number, "processes that serve; 0 is one a core, at most four (one on macOS and Windows)")
    worker: bool = _setting(default=True, read=_flag, says="0 leaves out the feed worker beside the server")
    proxy: str = _setting("", _text, "HTTP proxy for fetching, http://host:port; exempt from the address check")
    fetch_timeout: int = _setting(20, _positive, "seconds that fetching one page may take, redirects included")
    fetch_max_bytes: int = _setting(5_000_000, _positive, "largest page or feed, decompressed, in bytes")
    parse_timeout: int = _setting(20, _positive, "seconds after which parsing a page is killed")
    max_paste_chars: int = _setting(200_000, _positive, "longest text that can be pasted, in characters")
    cors_origins: tuple[str, ...] = _setting((), _names, "origins that may read the API from a browser; none when empty")
    embed_ancestors: tuple[str, ...] = _setting((), _names, "sites that may frame /embed; embedding is off when empty")
    log_level: str = _setting("INFO", _text, "DEBUG, INFO, WARNING or ERROR")
    log_json: bool = _setting(default=False, read=_flag, says="1 writes logs as JSON lines")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Read every setting; raises ConfigError for a bad value and for a ``TRACKER_`` name that is no setting."""
        known = variables()
        unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
        if unknown:
            raise ConfigError(f"{unknown[0]}: no such setting; the settings are {', '.join(sorted(known))}")
        values = {}
        for name, item in known.items():
            if name in environment:
                try:
                    values[item.name] = item.metadata["read"](environment[name].strip())
                except ValueError as error:
                    raise ConfigError(f"{name}={environment[name]!r}: {error}") from None
        config = cls(**values)
        if config.log_level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ConfigError(f"TRACKER_LOG_LEVEL={config.log_level!r}: use DEBUG, INFO, WARNING or ERROR")
        return config

    def refuse_remote(self) -> None:
        """Raise ConfigError when the server would be reachable from elsewhere and nobody allowed that."""
        if not self.allow_remote and not _loopback(self.host):
            raise ConfigError(
                f"TRACKER_HOST={self.host!r} is not a loopback address. The tracker has no accounts: whoever reaches it can edit. "
                "Put it behind a proxy that asks who is there and set TRACKER_ALLOW_REMOTE=1, or use 127.0.0.1."
            )


def variables() -> dict[str, Any]:
    """Environment variable -> dataclass field of Config."""
    return {item.metadata["name"] or PREFIX + item.name.upper(): item for item in fields(Config)}


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
