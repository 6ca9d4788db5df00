"""How Spark shares files out among tasks, and what its settings are after."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.spark import QUICK
from kg.pipeline.spark import files as spark_files
from kg.pipeline.spark.cluster import session
from kg.pipeline.spark.files import files
from kg.pipeline.spark.reading import items
from kg.readers import Columns, Metadata

_SPLIT, _OPEN = "spark.sql.files.maxPartitionBytes", "spark.sql.files.openCostInBytes"


@pytest.mark.usefixtures("spark")
def test_a_task_reads_many_small_files_or_one_long_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text("The ministers met.", "utf-8")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("JDK_JAVA_OPTIONS", QUICK)
    with session("local[2]") as spark:
        before = {name: spark.conf.get(name, None) for name in (_SPLIT, _OPEN)}
        found, problems = files(spark, [str(tmp_path)])
        assert (len(found), problems) == (8, [])
        assert items(spark, found, Metadata(), Columns(), 7).getNumPartitions() == 1
        monkeypatch.setattr(spark_files, "_LONG", 2)
        assert items(spark, found, Metadata(), Columns(), 7).getNumPartitions() == 8
        assert {name: spark.conf.get(name, None) for name in before} == before
