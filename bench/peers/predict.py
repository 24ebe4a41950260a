"""Time predictions, or their explanations, within one process.

Reads rows of float32 from a file and times the models on some of them at a time, each time others. Out, as JSON: for
each count of rows the microseconds of a call, by the clock and of the processor.
"""

import argparse
import json
import time
from pathlib import Path
from statistics import median

import numpy as np
import xgboost as xgb

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--models", type=Path, nargs="+", required=True)
parser.add_argument("--rows", type=Path, required=True)
parser.add_argument("--counts", type=int, nargs="+", required=True)
parser.add_argument("--task", choices=["inplace_predict", "DMatrix", "pred_contribs"], required=True)
args = parser.parse_args()

MEASURE_S = 0.3


def run(booster: xgb.Booster, rows: np.ndarray, threads: int | None) -> None:
    if args.task == "inplace_predict":
        booster.inplace_predict(rows)
        return
    # Making the matrix is part of it.
    data = xgb.DMatrix(rows, feature_names=booster.feature_names, nthread=threads)
    booster.predict(data, pred_contribs=args.task == "pred_contribs")


def measure(boosters: list[xgb.Booster], rows: np.ndarray, count: int, threads: int | None) -> dict[str, float]:
    def call(turn: int) -> None:
        at = turn * 37 % (len(rows) - count + 1)
        for booster in boosters:
            run(booster, rows[at : at + count], threads)

    call(0)
    times: list[float] = []
    cpu = time.process_time()
    started = time.perf_counter()
    while time.perf_counter() - started < MEASURE_S:
        before = time.perf_counter()
        call(len(times))
        times.append(time.perf_counter() - before)
    return {"us": median(times) * 1e6, "cpu_us": (time.process_time() - cpu) / len(times) * 1e6}


result = {}
for count in args.counts:
    # One thread is the fastest for few rows, every core (the default) for many.
    threads = 1 if count <= 100 else None
    params = {"nthread": threads} if threads else {}
    boosters = [xgb.Booster(params, model_file=path) for path in args.models]
    rows = np.fromfile(args.rows, dtype=np.float32).reshape(-1, boosters[0].num_features())
    result[count] = measure(boosters, rows, count, threads)

print(json.dumps(result))
