"""The command line: thin commands, each loaded only when it is called, so that ``mine`` does not wait for the web server's modules."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "run": "tracker.cli.run:run",
    "worker": "tracker.cli.run:worker",
    "assets": "tracker.cli.run:assets",
    "seed": "tracker.cli.ingest:seed",
    "ingest": "tracker.cli.ingest:ingest",
    "import": "tracker.cli.ingest:import_records",
    "remine": "tracker.cli.ingest:remine",
    "mine": "tracker.cli.mine:mine",
    "explain": "tracker.cli.explain:explain",
    "events": "tracker.cli.events:events",
    "export": "tracker.cli.events:export",
    "changes": "tracker.cli.events:changes",
    "feeds": "tracker.cli.feeds:feeds",
    "db": "tracker.cli.db:db",
    "synth": "tracker.cli.db:synth",
}


class LazyGroup(click.Group):
    """A group whose commands are imported by name on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, without importing one."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and take it from there."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Track planned diplomatic meetings: mine them from news, settle them, show them in time."""
