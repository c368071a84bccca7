
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
            name='WritingDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=48)),
                ('content', forum.core.sealed.SealedTextField()),
                ('other', forum.core.sealed.SealedTextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('kept_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['kept_at'], name='draft_oldest_first')],
                'constraints': [models.UniqueConstraint(fields=('account', 'place'), name='one_draft_for_each_place')],
            },
        ),
    ]
