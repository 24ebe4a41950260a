"""Predict with the models of a bundle, to compare bit for bit: rows as JSON on standard input, results on output.

In: {"features": [names], "rows": [[numbers or null], ...]}. Out: {"species": {"probabilities": [[p0, p1, p2], ...],
"contributions": [[c, ...], ...]}, "sex": {"probabilities": [[p1], ...], "contributions": ...}}, each float32 written in
full as the double that equals it. A row's contributions go class by class: one a feature, then the base value.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("bundle", type=Path, help="folder with species.json and sex.json")
args = parser.parse_args()

given = json.load(sys.stdin)
rows = np.array(given["rows"], dtype=np.float32)  # null becomes NaN.
data = xgb.DMatrix(rows, missing=np.nan, feature_names=given["features"])

result = {}
for target in ("species", "sex"):
    booster = xgb.Booster(model_file=args.bundle / f"{target}.json")
    if booster.feature_names is None:  # Then predict would not compare them.
        raise ValueError(f"{target}.json has no feature names")
    probabilities = booster.predict(data, validate_features=True)
    contributions = booster.predict(data, pred_contribs=True)
    result[target] = {
        "probabilities": probabilities.reshape(len(rows), -1).tolist(),
        "contributions": contributions.reshape(len(rows), -1).tolist(),
    }

print(json.dumps(result))
