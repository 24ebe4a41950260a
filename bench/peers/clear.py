"""Step 1: delete the rows of the peer tables that exist."""

import json

from sqlalchemy import create_engine, inspect, text

from common import CLEAN, RAW, step_parser

args = step_parser(__doc__).parse_args()
deleted = {}
with create_engine(args.database).begin() as connection:
    existing = inspect(connection).get_table_names()
    for table in (RAW, CLEAN):
        if table in existing:
            deleted[table] = connection.execute(text(f"DELETE FROM {table}")).rowcount

print(json.dumps({"step": "clear", "deleted": deleted}))
