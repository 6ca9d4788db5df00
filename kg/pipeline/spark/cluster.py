"""The whole way on Spark, cluster: the session, and what goes wrong with it in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_RAISED = re.compile(r"^(?:[\w.]*Caused by: )?([\w.$]*(?:Error|Exception)): (.+)$", re.MULTILINE)
_OURS = re.compile(r"^kg\.errors\.\w+: (.+)$", re.MULTILINE)


@contextmanager
def session(master: str | None) -> Iterator[SparkSession]:
    """Open a session on the cluster MASTER, by default the one that Spark is configured for.

    What the cluster fails by is raised as KgError.
    """
    try:
        from py4j.protocol import Py4JError  # noqa: PLC0415
        from pyspark.errors import PySparkException  # noqa: PLC0415 - heavy, and for this alone
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            "--engine spark needs PySpark: pip install 'politics-kg[spark]'"
        ) from error
    builder = SparkSession.builder.appName("kg build")
    builder.config("spark.ui.showConsoleProgress", "false")
    try:
        spark = (builder.master(master) if master else builder).getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        raise KgError(
            f"Spark can't be started, for which it needs Java 17: {why(error)}"
        ) from error
    try:
        yield spark
    except (PySparkException, Py4JError) as error:
        raise KgError(f"the cluster failed: {why(error)}") from error
    finally:
        spark.stop()


def why(error: Exception) -> str:
    """Return in a line what ERROR comes from: what we said ourselves, else the innermost cause."""
    said = str(error)
    if ours := _OURS.search(said):
        return ours[1]
    causes = [f"{kind.rpartition('.')[2]}: {words}" for kind, words in _RAISED.findall(said)]
    return causes[-1] if causes else " ".join(said.split())[:500]
