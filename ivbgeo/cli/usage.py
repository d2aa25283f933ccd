"""Wrong usage and help in Dutch: what Typer says in English by itself."""

from __future__ import annotations

from enum import EnumType
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from ivbgeo.cli.noting import note_command
from ivbgeo.errors import UsageError

if TYPE_CHECKING:
    from typer import Typer

__all__ = ["DutchCommand", "DutchGroup", "run"]

_WORDS = {
    "ARGUMENTS_PANEL_TITLE": "Argumenten",
    "OPTIONS_PANEL_TITLE": "Opties",
    "COMMANDS_PANEL_TITLE": "Opdrachten",
    "REQUIRED_LONG_STRING": "[verplicht]",
    "DEFAULT_STRING": "[anders: {}]",
}
_TYPES = {int: "een geheel getal", float: "een getal", Path: "een bestand"}
# What Typer makes of Ctrl+C, without a word.
_INTERRUPTED = 130
_PIECES = {"[OPTIONS]": "[OPTIES]", "COMMAND [ARGS]...": "OPDRACHT …"}


class _Dutch:
    """The help of a command in Dutch: by the words of Typer, and what these leave out."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        # Here, for what writes the help takes longer to read in than most commands run.
        rich_utils = import_module("typer.rich_utils")
        for name, words in _WORDS.items():
            setattr(rich_utils, name, words)
        super().format_help(ctx, formatter)  # type: ignore[misc]  # of what this is mixed into

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]  # as above
        pieces = [_PIECES.get(piece, piece) for piece in pieces]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # as above
        if option is not None:
            option.help = "Toon deze uitleg."
        return option


class DutchCommand(_Dutch, TyperCommand):
    """A command with its help in Dutch; one that looks as a role is noted before it runs."""

    def invoke(self, ctx: Any) -> Any:
        """Run it."""
        note_command(ctx.command_path, ctx.params)
        return super().invoke(ctx)


class DutchGroup(_Dutch, TyperGroup):
    """A group of commands with its help in Dutch."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command; one that does not exist is answered with those that do."""
        if args[0] not in self.commands:
            raise UsageError("cli.no_command", value=args[0], known=", ".join(self.commands))
        return super().resolve_command(ctx, args)


def run(app: Typer, *args: Any, **options: Any) -> int:
    """Run a command line and give its exit status.

    Raises
    ------
    UsageError
        If it is not used as it should be.
    KeyboardInterrupt
        If it was interrupted.
    """
    try:
        status = int(app(*args, **options, standalone_mode=False) or 0)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # the help is there already
            return error.exit_code
        raise _told(error) from None
    if status == _INTERRUPTED:
        raise KeyboardInterrupt
    return status


def _told(error: Any) -> UsageError:
    """Put a usage error of Typer in our own words, by what it carries."""
    context, param = getattr(error, "ctx", None), getattr(error, "param", None)
    command = context.command_path if context is not None else "ivbgeo"
    hint = f"Zie ‘{command} --help’."
    if param is not None:
        name = max((*param.opts, *param.secondary_opts), key=len)
        if type(error).__name__ == "MissingParameter":
            return UsageError("cli.missing", name=name, hint=hint)
        kind = param.type_descriptor.annotation
        choices = ", ".join(kind) if isinstance(kind, EnumType) else ""
        needed = f"een van deze: {choices}" if choices else _TYPES.get(kind, "een andere waarde")
        return UsageError("cli.bad_value", name=name, needed=needed, hint=hint)
    name = getattr(error, "option_name", None)
    if name is None:
        return UsageError("cli.usage", hint=hint)
    if not hasattr(error, "possibilities"):
        return UsageError("cli.option_value", name=name, hint=hint)
    near = ", ".join(sorted(error.possibilities or ()))
    near = f"Bedoelt u een van deze: {near}? " if near else ""
    return UsageError("cli.no_option", name=name, near=near, hint=hint)
