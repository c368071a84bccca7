import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('audience', models.CharField(blank=True, max_length=200)),
                ('what', models.CharField(blank=True, max_length=400)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('text', models.CharField(blank=True, max_length=120)),
                ('web', models.CharField(blank=True, max_length=200)),
                ('email', models.CharField(blank=True, max_length=120)),
                ('hours', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('region', models.CharField(blank=True, max_length=40)),
                ('always_open', models.BooleanField(default=False)),
                ('emergency', models.BooleanField(default=False)),
                ('opens', models.TimeField(blank=True, null=True)),
                ('closes', models.TimeField(blank=True, null=True)),
                ('days', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('checked_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
