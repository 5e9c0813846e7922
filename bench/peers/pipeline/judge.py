"""Holds scores against what became of the customers: python bench/peers/pipeline/judge.py PLAN.json NAME=SCORES…

Reads the tables of the whole time, which neither contestant has seen beyond the scoring date; prints JSON.
"""

import json
import sys
from pathlib import Path

import numpy as np
from rows import labels_text
from tables import open_tables


def ranks(values):
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[places]


def auc(outcome, score):
    left = outcome == 1
    n, m = left.sum(), (~left).sum()
    return (ranks(score)[left].sum() - n * (n + 1) / 2) / (n * m)


def gini(value, score):
    """Normalised: 1 orders by realised value, 0 is chance."""
    def area(by):
        return np.cumsum(value[np.argsort(-by, kind="stable")]).sum() / value.sum() - (len(value) + 1) / 2

    return area(score) / area(value)


def calibration_error(outcome, chance, bins=10):
    parts = np.array_split(np.argsort(chance, kind="stable"), bins)
    return sum(len(part) * abs(outcome[part].mean() - chance[part].mean()) for part in parts) / len(outcome)


def judged(rows):
    active = rows[rows.active & rows.churn.notna()]
    left, chance = active.churned.to_numpy(), active.churn.clip(1e-6, 1 - 1e-6).to_numpy()
    value, clv = rows.value.to_numpy(), rows.clv.to_numpy()
    return {
        "customers": len(rows),
        "active": len(active),
        "auc": auc(left, chance),
        "logLoss": -np.mean(left * np.log(chance) + (1 - left) * np.log(1 - chance)),
        "calibrationError": calibration_error(left, chance),
        "meanChance": chance.mean(),
        "churned": left.mean(),
        "gini": gini(value, clv),
        "predictedToRealised": clv.sum() / value.sum(),
    }


def main():
    plan = json.loads(Path(sys.argv[1]).read_text())
    given = dict(one.split("=", 1) for one in sys.argv[2:])
    db = open_tables(plan["allTables"], plan["rates"], plan["threads"])
    # the customers whom all contestants have scored
    common = " intersect ".join(f"select customer_id from '{path}'" for path in given.values())
    db.execute(f"""create table spine as select row_number() over (order by customer_id) as sid, customer_id,
        timezone('UTC', timezone('{plan["timeZone"]}', timestamp '{plan["asOf"]}')) as as_of_at from ({common})""")
    db.execute(labels_text(plan))
    answers = {
        name: judged(db.execute(f"""select l.active, l.churned, l.value, g.churn, g.clv from labels l
            join spine s using (sid) join '{path}' g using (customer_id) order by s.sid""").df())
        for name, path in given.items()
    }
    print(json.dumps(answers, default=float))


main()
