"""Writes manual pages from what the executable says about itself.

    manual.py EXECUTABLE FOLDER

One page for the command, reluvar.1, and one for each verb, such as reluvar-regions.1.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any


def escaped(text: str) -> str:
    """A text without what groff would read as its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def paragraphs(text: str) -> list[str]:
    """The lines of a discussion: examples and lists as they are, the rest filled."""
    lines: list[str] = []
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        rows = part.split("\n")
        head = [row for row in rows if not row.startswith("  ")]
        block = [row for row in rows if row.startswith("  ")]
        if head:
            lines += [".PP", *map(escaped, head)]
        if block:
            lines += [".PP" if not head else ".br", ".nf", ".RS 2"]
            lines += [escaped(row[2:]) for row in block]
            lines += [".RE", ".fi"]
    return lines


def names(argument: dict[str, Any]) -> str:
    """An option with its names and the name of its value, or an argument."""
    value = argument.get("valueName", "")
    if argument["kind"] == "positional":
        return f"<{value}>"
    texts = [
        ("-" if name["kind"] == "short" else "--") + name["name"]
        for name in argument.get("names", [])
    ]
    suffix = f" <{value}>" if argument["kind"] == "option" else ""
    return ", ".join(texts) + suffix


def page(command: dict[str, Any], words: list[str], version: str) -> str:
    """The page of a command."""
    title = "-".join(words)
    lines = [
        f'.TH "{title.upper()}" "1" "" "reluvar {version}" "ReLUVarieties"',
        ".SH NAME",
        f"{escaped(title)} \\- {escaped(command.get('abstract', '').rstrip('.'))}",
        ".SH SYNOPSIS",
        f".B {escaped(' '.join(words))}",
    ]
    verbs = [verb for verb in command.get("subcommands", []) if verb["commandName"] != "help"]
    arguments = [entry for entry in command.get("arguments", []) if entry["shouldDisplay"]]
    positional = [names(entry) for entry in arguments if entry["kind"] == "positional"]
    lines.append(escaped(" ".join([*(["<verb>"] if verbs else positional), "[<options>]"])))
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", *paragraphs(command["discussion"])]
    if verbs:
        lines.append(".SH VERBS")
        for verb in verbs:
            if verb.get("shouldDisplay", True):
                lines += [".TP", f".B {escaped(verb['commandName'])}",
                          escaped(verb.get("abstract", ""))]  # fmt: skip
    for heading, kinds in (("ARGUMENTS", ("positional",)), ("OPTIONS", ("option", "flag"))):
        chosen = [entry for entry in arguments if entry["kind"] in kinds]
        if chosen:
            lines.append(f".SH {heading}")
        for entry in chosen:
            text = entry.get("abstract", "")
            if entry.get("defaultValue") and entry["kind"] == "option":
                text += f" (default: {entry['defaultValue']})"
            lines += [".TP", f".B {escaped(names(entry))}", escaped(text) or "\\&"]
    if verbs:
        pages = ", ".join(f"\\fB{escaped('-'.join([*words, v['commandName']]))}\\fR(1)"
                          for v in verbs if v.get("shouldDisplay", True))  # fmt: skip
        lines += [".SH SEE ALSO", pages]
    elif len(words) > 1:
        lines += [".SH SEE ALSO", f"\\fB{escaped('-'.join(words[:-1]))}\\fR(1)"]
    return "\n".join(lines) + "\n"


def main(executable: str, folder: Path) -> None:
    """Writes all pages."""

    def output(option: str) -> str:
        return subprocess.run(
            [executable, option], check=True, capture_output=True, text=True
        ).stdout

    version = output("--version").split()[1]
    root = json.loads(output("--experimental-dump-help"))["command"]
    folder.mkdir(parents=True, exist_ok=True)

    def write(command: dict[str, Any], words: list[str]) -> None:
        (folder / f"{'-'.join(words)}.1").write_text(page(command, words, version))
        for verb in command.get("subcommands", []):
            if verb["commandName"] != "help" and verb.get("shouldDisplay", True):
                write(verb, [*words, verb["commandName"]])

    write(root, ["reluvar"])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
