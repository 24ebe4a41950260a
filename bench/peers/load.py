"""Step 2: load the CSV into the raw table, every value as the text that the file holds."""

import json

import pandas as pd
from sqlalchemy import create_engine

from common import RAW, step_parser

args = step_parser(__doc__).parse_args()
frame = pd.read_csv(args.file, dtype=str, keep_default_na=False)

# The fastest of the ordinary options, tried on 1,000,000 rows: the default method (executemany, which PyMySQL
# rewrites to multi-row INSERTs) in chunks of 1,000. method="multi" took over 15 times as long on SQLite, 6 on MySQL.
frame.to_sql(RAW, create_engine(args.database), if_exists="replace", index=False, chunksize=1_000)

print(json.dumps({"step": "load", "rows": len(frame)}))
