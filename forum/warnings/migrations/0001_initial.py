import django.db.models.deletion
import forum.warnings.taxonomy
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
            name='FilterChoice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('warning', models.CharField(max_length=32)),
                ('view', models.CharField(choices=[(forum.warnings.taxonomy.View['SHOW'], forum.warnings.taxonomy.View['SHOW']), (forum.warnings.taxonomy.View['LABEL'], forum.warnings.taxonomy.View['LABEL']), (forum.warnings.taxonomy.View['COVER'], forum.warnings.taxonomy.View['COVER']), (forum.warnings.taxonomy.View['HIDE'], forum.warnings.taxonomy.View['HIDE'])], max_length=8)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'warning'), name='one_choice_for_each_warning'), models.CheckConstraint(condition=models.Q(('view__in', ['show', 'label', 'cover', 'hide'])), name='view_is_known')],
            },
        ),
    ]
