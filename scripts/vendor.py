"""Fetch anew the JavaScript that is shipped, from npm, and check that it is what its list says.

    python scripts/vendor.py [LIST...]

A LIST is a VENDOR.toml: packages with version and SHA-256 of the archive, and which of its files
stand beside the list, each with its own SHA-256. By default both lists of the repository. Files are
written only when all of the list's hashes hold; else what was found is printed and 1 is returned,
so a newer version is taken by editing the list, running this and putting in what it found.
Needs `npm`, which fetches and unpacks nothing but these packages; no script of theirs is run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[1]
LISTS = (
    ROOT / "kg" / "serve" / "static" / "vendor" / "VENDOR.toml",
    ROOT / "tests" / "browser" / "vendor" / "VENDOR.toml",
)
Found: TypeAlias = tuple[Path, bytes]


def main(lists: list[Path]) -> int:
    """Fetch all that LISTS name; return 0 if it is what they say, else 1."""
    return max([_fetch(each) for each in lists], default=0)


def _fetch(listed: Path) -> int:
    """Fetch and write what LISTED names; return 1, and write nothing, if a hash differs."""
    files: list[Found] = []
    wrong: list[str] = []
    for package in tomllib.loads(listed.read_text("utf-8"))["package"]:
        name = f"{package['name']}@{package['version']}"
        with tempfile.TemporaryDirectory() as folder:
            archive = _packed(name, Path(folder))
            wrong += _differs(name, package["sha256"], archive.read_bytes())
            with tarfile.open(archive) as opened:
                for file in package["files"]:
                    content = _member(opened, f"package/{file['from']}")
                    wrong += _differs(f"{name} {file['from']}", file["sha256"], content)
                    files.append((listed.parent / file["to"], content))
    if wrong:
        print(f"{listed}: nothing is written\n" + "\n".join(wrong), file=sys.stderr)
        return 1
    for path, content in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{listed}: {len(files)} files are what the list says")
    return 0


def _packed(name: str, folder: Path) -> Path:
    """Return the archive of the package NAME, fetched into FOLDER."""
    command = [
        "npm",
        "pack",
        "--silent",
        "--ignore-scripts",
        "--pack-destination",
        str(folder),
        name,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    return archive


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    """Return the content of the file NAME in ARCHIVE."""
    stream = archive.extractfile(name)
    if stream is None:
        raise SystemExit(f"{name} is no file")
    return stream.read()


def _differs(what: str, wanted: str, content: bytes) -> Iterator[str]:
    """Yield a line if CONTENT hasn't the SHA-256 that is WANTED."""
    found = hashlib.sha256(content).hexdigest()
    if found != wanted:
        yield f"  {what}: sha256 is {found}, the list says {wanted or 'nothing'}"


if __name__ == "__main__":
    raise SystemExit(main([Path(each) for each in sys.argv[1:]] or list(LISTS)))
