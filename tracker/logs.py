"""Logging: one line an event, with its article or event named; structlog writes it for people or, with TRACKER_LOG_JSON=1, for machines."""

from __future__ import annotations

import logging
import sys

import structlog

from tracker.config import Config


def configure(config: Config) -> None:
    """Set up structlog and the standard library's loggers alike, on standard error."""
    level = logging.getLevelNamesMapping()[config.log_level]
    renderer = structlog.processors.JSONRenderer() if config.log_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s", force=True)
