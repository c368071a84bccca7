from uuid import uuid4

import django.db.models.deletion
import forum.core.sealed
import uuid
from django.conf import settings
from django.db import migrations, models


def write_down_who_is_here(apps, schema_editor):
    """Everybody on the team has a standing, from the day they joined."""
    standings = apps.get_model("team", "Standing").objects
    for account in apps.get_model("accounts", "Account").objects.exclude(role="member").exclude(joined_on=None):
        standings.create(id=uuid4(), account=account, began_on=account.joined_on)


class Migration(migrations.Migration):

    dependencies = [
        ('team', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RoleCard',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('manager', 'manager'), ('moderator', 'moderator'), ('practitioner', 'practitioner')], max_length=16, unique=True)),
                ('does', models.TextField()),
                ('does_not', models.TextField()),
                ('gets', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='invitation',
            name='stage',
            field=models.CharField(choices=[('trainee', 'trainee'), ('shadow', 'shadow'), ('paired', 'paired'), ('solo', 'solo'), ('lead', 'lead')], default='trainee', max_length=8),
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('began_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('is_paid', models.BooleanField(default=False)),
                ('weekly_minutes', models.PositiveSmallIntegerField(null=True)),
                ('review_on', models.DateField(null=True)),
                ('legal_name', forum.core.sealed.SealedTextField(blank=True, default='')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='standing', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(write_down_who_is_here, migrations.RunPython.noop),
    ]
