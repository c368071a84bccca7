import django.db.models.deletion
import forum.core.sealed
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=80)),
                ('opened_at', models.DateTimeField()),
                ('last_letter_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('message', 'a letter from a person'), ('step', 'a plain line that says what was done')], max_length=8)),
                ('from_team', models.BooleanField()),
                ('words', forum.core.sealed.SealedTextField()),
                ('written_at', models.DateTimeField()),
                ('submission', models.UUIDField(unique=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='inbox.conversation')),
                ('writer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['conversation', 'written_at', 'id'], name='letter_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'message'), ('writer__isnull', False)), models.Q(('from_team', True), ('kind', 'step'), ('writer__isnull', True)), _connector='OR'), name='steps_come_from_the_service')],
            },
        ),
    ]
