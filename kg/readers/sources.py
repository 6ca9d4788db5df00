"""Step read, sources: from files, folders, patterns and `-` to the files to read, in order."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from kg.readers.ordering import in_order
from kg.readers.problem import Level, Problem

STDIN = "-"
_ENDING = re.compile(r"(?<=[^/])\.[A-Za-z0-9]{1,8}$")
_PACKED = re.compile(r"(?<=[^/])\.gz$", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: `under` is its path below what the user named; no path: standard input."""

    origin: str
    under: str
    path: Path | None

    @property
    def ending(self) -> str:
        """Return the file's ending in lower case, `.txt`, leaving out a `.gz`."""
        return ending(self.under)

    @property
    def name(self) -> str:
        """Return `under` without its ending; nothing for standard input."""
        return _ENDING.sub("", _PACKED.sub("", self.under))


def ending(name: str) -> str:
    """Return the ending of the file NAME in lower case, leaving out a `.gz`."""
    found = _ENDING.search(_PACKED.sub("", name))
    return found.group().lower() if found else ""


@dataclass(frozen=True, slots=True)
class FolderFilter:
    """What to read in a folder: files with `known` endings, nothing of what to `leave_out`.

    Files of other endings are counted and said; what is left out (the metadata, the store) is not.
    """

    known: frozenset[str]
    leave_out: tuple[Path, ...] = ()

    def leaves_out(self, entry: os.DirEntry[str]) -> bool:
        """Return whether ENTRY is one of those to leave out."""
        same = (path for path in self.leave_out if path.name == entry.name and path.exists())
        return any(path.samefile(entry.path) for path in same)


def find(sources: Iterable[str], chosen: FolderFilter) -> Iterator[Source | Problem]:
    """Yield every file that SOURCES name, folders in the order of their names.

    A file that is named is yielded whatever its ending; of a folder, what is CHOSEN.
    """
    for source in sources:
        if source == STDIN:
            yield Source("standard input", "", None)
        elif os.path.lexists(source):
            yield from _named(Path(source), chosen)
        elif glob.has_magic(source):
            yield from _matching(source, chosen)
        else:
            yield Problem(_typed(source), _absent(source))


def shown(path: str | Path) -> str:
    """Return PATH for people and identifiers: with `/`, and bytes that are no UTF-8 replaced."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "replace")


def _typed(source: str) -> str:
    """Return SOURCE for people as it was typed: of an address, Path would drop a slash."""
    return os.fsencode(source).decode("utf-8", "replace") or "''"


def _absent(source: str) -> str:
    if _ADDRESS.match(source):
        return "is an address; only files are read, so download it first"
    return "no such file or folder"


def _named(path: Path, chosen: FolderFilter) -> Iterator[Source | Problem]:
    """Yield the file or the contents of the folder PATH; a link that the user names is followed."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Problem(shown(path), f"can't be opened: {error.strerror}")
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, chosen)
    elif stat.S_ISREG(mode):
        yield Source(shown(path), shown(path.name), path)
    else:
        yield Problem(
            shown(path), "is a pipe or a device; give what it holds on standard input, `-`"
        )


def _matching(pattern: str, chosen: FolderFilter) -> Iterator[Source | Problem]:
    """Yield what PATTERN matches; paths count from its first part without a wildcard."""
    parts = Path(pattern).parts
    first = next(place for place, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:first])
    any_file = False
    try:
        for under in in_order(_below(root, "/".join(parts[first:]))):
            any_file = True
            for found in _named(root / under, chosen):
                if isinstance(found, Source):
                    yield replace(found, under=shown(under))
                else:
                    yield found
    except ValueError as error:
        yield Problem(shown(pattern), str(error))
        return
    if not any_file:
        yield Problem(shown(pattern), "matches no file")


def _below(root: Path, pattern: str) -> Iterator[str]:
    """Yield the files below ROOT that PATTERN matches, none that is hidden."""
    for match in root.glob(pattern):
        under = match.relative_to(root)
        if not _hidden(under) and not match.is_dir():
            yield str(under)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _folder(root: Path, chosen: FolderFilter) -> Iterator[Source | Problem]:
    """Yield the article files below ROOT, then say what was passed over."""
    passed_over: Counter[str] = Counter()
    any_file = False
    for entry in _walk(root, chosen):
        if isinstance(entry, Problem):
            yield entry
        elif ending(entry.path.name) in chosen.known:
            any_file = True
            yield Source(shown(entry.path), shown(entry.path.relative_to(root)), entry.path)
        else:
            passed_over[ending(entry.path.name) or "no ending"] += 1
    if passed_over:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(passed_over.items()))
        yield Problem(shown(root), f"files of other kinds were passed over ({kinds})", Level.NOTICE)
    if not any_file:
        yield Problem(shown(root), f"holds no article files ({', '.join(sorted(chosen.known))})")


def _walk(root: Path, chosen: FolderFilter) -> Iterator[_Entry | Problem]:
    """Yield the regular files below ROOT in the order of their paths, hidden ones left out.

    Links, pipes and devices inside a folder are passed over and said: a link may lead round in
    circles or out of the folder, and a pipe may never end.
    """
    open_folders = [_listed(root, chosen)]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
        elif isinstance(entry, Problem) or entry.kind is _Kind.FILE:
            yield entry
        elif entry.kind is _Kind.FOLDER:
            open_folders.append(_listed(entry.path, chosen))
        else:
            kind = "link" if entry.kind is _Kind.LINK else "pipe or a device"
            message = f"is a {kind} and was passed over; name it to read it"
            yield Problem(shown(entry.path), message, Level.NOTICE)


class _Kind(Enum):
    """What stands in a folder; its value is put after the name, behind a character of no name."""

    FILE = "f"
    FOLDER = "d"
    LINK = "l"
    OTHER = "o"

    @classmethod
    def of(cls, entry: os.DirEntry[str]) -> _Kind:
        """Return what ENTRY is, links not followed."""
        if entry.is_file(follow_symlinks=False):
            return cls.FILE
        if entry.is_dir(follow_symlinks=False):
            return cls.FOLDER
        return cls.LINK if entry.is_symlink() else cls.OTHER


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands in a folder under a path."""

    path: Path
    kind: _Kind


def _listed(folder: Path, chosen: FolderFilter) -> Iterator[_Entry | Problem]:
    try:
        with os.scandir(folder) as entries:
            visible = (e for e in entries if not (e.name.startswith(".") or chosen.leaves_out(e)))
            names = in_order(f"{entry.name}\0{_Kind.of(entry).value}" for entry in visible)
    except OSError as error:
        yield Problem(shown(folder), f"can't be opened: {error.strerror}")
        return
    for name in names:
        yield _Entry(folder / name[:-2], _Kind(name[-1]))
