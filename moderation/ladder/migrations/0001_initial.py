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
            name='Step',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('before', models.CharField(choices=[('trainee', 'trainee'), ('shadow', 'shadow'), ('paired', 'paired'), ('solo', 'solo'), ('lead', 'lead')], max_length=8)),
                ('after', models.CharField(choices=[('trainee', 'trainee'), ('shadow', 'shadow'), ('paired', 'paired'), ('solo', 'solo'), ('lead', 'lead')], max_length=8)),
                ('at', models.DateTimeField()),
                ('words', forum.core.sealed.SealedTextField(blank=True, default='')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
