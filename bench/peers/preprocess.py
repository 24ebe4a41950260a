"""Step 3: type the raw rows, drop those without measurements, split them into train and test, write the clean table."""

import json

import pandas as pd
from sklearn.model_selection import train_test_split
from sqlalchemy import create_engine

from common import CLEAN, FEATURES, LABELS, RAW, step_parser

args = step_parser(__doc__).parse_args()
engine = create_engine(args.database)
raw = pd.read_sql_table(RAW, engine)

clean = raw.replace({"NA": None, "": None}).dropna(subset=FEATURES).astype(dict.fromkeys(FEATURES, float))
clean["sex"] = clean["sex"].where(clean["sex"].isin(LABELS["sex"]), None)  # One is ".": unknown, so missing.
clean = clean.reset_index(drop=True)

_, test = train_test_split(clean.index, test_size=0.2, stratify=clean["species"], random_state=42)
clean["split"] = "train"
clean.loc[test, "split"] = "test"
clean.to_sql(CLEAN, engine, if_exists="replace", index=False, chunksize=1_000)

print(json.dumps({"step": "preprocess", "read": len(raw), "kept": len(clean), "test": len(test)}))
