"""The table of what can be found, and beside it the words: FTS5 on SQLite, a text vector on PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models

from forum.search.index import postgres, sqlite


def _statements(vendor, name):
    if vendor == "postgresql":
        return getattr(postgres, name)
    return (getattr(sqlite, name),)


def create(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor, "CREATE"):
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor, "REMOVE"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("threads", "0003_names_wishes_and_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexedPost",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "post",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="threads.post"
                    ),
                ),
            ],
        ),
        migrations.RunPython(create, remove),
    ]
