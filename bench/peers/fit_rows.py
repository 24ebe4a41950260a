"""A training and no more, on what bench/train.ts has put into a folder; prints how long it took, in seconds."""

import sys
import time
from pathlib import Path

import numpy as np
import xgboost as xgb

features, labels = (np.fromfile(Path(sys.argv[1]) / name, dtype=np.float32) for name in ("features", "labels"))
parameters = {"objective": "multi:softprob", "num_class": 3, "max_depth": 6, "eta": 0.3, "seed": 42}
started = time.perf_counter()
xgb.train(parameters, xgb.DMatrix(features.reshape(-1, 4), labels), 30).save_raw("json")
print(time.perf_counter() - started)
