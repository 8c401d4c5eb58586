"""``run``, ``worker`` and ``assets``: the server, the worker beside it, and the browser files they need."""

from __future__ import annotations

import datetime as dt
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

import click
from flask import Flask
from waitress.server import create_server

from tracker.cli.crew import CrewError, can_fork, serve_together, usual_size
from tracker.cli.setting import database, settings
from tracker.config import ROOT, Config, ConfigError
from tracker.filters import EventFilter
from tracker.lexicon import load
from tracker.seeding import seed_database
from tracker.sources.sandbox import Sandbox
from tracker.store.directory import keep_directory
from tracker.store.engine import session
from tracker.store.queries import count_events
from tracker.web import create_app
from tracker.web.assets import AssetError, install
from tracker.worker import Worker, fetcher_of

THREADS = 8
BACKLOG = 1024


@click.command()
@click.option("--seed", "with_seed", is_flag=True, help="Fill an empty database from seed/ first.")
def run(*, with_seed: bool) -> None:
    """Serve the timeline on http://127.0.0.1:5000 (PORT changes it), with a worker for feeds beside it (TRACKER_WORKER=0 leaves it out)."""
    config = settings()
    try:
        config.refuse_remote()
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    size = processes(config)
    prepare(config, with_seed=with_seed)
    try:
        sockets = listening(config)
    except OSError as error:
        raise click.ClickException(f"PORT={config.port} cannot be used ({error.strerror}); choose another, as in PORT=5001") from None
    serve = partial(serving, create_app(config), sockets)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with beside(config), suppress(KeyboardInterrupt):
        click.echo(f"Ready: http://{config.host}:{config.port}")
        try:
            serve() if size == 1 else serve_together(serve, size)
        except CrewError as error:
            raise click.ClickException(str(error)) from None


def processes(config: Config) -> int:
    """How many processes serve."""
    if config.processes > 1 and not can_fork():
        raise click.ClickException(f"TRACKER_PROCESSES={config.processes}: this system serves from one process; leave it out or use 1")
    return config.processes or usual_size()


def listening(config: Config) -> list[socket.socket]:
    """Bind every address that the host has; from here on clients can connect. Raises OSError."""
    sockets = []
    found = socket.getaddrinfo(config.host.strip("[]"), config.port, type=socket.SOCK_STREAM)
    for family, kind, protocol, _, address in dict.fromkeys(found):
        opened = socket.socket(family, kind, protocol)
        if sys.platform != "win32":  # where it means something else
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind(address)
        opened.listen(BACKLOG)
        sockets.append(opened)
    return sockets


def serving(app: Flask, sockets: Sequence[socket.socket]) -> None:
    """Serve until told to stop, then let go of the child process that parses."""
    try:
        create_server(app, sockets=sockets, threads=THREADS, ident="tracker").run()
    finally:
        app.extensions["tracker-sandbox"].close()


def prepare(config: Config, *, with_seed: bool) -> None:
    """Bring the database to head, its directory in step with the lexicon, and where that is wanted seed an empty one."""
    now = dt.datetime.now(dt.UTC)
    with database(config) as engine:
        keep_directory(engine, load(), now)
        with session(engine) as opened:
            empty = count_events(opened, EventFilter()) == 0
        if with_seed and empty:
            seed_database(engine, ROOT / "seed", load(), now)


@contextmanager
def beside(config: Config) -> Iterator[None]:
    """Run a worker process for as long as the server runs, if the settings want one."""
    if not config.worker:
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "tracker", "worker"], stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@click.command()
def worker() -> None:
    """Poll watched feeds until stopped; several workers share the work."""
    config = settings()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    with database(config) as engine, Sandbox(config.parse_timeout) as sandbox:
        Worker(engine, load(), fetcher_of(config), sandbox).run(stop)


@click.command()
def assets() -> None:
    """Fetch the browser's chart library and fonts: pinned, hash checked, kept under var/assets."""
    try:
        for line in install():
            click.echo(line)
    except AssetError as error:
        raise click.ClickException(str(error)) from None
