"""Churn: LightGBM stopped early by later rows, calibrated by isotonic regression, refitted. Value: chance times amount."""

import lightgbm
import numpy as np
import pandas as pd
from rows import features_of
from scipy.optimize import isotonic_regression

PATIENCE, MOST_ROUNDS = 50, 2000
SETTINGS = dict(
    num_leaves=31, learning_rate=0.05, min_data_in_leaf=20, feature_fraction=0.5, bagging_fraction=0.8, bagging_freq=1,
    lambda_l2=1, seed=0, deterministic=True, force_col_wise=True, verbose=-1,
)


def half_of(customers, seed=1):
    """Which rows belong to half of the customers, drawn by lot."""
    drawn = np.random.default_rng(seed).permutation(customers.unique())
    return customers.isin(drawn[: len(drawn) // 2])


def fit(objective, rows, target, threads, watch=None, rounds=MOST_ROUNDS):
    learn = lightgbm.Dataset(features_of(rows), target(rows), params={"verbose": -1})
    settings = dict(SETTINGS, objective=objective, num_threads=threads)
    if watch is None:
        return lightgbm.train(settings, learn, rounds)
    valid = lightgbm.Dataset(features_of(watch), target(watch), reference=learn)
    return lightgbm.train(settings, learn, rounds, [valid], callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)])


def isotonic(chance, outcome):
    """The rising steps that fit the outcomes best, with straight lines between; never quite 0 or 1."""
    order = np.argsort(chance, kind="stable")
    levels = isotonic_regression(outcome[order]).x.clip(0.001, 0.999)
    return lambda values: np.interp(values, chance[order], levels)


class Churn:
    """Half of the later date's customers stop the fit, the other half calibrate it."""

    def __init__(self, train, later, threads):
        target = lambda rows: rows.churned  # noqa: E731
        stops = half_of(later.customer_id)
        judged = later[~stops]
        stopped = fit("binary", train, target, threads, later[stops])
        self.threads = threads
        self.calibrate = isotonic(stopped.predict(features_of(judged), num_threads=threads), judged.churned.to_numpy())
        self.model = fit("binary", pd.concat([train, later]), target, threads, rounds=stopped.best_iteration)

    def predict(self, rows):
        return self.calibrate(self.model.predict(features_of(rows), num_threads=self.threads))

    def reasons(self, rows):
        """The three features that raise each customer's score most, by exact Shapley values of the trees."""
        features = features_of(rows)
        shares = self.model.predict(features, pred_contrib=True, num_threads=self.threads)[:, :-1]
        names = features.columns.to_numpy()[np.argsort(-shares, axis=1)[:, :3]]
        found = pd.DataFrame(names, columns=["reason_1", "reason_2", "reason_3"])
        return found.assign(customer_id=rows.customer_id.to_numpy())


class Value:
    """Chance of any margin, and a gamma mean of how much; both stopped early by a quarter of the customers, then refitted."""

    def __init__(self, rows, threads):
        self.threads = threads
        watched = half_of(rows.customer_id, 2) & half_of(rows.customer_id, 3)
        any_value = lambda some: (some.value > 0).astype(float)  # noqa: E731
        self.unit = rows.value[rows.value > 0].mean()
        amount = lambda some: some.value / self.unit  # noqa: E731
        self.chance = self.fitted("binary", rows, watched, any_value)
        bought = rows[rows.value > 0]
        self.amount = self.fitted("gamma", bought, watched[bought.index], amount)

    def fitted(self, objective, rows, watched, target):
        stopped = fit(objective, rows[~watched], target, self.threads, rows[watched])
        return fit(objective, rows, target, self.threads, rounds=stopped.best_iteration)

    def predict(self, rows):
        features = features_of(rows)
        return (
            self.chance.predict(features, num_threads=self.threads)
            * self.amount.predict(features, num_threads=self.threads)
            * self.unit
        )
