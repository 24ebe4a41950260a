"""Train as a bundle was trained and judge by its test rows: the problem as JSON on standard input, figures on output.

In: {"objective", "classes", "parameters", "seed", "train": {"rows", "labels"}, "test": {"rows", "labels"}}, null for a
missing value. Out: {"accuracy"} of classes, {"rmse"} of a number.
"""

import json
import sys

import numpy as np
import xgboost as xgb

given = json.load(sys.stdin)
parameters = {"objective": given["objective"], "seed": given["seed"], "nthread": 1, **given["parameters"]}
rounds = parameters.pop("num_round")
parameters.pop("early_stopping_rounds")
if given["objective"] == "multi:softprob":
    parameters["num_class"] = given["classes"]


def matrix(side):
    return xgb.DMatrix(np.array(given[side]["rows"], dtype=np.float32), given[side]["labels"])


predicted = xgb.train(parameters, matrix("train"), rounds).predict(matrix("test"))
labels = np.array(given["test"]["labels"])
if given["objective"] == "reg:squarederror":
    print(json.dumps({"rmse": float(np.sqrt(np.mean((predicted - labels) ** 2)))}))
else:
    chosen = predicted.argmax(axis=1) if predicted.ndim == 2 else predicted > 0.5
    print(json.dumps({"accuracy": float(np.mean(chosen == labels))}))
