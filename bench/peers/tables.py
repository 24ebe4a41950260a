"""Writes two tables that scikit-learn's wheel holds as CSV files into a folder.

titanic.csv has categories and missing values (OpenML 40945, a file of its tests); diabetes.csv is a regression, with
semicolons and decimal commas.
"""

import gzip
import sys
from pathlib import Path

import sklearn.datasets

folder = Path(sys.argv[1])
source = Path(sklearn.datasets.__file__).parent / "tests/data/openml/id_40945/data-v1-dl-16826755.arff.gz"
header, rows = [], []
with gzip.open(source, "rt", encoding="utf-8") as lines:
    for line in map(str.strip, lines):
        if line.lower().startswith("@attribute"):
            header.append(line.split()[1].strip("'\""))
        elif line and not line.startswith(("@", "%")):
            rows.append(line)
(folder / "titanic.csv").write_text("\n".join([",".join(header), *rows, ""]), encoding="utf-8")

diabetes = sklearn.datasets.load_diabetes(as_frame=True, scaled=False).frame
diabetes.to_csv(folder / "diabetes.csv", sep=";", decimal=",", index=False)
