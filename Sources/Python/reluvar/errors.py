"""What can go wrong: one class for each family of exit codes of the command."""

from __future__ import annotations

from collections.abc import Sequence


class ReluvarError(Exception):
    """Everything that this package raises on purpose."""


class ModelError(ReluvarError, ValueError):
    """A model that cannot be carried; the message names the layer by its path in the model."""


class MissingPackage(ReluvarError, ImportError):
    """An optional package that is needed is not installed; the message has the line for pip."""


class ExecutableError(ReluvarError, OSError):
    """There is no executable ``reluvar``, or it is not the one of this version of the package."""


class CommandError(ReluvarError):
    """The command ended without a result. The message is its own."""

    def __init__(self, message: str, code: int, arguments: Sequence[str]) -> None:
        super().__init__(message)
        #: The exit code.
        self.code = code
        #: The arguments that the command was run with.
        self.arguments = tuple(arguments)


class UsageError(CommandError, ValueError):
    """Exit code 64: an option has a wrong value, or options do not go together."""


class DataError(CommandError, ValueError):
    """Exit code 65: a model, points, a law or a problem is wrong."""


class MissingProgram(CommandError):
    """Exit code 69: a program that is needed, such as Singular, is missing."""


class OutputError(CommandError, OSError):
    """Exit code 74: a result cannot be written."""


class LimitReached(CommandError):
    """Exit code 75 without anything that was found until then."""


class CommandFailed(CommandError):
    """Any other end: a signal, say."""


class LimitWarning(UserWarning):
    """A limit was reached: what was found until then is the result, and it says so.

    ``warnings.simplefilter("error", reluvar.LimitWarning)`` makes an error of it.
    """


_BY_CODE: dict[int, type[CommandError]] = {
    64: UsageError,
    65: DataError,
    69: MissingProgram,
    74: OutputError,
    75: LimitReached,
}


def error(message: str, code: int, arguments: Sequence[str]) -> CommandError:
    """The exception for an exit code."""
    return _BY_CODE.get(code, CommandFailed)(message, code, arguments)
