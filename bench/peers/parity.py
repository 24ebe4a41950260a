"""Predict with the models of a bundle, to compare bit for bit: rows as JSON on standard input, probabilities on output.

In: {"features": [names], "rows": [[numbers or null], ...]}. Out: {"species": [[p0, p1, p2], ...], "sex": [[p1], ...]},
each float32 written in full as the double that equals it.
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
    result[target] = booster.predict(data, validate_features=True).reshape(len(rows), -1).tolist()

print(json.dumps(result))
