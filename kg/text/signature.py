"""Text: a short signature by which copies of a text are known when the text is no longer at hand.

It is a MinHash (128 numbers, 16 bits kept of each) of the text's spots: the five words from each of
the commonest words on. Whoever shortens, corrects or re-heads a text leaves most spots as they are;
headings, menus and names in lists have few.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

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
_BYTES = 2 * _NUMBERS
_FIRST_BITS = int.from_bytes(b"\x80\x00" * _NUMBERS, "big")  # of each number
_OTHER_BITS = int.from_bytes(b"\x7f\xff" * _NUMBERS, "big")
_MARKS = ".,;:!?()[]{}\"'“”‘’«»-–—…*/|"


@dataclass(frozen=True, slots=True)
class Signature:
    """How many spots a text has, and the MinHash of them: its numbers side by side, as one."""

    spots: int
    numbers: int

    @classmethod
    def of(cls, spots: int, numbers: Iterable[int]) -> Self:
        """Return the signature of SPOTS and the 128 NUMBERS, of each of which 16 bits are kept."""
        raw = b"".join((number & 0xFFFF).to_bytes(2, "big") for number in numbers)
        return cls(spots, int.from_bytes(raw, "big"))

    def __str__(self) -> str:
        """Return the signature as it stands in a graph: `117:` and 344 characters of Base64."""
        raw = self.numbers.to_bytes(_BYTES, "big")
        return f"{self.spots}:{base64.b64encode(raw).decode('ascii')}"

    def blocks(self) -> Iterator[int]:
        """Yield keys of which any two texts that are copies almost surely share one."""
        raw = self.numbers.to_bytes(_BYTES, "big")
        for at in range(0, _BYTES, 2 * _ROWS):
            yield at << 16 * _ROWS | int.from_bytes(raw[at : at + 2 * _ROWS], "big")

    def copies(self, other: Signature) -> float | None:
        """Return how much of the shorter text stands in both, from 0 to 1; None if too little.

        It is reckoned from the signatures: rightly to some six hundredths.
        """
        alike = (_NUMBERS - _differing(self.numbers, other.numbers)) / _NUMBERS
        both = alike * (self.spots + other.spots) / (1 + alike)
        share = min(both / min(self.spots, other.spots), 1.0)
        return share if share >= _COPIED else None


def _differing(one: int, other: int) -> int:
    """Return how many of the numbers side by side differ, all reckoned at once.

    The first bit of a number is set where any of its bits differs: by the bit itself, or by what
    adding to the others carries into it.
    """
    bits = one ^ other
    return (((bits & _OTHER_BITS) + _OTHER_BITS | bits) & _FIRST_BITS).bit_count()


def signature(text: str) -> Signature | None:
    """Return the signature of TEXT, None for one that is too short to tell it from others."""
    words = [word.strip(_MARKS) for word in text.casefold().split()]
    spots = {" ".join(words[at : at + _LENGTH]) for at, word in enumerate(words) if word in _SPOTS}
    if len(spots) < _FEWEST:
        return None
    minhash = RMinHash(num_perm=_NUMBERS, seed=_SEED)
    minhash.update(list(spots))
    return Signature.of(len(spots), minhash.digest())


def read_signature(written: str) -> Signature | None:
    """Return the signature WRITTEN in a graph, None if it is none of this form."""
    spots, _, encoded = written.partition(":")
    try:
        raw = base64.b64decode(encoded, validate=True)
        count = int(spots)
    except ValueError:
        return None
    if len(raw) != _BYTES or count < _FEWEST:
        return None
    return Signature(count, int.from_bytes(raw, "big"))
