"""XGBoost and LightGBM behind one call: draw parameters, fit with early stopping or for given rounds, predict."""

import os

# Both libraries spin while they wait for a thread, which costs a hundredfold where others use the machine too.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# One is fastest on a machine that is shared, and on a few thousand rows.
THREADS = int(os.environ.get("BENCH_THREADS", "2"))

import lightgbm  # noqa: E402
import xgboost  # noqa: E402
MOST_ROUNDS = 2000
PATIENCE = 50


class XGBoost:
    name = "xgboost"
    objectives = {"chance": "binary:logistic", "log": "reg:squarederror", "gamma": "reg:gamma"}
    metrics = {"chance": "logloss", "log": "rmse", "gamma": "gamma-nloglik"}
    default = dict(max_depth=6, eta=0.1, min_child_weight=1, subsample=1.0, colsample_bytree=1.0, reg_lambda=1)

    def draw(self, random):
        return dict(
            max_depth=int(random.choice([2, 3, 4, 5, 6, 8])),
            eta=float(random.choice([0.03, 0.05, 0.1])),
            min_child_weight=float(random.choice([1, 5, 20])),
            subsample=float(random.choice([0.6, 0.8, 1])),
            colsample_bytree=float(random.choice([0.3, 0.5, 0.8, 1])),
            reg_lambda=float(random.choice([1, 5, 20])),
        )

    def rows(self, features, target=None):
        return xgboost.DMatrix(features, target, enable_categorical=True, nthread=THREADS)

    def fit(self, task, parameters, learn, watch=None, rounds=MOST_ROUNDS):
        """Returns the model, the best watched loss and the rounds that gave it."""
        settings = dict(
            parameters,
            objective=self.objectives[task],
            eval_metric=self.metrics[task],
            tree_method="hist",
            nthread=THREADS,
            seed=0,
        )
        if watch is None:
            return xgboost.train(settings, learn, rounds), None, rounds
        model = xgboost.train(
            settings, learn, rounds, evals=[(watch, "watch")], early_stopping_rounds=PATIENCE, verbose_eval=False
        )
        return model[: model.best_iteration + 1], model.best_score, model.best_iteration + 1

    def predict(self, model, features):
        return model.predict(self.rows(features))


class LightGBM:
    name = "lightgbm"
    objectives = {"chance": "binary", "log": "regression", "gamma": "gamma"}
    default = dict(
        num_leaves=31, learning_rate=0.1, min_data_in_leaf=20, bagging_fraction=1.0, feature_fraction=1.0, lambda_l2=0
    )

    def draw(self, random):
        return dict(
            num_leaves=int(random.choice([4, 8, 15, 31, 63])),
            learning_rate=float(random.choice([0.03, 0.05, 0.1])),
            min_data_in_leaf=int(random.choice([5, 20, 100])),
            bagging_fraction=float(random.choice([0.6, 0.8, 1])),
            feature_fraction=float(random.choice([0.3, 0.5, 0.8, 1])),
            lambda_l2=float(random.choice([0, 1, 5, 20])),
        )

    def rows(self, features, target=None):
        return lightgbm.Dataset(features, target, free_raw_data=False, params={"verbose": -1})

    def fit(self, task, parameters, learn, watch=None, rounds=MOST_ROUNDS):
        settings = dict(
            parameters,
            objective=self.objectives[task],
            bagging_freq=1,
            num_threads=THREADS,
            seed=0,
            deterministic=True,
            force_col_wise=True,
            verbose=-1,
            feature_pre_filter=False,
        )
        learn = self.fresh(learn)
        if watch is None:
            return lightgbm.train(settings, learn, rounds), None, rounds
        valid = lightgbm.Dataset(watch.data, watch.label, reference=learn, free_raw_data=False, params={"verbose": -1})
        model = lightgbm.train(
            settings, learn, rounds, [valid], callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)]
        )
        (best,) = model.best_score["valid_0"].values()
        return model, best, model.best_iteration

    @staticmethod
    def fresh(rows):
        """A data set keeps the parameters of its first training."""
        return lightgbm.Dataset(rows.data, rows.label, free_raw_data=False, params={"verbose": -1})

    def predict(self, model, features):
        return model.predict(features, num_threads=THREADS)


LIBRARIES = {library.name: library for library in (XGBoost(), LightGBM())}
