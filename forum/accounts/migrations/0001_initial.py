import django.db.models.deletion
import forum.accounts.permissions
import forum.core.sealed
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='KeptDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('writer_mark', models.CharField(max_length=16)),
                ('words', forum.core.sealed.SealedTextField()),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sign_in_index', models.CharField(max_length=64, unique=True)),
                ('pseudonym', models.CharField(max_length=30)),
                ('skeleton', models.CharField(max_length=64, unique=True)),
                ('role', models.CharField(choices=[(forum.accounts.permissions.Role['VISITOR'], forum.accounts.permissions.Role['VISITOR']), (forum.accounts.permissions.Role['MEMBER'], forum.accounts.permissions.Role['MEMBER']), (forum.accounts.permissions.Role['MODERATOR'], forum.accounts.permissions.Role['MODERATOR']), (forum.accounts.permissions.Role['PRACTITIONER'], forum.accounts.permissions.Role['PRACTITIONER']), (forum.accounts.permissions.Role['MANAGER'], forum.accounts.permissions.Role['MANAGER']), (forum.accounts.permissions.Role['SYSTEM'], forum.accounts.permissions.Role['SYSTEM'])], default=forum.accounts.permissions.Role['MEMBER'], max_length=16)),
                ('recovery_index', models.CharField(max_length=64, null=True, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('joined_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', [forum.accounts.permissions.Role['MEMBER'], forum.accounts.permissions.Role['MODERATOR'], forum.accounts.permissions.Role['PRACTITIONER'], forum.accounts.permissions.Role['MANAGER']])), name='account_role_is_known')],
            },
        ),
        migrations.CreateModel(
            name='AuthenticatorDevice',
            fields=[
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('throttling_failure_timestamp', models.DateTimeField(blank=True, default=None, help_text='A timestamp of the last failed verification attempt. Null if last attempt succeeded.', null=True)),
                ('throttling_failure_count', models.PositiveIntegerField(default=0, help_text='Number of successive failed attempts.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('seed', forum.core.sealed.SealedTextField()),
                ('last_step', models.BigIntegerField(default=-1)),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpareCodeDevice',
            fields=[
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('throttling_failure_timestamp', models.DateTimeField(blank=True, default=None, help_text='A timestamp of the last failed verification attempt. Null if last attempt succeeded.', null=True)),
                ('throttling_failure_count', models.PositiveIntegerField(default=0, help_text='Number of successive failed attempts.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpareCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('index', models.CharField(max_length=64, unique=True)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='accounts.sparecodedevice')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
