
import django.db.models.deletion
import forum.core.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('review', '0005_adding_a_warning'),
    ]

    operations = [
        migrations.CreateModel(
            name='AskedWords',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', forum.core.sealed.SealedTextField()),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='review.item')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
