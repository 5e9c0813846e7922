"""One library on one fold: python bench/peers/peer.py FOLDER LIBRARY TRIALS [--churn-only]

One trial is the library's own parameters.

Tunes on the later rows, fits churn and a two-stage model of value, scores the test rows, and writes what it says of them and
what it cost, once stopped by the later rows (`xgboost`) and once refitted on training and later rows (`xgboost-refit`).
"""

import json
import resource
import sys
import time

import numpy as np
from fold import joined, read_rows
from libraries import LIBRARIES
from tune import refitted, search, stopped


def known(rows, values):
    return rows.where(~np.isnan(values))


def bought(rows):
    return rows.where(rows.value > 0)


def churn_target(rows):
    return rows.churned


def any_target(rows):
    return (rows.value > 0).astype(float)


class Stopwatch:
    """Seconds on the clock, and seconds of all cores together, by name."""

    def __init__(self):
        self.seconds, self.cpu = {}, {}

    def time(self, name, work):
        started, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - started
        self.cpu[name] = self.cpu.get(name, 0) + time.process_time() - cpu
        return result

    def sums(self, *names):
        return sum(self.seconds[name] for name in names), sum(self.cpu[name] for name in names)


class Amount:
    """Value given that there is any: squared error of its log with Duan's smearing, or a gamma mean."""

    def __init__(self, task, unit):
        self.task, self.unit, self.smearing = task, unit, 1.0

    def target(self, rows):
        return np.log(rows.value) if self.task == "log" else rows.value / self.unit

    def smear(self, raw, rows):
        if self.task == "log":
            self.smearing = rows.value.sum() / np.exp(raw).sum()

    def money(self, raw):
        return np.exp(raw) * self.smearing if self.task == "log" else raw * self.unit


def gini(value, score):
    """Area under the concentration curve: enough to compare two scores of the same rows."""
    return np.cumsum(value[np.argsort(-score, kind="stable")]).sum()


class Peer:
    def __init__(self, library, train, later, trials, seed=1):
        self.library, self.train, self.later, self.trials, self.seed = library, train, later, trials, seed
        self.watch = Stopwatch()
        self.chosen = {}

    def tuned(self, name, task, target, learn, watch, trials):
        found = self.watch.time(
            "tune", lambda: search(self.library, task, target, learn, watch, trials, self.seed)
        )
        self.chosen[name] = found
        return found

    def churn(self):
        learn, watch = known(self.train, self.train.churned), known(self.later, self.later.churned)
        parameters = self.tuned("churn", "chance", churn_target, learn, watch, self.trials)
        return self.both("chance", churn_target, parameters, learn, watch)

    def both(self, task, target, parameters, learn, watch):
        """The model stopped by later rows, and the one refitted with them."""
        model, rounds = self.watch.time(
            "stopped", lambda: stopped(self.library, task, target, parameters, learn, watch)
        )
        again = self.watch.time(
            "refit", lambda: refitted(self.library, task, target, parameters, joined(learn, watch), rounds)
        )
        return model, again

    def value(self):
        """Whether there is any, then how much; of two ways to say how much the one that orders later rows better."""
        learn, watch = known(self.train, self.train.value), known(self.later, self.later.value)
        chance = self.both("chance", any_target, self.chosen["churn"], learn, watch)
        paid, paid_later = bought(learn), bought(watch)
        unit = paid.value.mean()
        best = None
        for task in ("log", "gamma"):
            amounts = Amount(task, unit), Amount(task, unit)
            parameters = self.tuned(task, task, amounts[0].target, paid, paid_later, max(1, self.trials // 2))
            models = self.both(task, amounts[0].target, parameters, paid, paid_later)
            for amount, model, rows in zip(amounts, models, (paid, joined(paid, paid_later)), strict=True):
                amount.smear(self.library.predict(model, rows.features), rows)
            judged = self.expected(chance[0], models[0], amounts[0], watch.features)
            score = gini(watch.value, judged)
            if best is None or score > best[0]:
                best = score, task, models, amounts
        self.chosen["amount"] = best[1]
        return [(chance[i], best[2][i], best[3][i]) for i in range(2)]

    def expected(self, chance, amount_model, amount, features):
        return self.library.predict(chance, features) * amount.money(self.library.predict(amount_model, features))


def main():
    folder, name, trials = sys.argv[1], sys.argv[2], int(sys.argv[3])
    churn_only = "--churn-only" in sys.argv
    train, later, test = (read_rows(f"{folder}/{part}") for part in ("train", "later", "test"))
    peer = Peer(LIBRARIES[name], train, later, trials)
    churn = peer.churn()
    value = [None, None] if churn_only else peer.value()

    def score(i):
        leaves = peer.library.predict(churn[i], test.features)
        worth = np.full(len(leaves), np.nan) if churn_only else peer.expected(*value[i], test.features)
        return np.concatenate([leaves, worth]).astype(float)

    tune = peer.watch.sums("tune")
    for i, (contestant, parts) in enumerate(((name, ("stopped",)), (f"{name}-refit", ("stopped", "refit")))):
        fit = peer.watch.sums(*parts)
        said = score(i)
        started = time.perf_counter()
        score(i)
        rows_per_second = len(said) / 2 / (time.perf_counter() - started)
        said.tofile(f"{folder}/{contestant}.said.bin")
        cost = {
            "tuneSeconds": tune[0],
            "tuneCpuSeconds": tune[1],
            "fitSeconds": fit[0],
            "fitCpuSeconds": fit[1],
            "rowsPerSecond": rows_per_second,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "chosen": peer.chosen,
        }
        with open(f"{folder}/{contestant}.cost.json", "w") as file:
            json.dump(cost, file)


main()
