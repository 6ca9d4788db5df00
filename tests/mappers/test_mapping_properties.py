"""What holds for any text: mapping never fails, and each report quotes the text."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.linking import Linker
from kg.mappers import map_article
from kg.model import Document, StatementReport

_WORDS = (
    'Rekha Sarkar Anil Bordoloi met meets meeting meetings talks with and , . “ ” " said that who '
    "which the The a of in at on Monday Tuesday 2024 May will not to between chaired by attended "
    "skipped called off on Congress BJP alliance ally seats 12 share joined quit resigned from "
    "president of the party Chief Minister Patna Bihar residence discuss polls was were present "
    "delegation leaders wife he she they us another later after before if when \n\n PATNA: also"
).split(" ")
_TEXTS = st.one_of(
    st.text(max_size=120), st.lists(st.sampled_from(_WORDS), max_size=50).map(" ".join)
)


@given(text=_TEXTS)
def test_any_text_is_mapped_and_quoted(linker: Linker, text: str) -> None:
    facts = map_article(linker.link(Document("any", text, "any", published=date(2024, 9, 3))))
    for report in facts.reports:
        assert report.evidence
        assert 0 < report.confidence <= 1
        for span in report.evidence:
            assert 0 <= span.start < span.end <= len(text)
        if isinstance(report, StatementReport) and report.quote:
            assert report.quote in text
