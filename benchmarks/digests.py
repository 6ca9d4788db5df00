"""Print a digest of each article's graph: the same before and after a change that only saves time.

python -m benchmarks.digests articles.jsonl > before.txt
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence

from kg.graph import Iris, load_gazetteer, to_graph
from kg.model import Document
from kg.pipeline import extractor
from kg.readers import read

_BASE = "https://example.org/"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the digest of the triples of each article of SOURCES, and its identifier."""
    parser = argparse.ArgumentParser(description="A digest of each article's graph.")
    parser.add_argument("sources", nargs="+", help="articles, as for `kg build`")
    extract, iris = extractor(load_gazetteer()), Iris(_BASE)
    for item in read(parser.parse_args(arguments).sources):
        if isinstance(item, Document):
            graph = to_graph(extract(item), iris)
            lines = "\n".join(map(str, graph.triples))
            print(hashlib.sha256(lines.encode()).hexdigest(), item.identifier)


if __name__ == "__main__":
    main()
