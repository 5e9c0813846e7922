"""Random search on later rows, then two fits: one stopped by them, one refitted on training and later rows together."""

import numpy as np

MOST_ROWS_TUNED = 20_000


def some_customers(rows, seed):
    """All rows of a share of the customers, where there are more rows than the search can try in minutes."""
    if len(rows.churned) <= MOST_ROWS_TUNED:
        return rows
    customers = np.unique(rows.customer)
    share = MOST_ROWS_TUNED / len(rows.churned)
    kept = np.random.default_rng(seed).permutation(customers)[: int(share * len(customers))]
    return rows.where(np.isin(rows.customer, kept))


def search(library, task, target, learn, watch, trials, seed):
    """Parameters with the lowest loss of later rows; the library's own defaults are the first trial."""
    random = np.random.default_rng(seed)
    candidates = [library.default] + [library.draw(random) for _ in range(trials - 1)]
    if trials == 1:
        return library.default
    few = some_customers(learn, seed)
    learn_rows = library.rows(few.features, target(few))
    watch_rows = library.rows(watch.features, target(watch))
    losses = [library.fit(task, candidate, learn_rows, watch_rows)[1] for candidate in candidates]
    return candidates[int(np.argmin(losses))]


def stopped(library, task, target, parameters, learn, watch):
    learn_rows = library.rows(learn.features, target(learn))
    model, _, rounds = library.fit(task, parameters, learn_rows, library.rows(watch.features, target(watch)))
    return model, rounds


def refitted(library, task, target, parameters, rows, rounds):
    return library.fit(task, parameters, library.rows(rows.features, target(rows)), rounds=rounds)[0]
