"""Text: a short signature by which copies of a text are known when the text is no longer at hand.

It is a MinHash (128 numbers, 16 bits kept of each) of the text's spots: the five words from each of
the commonest words on. Whoever shortens, corrects or re-heads a text leaves most spots as they are;
headings, menus and names in lists have few.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from rensa import RMinHash

_NUMBERS = 128
_SEED = 1
_ROWS = 2  # numbers that two texts have to share before they are compared
_LENGTH = 5  # words
_FEWEST = 10  # spots; fewer tell nothing
_COPIED = 0.4  # of the shorter text's spots

# These are no lexicon: with any other words, signatures made before would no longer compare.
_SPOTS = frozenset(
    "a an and as at be by for from had has have he his in is it of on or said that the they this "
    "to was were which who will with".split()
)
_MARKS = ".,;:!?()[]{}\"'“”‘’«»-–—…*/|"


@dataclass(frozen=True, slots=True)
class Signature:
    """How many spots a text has, and the MinHash of them."""

    spots: int
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        """Return the signature as it stands in a graph: `117:` and 344 characters of Base64."""
        raw = b"".join(number.to_bytes(2, "big") for number in self.numbers)
        return f"{self.spots}:{base64.b64encode(raw).decode('ascii')}"

    def blocks(self) -> Iterator[str]:
        """Yield keys of which any two texts that are copies almost surely share one."""
        for at in range(0, _NUMBERS, _ROWS):
            yield f"{at}:{self.numbers[at]}:{self.numbers[at + 1]}"

    def copies(self, other: Signature) -> float | None:
        """Return how much of the shorter text stands in both, from 0 to 1; None if too little.

        It is reckoned from the signatures: rightly to some six hundredths.
        """
        alike = sum(a == b for a, b in zip(self.numbers, other.numbers, strict=True)) / _NUMBERS
        both = alike * (self.spots + other.spots) / (1 + alike)
        share = min(both / min(self.spots, other.spots), 1.0)
        return share if share >= _COPIED else None


def signature(text: str) -> Signature | None:
    """Return the signature of TEXT, None for one that is too short to tell it from others."""
    words = [word.strip(_MARKS) for word in text.casefold().split()]
    spots = {" ".join(words[at : at + _LENGTH]) for at, word in enumerate(words) if word in _SPOTS}
    if len(spots) < _FEWEST:
        return None
    minhash = RMinHash(num_perm=_NUMBERS, seed=_SEED)
    minhash.update(list(spots))
    return Signature(len(spots), tuple(number & 0xFFFF for number in minhash.digest()))


def read_signature(written: str) -> Signature | None:
    """Return the signature WRITTEN in a graph, None if it is none of this form."""
    spots, _, encoded = written.partition(":")
    try:
        raw = base64.b64decode(encoded, validate=True)
        count = int(spots)
    except ValueError:
        return None
    if len(raw) != 2 * _NUMBERS or count < _FEWEST:
        return None
    numbers = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return Signature(count, tuple(numbers))
