"""Rows of one fold as bench/models/learning-file.ts writes them."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass
class Rows:
    features: pd.DataFrame
    churned: np.ndarray
    value: np.ndarray
    customer: np.ndarray

    def where(self, mask):
        return Rows(self.features[mask], self.churned[mask], self.value[mask], self.customer[mask])


def read_rows(path):
    with open(f"{path}.json") as file:
        head = json.load(file)
    data = np.memmap(f"{path}.bin", dtype=float, mode="r").reshape(-1, head["rows"])
    columns = {}
    for column, values in zip(head["columns"], data, strict=False):
        if column["kind"] == "number":
            columns[column["name"]] = values.astype(np.float32)
        else:
            columns[column["name"]] = pd.Categorical.from_codes(values.astype(int), range(len(column["levels"])))
    churned, value, customer, _ = np.array(data[len(head["columns"]) :])
    return Rows(pd.DataFrame(columns), churned, value, customer.astype(int))


def joined(first, second):
    return Rows(
        pd.concat([first.features, second.features], ignore_index=True),
        np.concatenate([first.churned, second.churned]),
        np.concatenate([first.value, second.value]),
        np.concatenate([first.customer, second.customer]),
    )
