"""The whole way on a Spark cluster: the same functions, by many machines, to files of N-Quads."""

from kg.pipeline.spark.build import SparkBuild, build_on

__all__ = ["SparkBuild", "build_on"]
