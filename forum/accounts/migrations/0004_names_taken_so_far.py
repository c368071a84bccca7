"""Names that people have already are spoken for, and so are those of the team."""

from hashlib import sha256

from django.db import migrations


def take(apps, schema_editor):
    account, taken = apps.get_model("accounts", "Account"), apps.get_model("accounts", "TakenName")
    for bones in account.objects.filter(is_active=True).values_list("skeleton", flat=True).iterator():
        taken.objects.get_or_create(mark=sha256(f"name:{bones}".encode()).hexdigest())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_choices_and_names")]
    operations = [migrations.RunPython(take, migrations.RunPython.noop)]
