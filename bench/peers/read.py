"""Read the clean rows of our own table as a training takes them: a matrix of features, and the code of each label."""

import json

import numpy as np
import pandas as pd
from sqlalchemy import create_engine

from common import FEATURES, LABELS, step_parser

args = step_parser(__doc__).parse_args()
frame = pd.read_sql("select * from penguins order by line", create_engine(args.database))
features = frame[FEATURES].to_numpy(np.float32)
labels = {name: pd.Categorical(frame[name], classes).codes for name, classes in LABELS.items()}
is_test = (frame["split"] == "test").to_numpy()

print(json.dumps({"step": "read", "rows": len(features), "test": int(is_test.sum()), "labels": len(labels)}))
