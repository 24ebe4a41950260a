"""
Trains a model for each target on the clean rows, judges them by cross-validation and on the test split, and
publishes them in `models/`. The API takes them up unless they are worse than what it has; the result says why.
Where promotion is set to ask, the run then waits for a person, who answers in Airflow (*Required Actions*).

Starts when `preprocess_{name}_db` has made clean rows, or when it is triggered.
"""

from airflow.sdk import DAG

from penguins_approval import ASKING, approve, promote
from penguins_dataset import NAME
from penguins_forms import ENGINE, PUBLICATION, TRAINING
from penguins_steps import CLEAN_ROWS, MODEL, about, train

with DAG(
    f"train_model_{NAME}",
    schedule=[CLEAN_ROWS],
    dag_display_name=f"step 4: train_model_{NAME}",
    **about(__doc__, "model"),
    params=TRAINING | ENGINE | PUBLICATION,
    **ASKING,
):
    train(outlets=[MODEL]) >> approve() >> promote()
