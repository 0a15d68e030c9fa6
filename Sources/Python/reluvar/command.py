"""The command: where it is, how it is run, how its output is read."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, Union

from .errors import CommandError, ExecutableError, LimitWarning, MissingPackage, error
from .records import Record, Report
from .values import Matrix, is_sequence, rows_text

if TYPE_CHECKING:
    from typing import TypeGuard

try:
    __version__ = package_version("reluvar")
except PackageNotFoundError:  # pragma: no cover - the package is used without being installed
    __version__ = "unknown"

#: A time: seconds, or a text such as ``"90s"``, ``"10m"`` or ``"2h"``.
Time = Union[int, float, str, timedelta]

PathLike = Union[str, "os.PathLike[str]"]
Item = TypeVar("Item")
Result = TypeVar("Result", bound=Report)


def executable() -> str:
    """The executable that is run: the one in ``RELUVAR_EXECUTABLE``, that of the package, or the
    one on the search path.

    Raises `ExecutableError` where there is none, or where it is not of this version.
    """
    name = os.environ.get("RELUVAR_EXECUTABLE")
    inside = Path(__file__).parent / "bundle" / "bin" / "reluvar"
    path = name or (str(inside) if inside.exists() else _on_path())
    if path is None:
        raise ExecutableError(
            "this installation of the package has no executable, and there is no 'reluvar' on the "
            "search path; RELUVAR_EXECUTABLE may name one"
        )
    try:
        changed = os.stat(path).st_mtime_ns
    except OSError as reason:
        raise ExecutableError(f"{path}: {reason.strerror}") from None
    found = _version_of(path, changed)
    if found != __version__:
        raise ExecutableError(
            f"{path} is reluvar {found}, and this is the package reluvar {__version__}; the two "
            "must have the same version"
        )
    return path


def _on_path() -> str | None:
    """The executable on the search path; scripts, such as that of this package, are passed by."""
    for folder in os.get_exec_path():
        path = shutil.which("reluvar", path=folder)
        if path is not None:
            with open(path, "rb") as file:
                if file.read(2) != b"#!":
                    return path
    return None


def main() -> None:
    """The command itself, for the script of the package."""
    try:
        path = executable()
    except ExecutableError as reason:
        print(f"reluvar: {reason}", file=sys.stderr)
        sys.exit(69)
    os.execv(path, ["reluvar", *sys.argv[1:]])


@lru_cache(maxsize=8)
def _version_of(path: str, changed: int) -> str:
    """The version that an executable says that it has."""
    try:
        output = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=60, check=True
        ).stdout.split()
    except (OSError, subprocess.SubprocessError) as reason:
        raise ExecutableError(f"{path} cannot be run: {reason}") from None
    if len(output) < 2 or output[0] != "reluvar":
        raise ExecutableError(f"{path} is not the command reluvar")
    return output[1]


def absolute(path: PathLike) -> str:
    """A path that holds in every folder."""
    return os.path.abspath(os.path.expanduser(os.fspath(path)))


class Job:
    """One run of the command: its arguments, and a folder with the files that it reads.

    The folder is removed with the job.
    """

    def __init__(self, *verb: str) -> None:
        self.arguments = list(verb)
        self._folder: Path | None = None
        self._remove: Callable[[], object] = lambda: None

    @property
    def folder(self) -> Path:
        """The folder, made when it is needed."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="reluvar-"))
            self._remove = weakref.finalize(self, shutil.rmtree, self._folder, True)
        return self._folder

    def file(self, name: str, contents: str | bytes) -> str:
        """Writes a file into the folder and returns the name by which the command finds it."""
        stem, suffix = os.path.splitext(name)
        number = 1
        while (self.folder / name).exists():
            number += 1
            name = f"{stem}-{number}{suffix}"
        data = contents.encode() if isinstance(contents, str) else contents
        (self.folder / name).write_bytes(data)
        return name

    def table(self, name: str, rows: PathLike | Matrix) -> str:
        """A table of exact numbers as a file; a path stays what it is."""
        if isinstance(rows, (str, os.PathLike)):
            return absolute(rows)
        output = io.StringIO()
        csv.writer(output, lineterminator="\n").writerows(rows_text(rows))
        return self.file(name, output.getvalue())

    def words(self, name: str, values: PathLike | Iterable[Any]) -> str:
        """A file with a label on each line; a path stays what it is."""
        if isinstance(values, (str, os.PathLike)):
            return absolute(values)
        output = io.StringIO()
        writer = csv.writer(output, lineterminator="\n")
        for value in values:
            writer.writerow([value.item() if hasattr(value, "item") else value])
        return self.file(name, output.getvalue())

    def add(self, *arguments: str) -> None:
        """Adds arguments."""
        self.arguments.extend(arguments)

    def options(self, **values: Any) -> None:
        """Adds options: ``max_regions=5`` is ``--max-regions=5``, ``True`` is a flag."""
        for name, value in values.items():
            option = "--" + name.replace("_", "-")
            if value is None or value is False:
                continue
            if value is True:
                self.add(option)
            elif name == "time_limit":
                self.add(f"{option}={_seconds(value)}")
            else:
                self.add(f"{option}={value}")

    def start(self) -> Process:
        """Starts the command."""
        return Process(self)

    def report(self, kind: Callable[[Mapping[str, Any], int], Result]) -> Result:
        """Runs the command and reads its report."""
        output, code = self._written("json")
        return kind(json.loads(output), code)

    def text(self, format: str) -> str:
        """Runs the command and returns what it writes in a format."""
        return self._written(format)[0].decode()

    def _written(self, format: str) -> tuple[bytes, int]:
        """What the command writes in a format, and its exit code."""
        self.options(format=format, quiet=True)
        with self.start() as process:
            output = process.output.read()
            code = process.wait()
        if code not in (0, 1, 75) or not output:
            raise process.failure()
        if code == 75:
            warnings.warn(process.message(), LimitWarning, stacklevel=4)
        return output, code

    @contextmanager
    def running(self) -> Iterator[None]:
        """Runs the command for what it writes into files; these are there in the context."""
        with self.start() as process:
            process.output.read()
            code = process.wait()
            if code not in (0, 1, 75):
                raise process.failure()
            if code == 75:
                warnings.warn(process.message(), LimitWarning, stacklevel=4)
            yield

    def run(self) -> None:
        """Runs the command for what it writes into files that stay."""
        with self.running():
            pass

    def clean(self) -> None:
        """Removes the files."""
        self._remove()


def _seconds(time: Time) -> str:
    if isinstance(time, str):
        return time
    seconds = time.total_seconds() if isinstance(time, timedelta) else time
    return f"{seconds:.6f}".rstrip("0").rstrip(".") + "s"


class Process:
    """A running command. Leaving its context ends it, however that happens."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._messages = tempfile.TemporaryFile()
        self._text = ""
        process: subprocess.Popen[bytes] | None = None
        try:
            process = subprocess.Popen(
                [executable(), *job.arguments],
                cwd=job.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=self._messages,
                bufsize=1 << 16,
            )
            self._end = weakref.finalize(self, _end, process, job)
        except BaseException:
            self._messages.close()
            if process is not None:
                _end(process, job)
            job.clean()
            raise
        assert process.stdout is not None
        self._process = process
        self.output: IO[bytes] = process.stdout

    def wait(self) -> int:
        """Waits for the end and returns the exit code."""
        return self._process.wait()

    def message(self) -> str:
        """The last thing that the command said."""
        if not self._messages.closed:
            self._messages.seek(0)
            self._text = self._messages.read().decode(errors="replace")
        lines = [line for line in self._text.splitlines() if line.strip()]
        return lines[-1] if lines else ""

    def failure(self) -> CommandError:
        """What a run without a result is raised as."""
        code = self._process.returncode
        message = self.message()
        if code < 0:
            message = f"reluvar was ended by signal {-code}" + (f": {message}" if message else "")
        return error(message or f"reluvar ended with exit code {code}", code, self.job.arguments)

    def close(self) -> None:
        """Ends the command if it is running, and removes its files."""
        self._end()
        self.message()
        self._messages.close()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _end(process: subprocess.Popen[bytes], job: Job) -> None:
    """Asks a process to end, ends it, and removes its files."""
    try:
        if process.stdout is not None:
            process.stdout.close()
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        if process.poll() is None:
            process.kill()
        job.clean()


class Stream(Generic[Item, Result], Iterator[Item]):
    """What the command finds, one by one and while it is found; then `summary` has the rest.

    Memory does not grow with the number. An iteration that is left early ends the command:
    by ``close()``, at the end of a ``with``, or when nothing refers to the stream any more. Results
    that are wrong from the start are errors where the stream is made. At a limit (``max_regions``,
    ``time_limit``) there is a `LimitWarning`, and ``summary.complete`` is false.
    """

    def __init__(
        self,
        job: Job,
        item: Callable[[dict[str, Any]], Item],
        kind: Callable[[Mapping[str, Any], int], Result],
        is_last: Callable[[dict[str, Any]], bool] = lambda entry: "version" in entry,
        quiet: bool = True,
    ) -> None:
        job.options(format="jsonl", quiet=quiet)
        self._is_last = is_last
        self._item = item
        self._kind = kind
        self._summary: Result | None = None
        self._process = job.start()
        self._lines = iter(self._process.output)
        self._first: dict[str, Any] | None = None
        try:
            self._first = self._entry()
        except StopIteration:
            pass
        except BaseException:
            self.close()
            raise

    def _entry(self) -> dict[str, Any]:
        """The next entry."""
        if self._process.output.closed:
            raise StopIteration
        for line in self._lines:
            entry: dict[str, Any] = json.loads(line)
            if not self._is_last(entry):
                return entry
            self._finish(entry)
            raise StopIteration
        self._finish(None)
        raise StopIteration

    def _finish(self, summary: dict[str, Any] | None) -> None:
        process = self._process
        code = process.wait()
        process.close()
        if summary is None or code not in (0, 1, 75):
            raise process.failure()
        self._summary = self._kind(summary, code)
        if code == 75:
            warnings.warn(process.message(), LimitWarning, stacklevel=4)

    def __iter__(self) -> Stream[Item, Result]:
        return self

    def __next__(self) -> Item:
        try:
            entry = self._first
            if entry is None:
                entry = self._entry()
            else:
                self._first = None
            return self._item(entry)
        except StopIteration:
            raise
        except BaseException:
            self.close()
            raise

    @property
    def summary(self) -> Result:
        """What the command says at the end, when everything was read."""
        if self._summary is None:
            raise RuntimeError("the summary comes at the end: read everything first, or finish()")
        return self._summary

    def finish(self) -> Result:
        """Reads the rest without keeping it, and returns the summary."""
        for _ in self:
            pass
        return self.summary

    def close(self) -> None:
        """Ends the command if it is running."""
        self._first = None
        self._process.close()

    def __enter__(self) -> Stream[Item, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def frame(self) -> Any:
        """The rest as a data frame of pandas: a row for each, with the properties as columns."""
        pandas = needed("pandas", "pandas")
        return pandas.DataFrame([item.row() for item in self if isinstance(item, Record)])


def needed(module: str, extra: str) -> Any:
    """A package that is not needed to install this one."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingPackage(
            f"this needs {module}: {os.path.basename(sys.executable) or 'python3'} -m pip install "
            f"'reluvar[{extra}]'"
        ) from None


def is_path(value: object) -> TypeGuard[PathLike]:
    """Whether a value names a file."""
    return isinstance(value, (str, os.PathLike))


def joined(values: Any, separator: str = ",") -> str | None:
    """The value of an option with several parts."""
    if values is None or isinstance(values, str):
        return values
    parts: Sequence[Any] = values if is_sequence(values) else [values]
    from .values import text

    return separator.join(text(part) for part in parts)
