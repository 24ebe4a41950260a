"""Train by Python's package, and predict by models that others made: the question as JSON on standard input.

In: {"parameters", "rounds", "columns", "rows", "labels", "models", "asked"}: rows with null for a missing value, models
as JSON texts, and rows to predict. Out: {"model": a JSON text, "outputs": of each model those of all rows}, each
float32 written in full as the double that equals it; of two classes there is the second's probability alone.
"""

import json
import sys

import numpy as np
import xgboost as xgb

given = json.load(sys.stdin)


def matrix(rows, labels=None):
    names = given["columns"]
    return xgb.DMatrix(
        np.array(rows, dtype=np.float32), labels, feature_names=names, feature_types=["float"] * len(names)
    )


booster = xgb.train(given["parameters"], matrix(given["rows"], given["labels"]), given["rounds"])
asked = matrix(given["asked"])
outputs = []
for text in given["models"]:
    outputs.append(xgb.Booster(model_file=bytearray(text.encode())).predict(asked).reshape(-1).tolist())
print(json.dumps({"model": booster.save_raw("json").decode(), "outputs": outputs}))
