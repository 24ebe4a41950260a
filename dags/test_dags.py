"""Every DAG as Airflow reads it, of the reference data set and of another; needs Airflow and no Docker."""

import json
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.exceptions import AirflowSkipException

DAGS = Path(__file__).parent
FILES = sorted(
    path.name for path in DAGS.glob("*.py") if path.name not in (DAGS / ".airflowignore").read_text().split()
)
OTHER = {"resources": [{"name": "wine", "path": "räd wine.csv", "schema": {"fields": []}}]}
FORMS = {
    "clear_mysql_db": [],
    "load_wine_mysql": ["file"],
    "monitor_wine": ["days", "min_rows", "fail_on"],
    "predict_wine": ["file", "version"],
    "preprocess_wine_db": ["split_seed", "test_fraction"],
    "rollback_model_wine": ["version", "reason"],
    "train_model_wine": ["seed", "num_round", "max_depth", "eta", "engine", "promote", "approval_days", "profile"],
    "tune_model_wine": ["num_round", "max_depth", "eta", "seed", "engine", "promote", "approval_days", "profile"],
    "wine_pipeline": [
        "file",
        "split_seed",
        "test_fraction",
        "seed",
        "num_round",
        "max_depth",
        "eta",
        "engine",
        "promote",
        "approval_days",
        "profile",
    ],
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The program's folder, with the reference data set in it and a few others' files."""
    (tmp_path / "data").mkdir()
    for name in ["datapackage.json", "penguins_size.csv"]:
        shutil.copy(DAGS.parent / "data" / name, tmp_path / "data")
    for name in ["more.tsv", ".hidden.csv", "penguins_db.sqlite"]:
        (tmp_path / "data" / name).touch()
    monkeypatch.setenv("PENGUINS_HOME", str(tmp_path))
    monkeypatch.delenv("DATASET", raising=False)
    return tmp_path


def read_dags():
    # As in the processor, which reads each file in a process of its own.
    for name in [name for name in sys.modules if name.startswith("penguins_")]:
        del sys.modules[name]
    return DagBag(dag_folder=str(DAGS))


def use(home, monkeypatch, definition):
    (home / "data/mine.json").write_text(definition if isinstance(definition, str) else json.dumps(definition))
    monkeypatch.setenv("DATASET", "data/mine.json")


def test_the_reference_data_set_names_the_dags(home):
    bag = read_dags()
    assert bag.import_errors == {}
    assert sorted(bag.dags) == [
        "clear_mysql_db",
        "load_penguins_mysql",
        "monitor_penguins",
        "penguins_pipeline",
        "predict_penguins",
        "preprocess_penguins_db",
        "rollback_model_penguins",
        "train_model_penguins",
        "tune_model_penguins",
    ]
    file = bag.dags["load_penguins_mysql"].params.get_param("file")
    assert file.value == "data/penguins_size.csv"
    assert file.schema["examples"] == ["data/more.tsv", "data/penguins_size.csv"]


def test_another_definition_names_them_and_their_assets(home, monkeypatch):
    use(home, monkeypatch, OTHER)
    bag = read_dags()
    assert bag.import_errors == {}
    assert {dag_id: list(dag.params) for dag_id, dag in sorted(bag.dags.items())} == FORMS
    assert bag.dags["wine_pipeline"].params["file"] == "data/räd wine.csv"
    outlets = {dag_id: [it.name for task in dag.tasks for it in task.outlets] for dag_id, dag in bag.dags.items()}
    assert outlets["load_wine_mysql"] == ["wine_raw"]
    assert outlets["preprocess_wine_db"] == ["wine"]
    assert outlets["wine_pipeline"] == ["wine_model", "wine_model"]
    assert outlets["predict_wine"] == ["wine_predictions"]
    for dag in bag.dags.values():
        commands = [task.bash_command for task in dag.tasks if not task.is_mapped and task.task_id != "approve"]
        told = [dag.dag_display_name, dag.doc_md, *commands]
        assert "penguins_raw" not in str(told) and "{name}" not in str(told)


def test_every_dag_has_tags_an_owner_and_a_text(home):
    for dag in read_dags().dags.values():
        assert len(dag.tags) == 2 and "penguins" in dag.tags
        assert dag.owner == "penguins"
        assert dag.description[0].isupper() and dag.description.endswith(".")
        assert dag.description in " ".join(dag.doc_md.split())


def test_every_default_is_within_its_bounds_and_what_is_outside_is_refused(home):
    bag = read_dags()
    for dag in bag.dags.values():
        dag.params.validate()
    params = bag.dags["penguins_pipeline"].params
    for name, value in {
        "max_depth": 13,
        "eta": "$(id)",
        "test_fraction": 1,
        "split_seed": -1,
        "promote": "now",
        "profile": "some",
        "engine": "python",
        "approval_days": 15,
    }.items():
        with pytest.raises(ValueError, match=name):
            params[name] = value


def test_the_form_leaves_the_settings_of_rows_and_engine_alone_or_overrules_them(home):
    bag = read_dags()
    for dag_id in ["penguins_pipeline", "train_model_penguins", "tune_model_penguins"]:
        dag = bag.dags[dag_id]
        task = dag.get_task("train")
        assert task.bash_command.endswith(' ${TRAINER:+--engine "$TRAINER"} ${ROWS:+--profile "$ROWS"}')
        assert not {"PROFILE", "ENGINE"} & set(task.env)
        for name, variable, choice in [("profile", "ROWS", "counts"), ("engine", "TRAINER", "native")]:
            assert dag.params[name] == "as set"
            for chosen, passed in {"as set": "", choice: choice}.items():
                context = {"params": {name: chosen}}
                assert task.render_template(task.env[variable], context, dag.get_template_env()) == passed
    trial = bag.dags["tune_model_penguins"].get_task("trial")
    command = trial.partial_kwargs["bash_command"]
    for chosen, passed in {"as set": "", "native": "--engine native"}.items():
        rendered = task.render_template(command, {"params": {"engine": chosen}}, dag.get_template_env())
        assert rendered.endswith(f'--seed "$SEED" {passed}')


def test_what_may_be_asked_is_asked_at_the_end_and_a_run_may_wait_as_long_as_the_form_lets_it(home):
    bag = read_dags()
    asking = [dag for dag in bag.dags.values() if dag.has_task("approve")]
    assert sorted(dag.dag_id for dag in asking) == ["penguins_pipeline", "train_model_penguins", "tune_model_penguins"]
    for dag in asking:
        approve = dag.get_task("approve")
        assert approve.upstream_task_ids == {"train"} and approve.downstream_task_ids == {"promote"}
        assert (approve.options, approve.defaults) == (["Promote", "Keep"], ["Keep"])
        days = dag.params.get_param("approval_days").schema["maximum"]
        assert dag.dagrun_timeout > timedelta(days=days) == approve.response_timeout


def test_a_question_is_what_the_training_proposes_and_none_where_it_proposes_nothing(home):
    dag = read_dags().dags["train_model_penguins"]
    approve = dag.get_task("approve")
    proposal = {"over": "v1", "text": "| a |"}
    for trained, start, end in [
        (
            {"version": "v2", "proposal": proposal},
            "| a |\n\n*Promote* takes the new model into use.",
            "gives one within\n0.5 days.",
        ),
        ({"version": "v2"}, "", ""),
    ]:
        context = {"ti": Pulled(train=trained), "params": {"approval_days": 0.5}}
        subject, body = (
            approve.render_template(it, context, dag.get_template_env()) for it in (approve.subject, approve.body)
        )
        assert subject == "Take the model v2 into use?"
        assert body.startswith(start) and body.endswith(end) and bool(body) == bool(start)
    approve.body = ""
    with pytest.raises(AirflowSkipException):
        approve.execute({"params": {"approval_days": 0.5}})


def test_what_is_promoted_is_what_was_approved_with_the_name_of_who_did(home):
    dag = read_dags().dags["train_model_penguins"]
    promote = dag.get_task("promote")
    assert promote.bash_command == 'penguins models promote --over="$OVER" --reason="$REASON" -- "$VERSION"'
    for over, said in [("v1", "v1"), (None, "none")]:
        trained = {"version": "v2", "proposal": {"over": over, "text": "| a |"}}
        context = {"ti": Pulled(train=trained, approve={"decision": "Promote", "by": "Ada; $(id)"})}
        env = promote.render_template(promote.env, context, dag.get_template_env())
        assert env == {"VERSION": "v2", "OVER": said, "REASON": "approved in Airflow by Ada; $(id)"}


class Pulled:
    """Results of tasks."""

    def __init__(self, **results):
        self.results = results

    def xcom_pull(self, task_ids):
        return self.results[task_ids]


def test_a_file_to_predict_and_a_version_are_values_or_nothing(home):
    (predict,) = read_dags().dags["predict_penguins"].tasks
    assert predict.bash_command.endswith('penguins predict --table ${VERSION:+--model="$VERSION"} ${FILE:+-- "$FILE"}')


def test_a_reason_and_a_version_are_values_never_shell_text(home):
    (rollback,) = read_dags().dags["rollback_model_penguins"].tasks
    assert rollback.bash_command == 'penguins models rollback --reason="$REASON" -- "$VERSION"'


def test_the_monitor_is_scheduled_and_off_until_somebody_switches_it_on(home):
    dag = read_dags().dags["monitor_penguins"]
    assert dag.is_paused_upon_creation and not dag.catchup
    assert dag.schedule == "@daily"
    (monitor,) = dag.tasks
    assert monitor.bash_command == 'penguins monitor --days "$DAYS" --min-rows "$MIN_ROWS" --fail-on "$FAIL_ON"'
    assert set(monitor.env) == {"DAYS", "MIN_ROWS", "FAIL_ON"}


class Instance:
    """A task instance that keeps its XComs."""

    def __init__(self):
        self.xcoms = {}

    def xcom_push(self, key, value):
        self.xcoms[key] = value


@pytest.mark.parametrize(
    ("printed", "xcoms"),
    [
        (
            '{"status": "retrain", "says": "Retrain: x."}',
            {"return_value": {"status": "retrain", "says": "Retrain: x."}},
        ),
        ("penguins: Retrain: x.", {}),
    ],
)
def test_a_step_that_fails_by_its_result_leaves_it_and_its_sentence_and_is_not_tried_again(home, printed, xcoms):
    read_dags()
    steps = sys.modules["penguins_steps"]
    arguments = steps.step_arguments("monitor", "")
    task = steps.PenguinsOperator(**arguments | {"bash_command": f"echo '{printed}'; exit 1", "cwd": str(home)})
    instance = Instance()
    with pytest.raises(SystemExit) as failure:
        task.execute({"ti": instance})
    assert instance.xcoms == {**xcoms, "error": "Retrain: x."}
    decision = steps.UnlessMistake().evaluate(failure.value, 1, 4)
    assert decision.action.name == "FAIL"


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        (None, "can't be read (No such file or directory)."),
        ("{", "is not JSON"),
        ("[]", 'needs "resources" with one resource'),
        ({"resources": []}, 'needs "resources" with one resource'),
        ({"resources": [{"name": "wine"}]}, 'which has a "name" and a "path"'),
        ({"resources": [{"name": "Wine; drop", "path": "wine.csv"}]}, "has the name 'Wine; drop'"),
        ({"resources": [{"name": "wine", "path": "../wine.csv"}]}, "names the file wine.csv"),
        ({"resources": [{"name": "wine", "path": "/etc/passwd"}]}, "etc/passwd: put both into the folder data/"),
    ],
)
def test_a_definition_that_is_missing_or_broken_is_one_sentence_for_each_dag(home, monkeypatch, definition, sentence):
    if definition is None:
        monkeypatch.setenv("DATASET", "data/mine.json")
    else:
        use(home, monkeypatch, definition)
    bag = read_dags()
    assert bag.dags == {}
    assert sorted(Path(path).name for path in bag.import_errors) == FILES
    for error in bag.import_errors.values():
        *_, last = error.strip().split("\n")
        assert last.startswith("ValueError: The definition of the data set, data/mine.json (the setting DATASET), ")
        assert sentence in last
        assert error.count("Traceback") == 1
