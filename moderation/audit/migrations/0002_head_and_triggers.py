"""The head of an empty trail, and a database that refuses to change or remove what was written.

SQLite rebuilds a table, and so drops its triggers, when a later migration alters it: such a migration must end by calling
`put_up` again.
"""

from django.db import migrations

from moderation.audit.chain import seal_head

_REFUSAL = "The audit trail is never changed."

_SQLITE_UP = [
    "CREATE TRIGGER audit_entry_kept_1 BEFORE UPDATE ON audit_entry"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    "CREATE TRIGGER audit_entry_kept_2 BEFORE DELETE ON audit_entry"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    "CREATE TRIGGER audit_head_kept_1 BEFORE UPDATE ON audit_head"
    f" WHEN NEW.sequence <> OLD.sequence + 1 BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    "CREATE TRIGGER audit_head_kept_2 BEFORE DELETE ON audit_head"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
]
_SQLITE_DOWN = [
    f"DROP TRIGGER IF EXISTS audit_{table}_kept_{number}" for table in ("entry", "head") for number in (1, 2)
]

_POSTGRESQL_UP = [
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE TRIGGER audit_entry_kept_1 BEFORE UPDATE OR DELETE ON audit_entry"
    " FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_entry_kept_2 BEFORE TRUNCATE ON audit_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_head_kept_1 BEFORE UPDATE ON audit_head"
    " FOR EACH ROW WHEN (NEW.sequence <> OLD.sequence + 1) EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_head_kept_2 BEFORE DELETE ON audit_head"
    " FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
]
_POSTGRESQL_DOWN = [
    "DROP TRIGGER IF EXISTS audit_entry_kept_1 ON audit_entry",
    "DROP TRIGGER IF EXISTS audit_entry_kept_2 ON audit_entry",
    "DROP TRIGGER IF EXISTS audit_head_kept_1 ON audit_head",
    "DROP TRIGGER IF EXISTS audit_head_kept_2 ON audit_head",
    "DROP FUNCTION IF EXISTS audit_refuse()",
]


def put_up(apps, schema_editor):
    _run(schema_editor, sqlite=_SQLITE_UP, postgresql=_POSTGRESQL_UP)


def take_down(apps, schema_editor):
    _run(schema_editor, sqlite=_SQLITE_DOWN, postgresql=_POSTGRESQL_DOWN)


def begin(apps, schema_editor):
    apps.get_model("audit", "Head").objects.create(id=1, sequence=0, hash="", seal=seal_head(0, ""))


def _run(schema_editor, **statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        # Going back drops the tables next, with the head in them.
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(put_up, take_down),
    ]
