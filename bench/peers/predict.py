"""Time predictions, or their explanations, within one process.

Both models on 1, 100 and 10,000 rows, in microseconds a call.
"""

import argparse
import json
from pathlib import Path
from statistics import median
from timeit import Timer

import numpy as np
import xgboost as xgb

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--models", type=Path, default=Path("models/peers"))
parser.add_argument("--task", choices=["prediction", "explanation"], default="prediction")
args = parser.parse_args()


def run(booster: xgb.Booster, rows: np.ndarray, threads: int | None) -> None:
    if args.task == "prediction":
        booster.inplace_predict(rows)
    else:  # Only predict explains, and it takes no array: making the matrix is part of it.
        data = xgb.DMatrix(rows, feature_names=booster.feature_names, nthread=threads)
        booster.predict(data, pred_contribs=True)


draw = np.random.default_rng(42).uniform
result = {}
for count in (1, 100, 10_000):
    # One thread is the fastest for few rows, every core (the default) for many.
    threads = 1 if count <= 100 else None
    params = {"nthread": threads} if threads else {}
    boosters = [xgb.Booster(params, model_file=args.models / f"{target}.json") for target in ("species", "sex")]
    rows = draw([32, 13, 172, 2700], [60, 22, 231, 6300], (count, 4)).astype(np.float32)
    timer = Timer(lambda models=boosters, rows=rows, threads=threads: [run(model, rows, threads) for model in models])
    calls, _ = timer.autorange()  # As many as take 0.2 s; this also warms up.
    result[f"rows_{count}_us"] = round(median(timer.repeat(7, calls)) / calls * 1e6, 1)

print(json.dumps(result))
