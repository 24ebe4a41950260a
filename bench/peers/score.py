"""Predict a CSV file: its rows as they are, with the label of each target and its probability behind them."""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
import xgboost as xgb

from common import FEATURES

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--models", type=Path, default=Path("models/peers"))
parser.add_argument("--file", type=Path, required=True)
parser.add_argument("--out", type=Path, required=True)
args = parser.parse_args()

labels: dict[str, list[str]] = json.loads((args.models / "labels.json").read_text())
frame = pd.read_csv(args.file)
known = frame[FEATURES].notna().all(axis=1)
rows = frame.loc[known, FEATURES].to_numpy(dtype=np.float32)
for target, classes in labels.items():
    predicted = xgb.Booster(model_file=args.models / f"{target}.json").inplace_predict(rows)
    probabilities = np.column_stack([1 - predicted, predicted]) if predicted.ndim == 1 else predicted
    frame.loc[known, f"predicted_{target}"] = np.array(classes)[probabilities.argmax(axis=1)]
    frame.loc[known, f"probability_{target}"] = probabilities.max(axis=1)
frame.to_csv(args.out, index=False)

print(json.dumps({"rows": int(known.sum())}))
