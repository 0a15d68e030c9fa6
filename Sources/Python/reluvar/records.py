"""Reports as objects: what the command wrote, with typed properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar, overload

from .values import Number, is_number

T = TypeVar("T")
R = TypeVar("R", bound="Record")


class Key(Generic[T]):
    """A property that is an entry of a report, read when it is asked for."""

    def __init__(
        self, name: str, read: Callable[[Any], T], doc: str, *, missing: Any = ...
    ) -> None:
        self.name = name
        self.read = read
        self.missing = missing
        self.__doc__ = doc

    @overload
    def __get__(self, record: None, owner: type) -> Key[T]: ...

    @overload
    def __get__(self, record: Record, owner: type) -> T: ...

    def __get__(self, record: Record | None, owner: type) -> Key[T] | T:
        if record is None:
            return self
        value = record.data.get(self.name)
        if value is None:
            if self.missing is ...:
                raise AttributeError(f"the report has no entry '{self.name}'")
            missing: T = self.missing
            return missing
        return self.read(value)

    def __set__(self, record: Record, value: object) -> None:
        raise AttributeError("reports cannot be changed")


def key(name: str, read: Callable[[Any], T], doc: str) -> Key[T]:
    """An entry that is always there."""
    return Key(name, read, doc)


def optional(name: str, read: Callable[[Any], T], doc: str) -> Key[T | None]:
    """An entry that is there where it was asked for, and ``None`` elsewhere."""
    return Key(name, read, doc, missing=None)


def listed(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """Reads a list."""
    return lambda values: tuple(read(value) for value in values)


def named(read: Callable[[Any], T]) -> Callable[[Any], dict[str, T]]:
    """Reads entries with names."""
    return lambda values: {name: read(value) for name, value in values.items()}


def read(value: Any) -> Any:
    """A value of a report: numbers with a status are `Number`, records `Record`, lists tuples."""
    if is_number(value):
        return Number(value)
    if isinstance(value, dict):
        return Record(value)
    return tuple(map(read, value)) if isinstance(value, list) else value


class Record(Mapping[str, Any]):
    """What the command wrote, as a mapping by the keys of its JSON, with typed properties.

    ``record.data`` is the JSON itself.
    """

    __slots__ = ("data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def __getitem__(self, name: str) -> Any:
        return read(self.data[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def row(self) -> dict[str, Any]:
        """The typed properties that are there, by name."""
        return {
            name: getattr(self, name)
            for kind in reversed(type(self).__mro__)
            for name, entry in vars(kind).items()
            if isinstance(entry, Key) and entry.name in self.data
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.data == other.data

    def __repr__(self) -> str:
        parts = [f"{name}={_shown(value)}" for name, value in self.data.items()]
        return f"{type(self).__name__}({', '.join(parts)})"


def _shown(value: Any) -> str:
    if is_number(value):
        return repr(Number(value))
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


class Report(Record):
    """A report as a whole."""

    __slots__ = ("code",)

    version = key("version", str, "The version of the command.")
    seed = optional("seed", int, "The seed of all random numbers.")
    status = optional("status", str, "How far the work has come, as the command names it.")
    network_file = optional(
        "networkFile", Record, "What was read of the network: layers, assumptions, what was folded."
    )

    def __init__(self, data: Mapping[str, Any], code: int = 0) -> None:
        super().__init__(data)
        #: The exit code: 0, 1 where the answer is no, 75 where a limit was reached.
        self.code = code

    @property
    def complete(self) -> bool:
        """Whether no limit cut the work short."""
        return self.code != 75
