"""What a data scientist would build: python bench/peers/pipeline/run.py PLAN.json

DuckDB features at several past dates, LightGBM stopped early and refitted, isotonic calibration, value as chance times amount,
a list by value at risk with Shapley values. Writes scores, the list, and what each stage cost.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


class Meter:
    """CPU and wall seconds and the peak of memory, stage by stage."""

    def __init__(self):
        self.stages, self.cpu, self.wall = [], 0.0, time.perf_counter()

    def stage(self, name):
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu, wall = used.ru_utime + used.ru_stime, time.perf_counter()
        cost = {"cpuSeconds": cpu - self.cpu, "seconds": wall - self.wall, "peakMegabytes": peak_megabytes()}
        self.stages.append({"stage": name, **cost})
        self.cpu, self.wall = cpu, wall
        Path("/proc/self/clear_refs").write_text("5")  # the next peak is that of the next stage


def peak_megabytes():
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


meter = Meter()

from models import Churn, Value  # noqa: E402  (importing the libraries is part of the cost)
from rows import build_rows  # noqa: E402
from tables import open_tables  # noqa: E402


def main():
    plan = json.loads(Path(sys.argv[1]).read_text())
    out = Path(plan["out"])
    out.mkdir(parents=True, exist_ok=True)
    db = open_tables(plan["tables"], plan["rates"], plan["threads"])
    rows = build_rows(db, plan)
    meter.stage("features")
    churn = Churn(rows.churn_train, rows.churn_later, plan["threads"])
    value = Value(rows.value, plan["threads"])
    meter.stage("train")
    scores = rows.scored[["customer_id"]].copy()
    scores["churn"] = churn.predict(rows.scored)
    scores["clv"] = value.predict(rows.scored)
    db.register("scores", scores)
    db.execute(f"copy scores to '{out}/scores.parquet' (format parquet)")
    meter.stage("score")
    listed = db.execute(
        f"""select s.*, churn * clv as value_at_risk from scores s
        join customers c using (customer_id)
        anti join (select distinct customer_id from touches where opted_out_at is not null) o using (customer_id)
        where c.contact_consent order by value_at_risk desc, customer_id limit {plan["listSize"]}"""
    ).df()
    reasons = churn.reasons(rows.scored[rows.scored.customer_id.isin(listed.customer_id)])
    db.register("listed", listed.merge(reasons, on="customer_id"))
    db.execute(f"copy (from listed order by value_at_risk desc) to '{out}/list.csv'")
    meter.stage("list")
    (out / "cost.json").write_text(json.dumps(meter.stages))


main()
