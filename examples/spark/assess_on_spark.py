"""The same rules on Spark: 200 000 made-up referrals, assessed where they lie.

It needs Java 17, pyspark, pandas and pyarrow besides `finsam[frames]`.
"""

import datetime as dt
import warnings

from pyspark.sql import SparkSession
from pyspark.sql import functions as sql

from finsam import frames
from finsam.rulebooks import finnveden

AS_OF = dt.date(2021, 11, 22)


def main() -> None:
    """Assesses a table of Spark's and counts the verdicts."""
    warnings.simplefilter("ignore")  # pyspark and pandas warn of one another's versions
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    )
    place = sql.array(*[sql.lit(name) for name in ("Gislaved", "Gnosjö", "Värnamo", "Sala")])
    referrals = spark.range(200_000).select(
        sql.col("id").alias("case"),
        sql.date_sub(sql.lit(AS_OF), (sql.col("id") * 7_919 % 30_000).cast("int")).alias("born"),
        place[(sql.col("id") % 4).cast("int")].alias("municipality"),
        (sql.col("id") % 3 != 0).alias("needs/region"),
        (sql.col("id") % 5 != 0).alias("needs/municipality"),
        sql.when(sql.col("id") % 2 == 0, sql.lit("nej")).alias("medical_obstacle"),
    )
    said = frames.assess(
        referrals,
        finnveden.SAMVERKANSTEAM,
        as_of=AS_OF,
        key="case",
        columns={"born": "birth_date"},
        answers=["verdict", "failed"],
    )
    for row in said.groupBy("verdict", "failed").count().orderBy("verdict", "failed").collect():
        print(f"{row['count']:>7}  {row['verdict']}  {row['failed']}")
    spark.stop()


if __name__ == "__main__":
    main()
